import DatasetLoading

/// Where two texts part.
package enum TextComparison {
  /// The first line in which two texts are not the same, with what both have there; `nil` where they
  /// are the same.
  package static func firstDifference(
    _ own: [UInt8], _ other: [UInt8]
  ) -> (line: Int, own: String, other: String)? {
    let shorter = min(own.count, other.count)
    let place = (0..<shorter).first { own[$0] != other[$0] } ?? shorter
    guard place < max(own.count, other.count) else { return nil }
    let feed = UInt8(ascii: "\n")
    let line = own[..<place].count { $0 == feed } + 1
    let start = own[..<place].lastIndex(of: feed).map { $0 + 1 } ?? 0
    // A long line is shown from a little before the place.
    let from = max(start, place - 20)
    func shown(_ bytes: [UInt8]) -> String {
      guard from < bytes.count else { return "the end of the file" }
      let rest = bytes[from...].prefix(300).prefix { $0 != feed }
      let text = excerpt(String(decoding: rest, as: UTF8.self))
      return "'\(from > start ? "…" : "")\(text)'"
    }
    return (line, shown(own), shown(other))
  }
}
