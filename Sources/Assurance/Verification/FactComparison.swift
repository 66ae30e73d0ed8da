import DatasetLoading
import TextRendering

/// The facts of two files `facts.json`, which hold one a line.
package enum FactComparison {
  /// Every fact that one file has and the other has not, or has otherwise, in the order of the first.
  ///
  /// - Parameters:
  ///   - own: The file in the report.
  ///   - other: The file that was made again.
  /// - Returns: One difference for each of these facts.
  package static func differences(_ own: [UInt8], _ other: [UInt8]) -> [Difference] {
    let (ours, theirs) = (Facts(own), Facts(other))
    let changed = ours.order.compactMap { id -> Difference? in
      guard let line = ours.lines[id], line != theirs.lines[id] else { return nil }
      return Difference(.fact, id, change(line, theirs.lines[id]))
    }
    let new = theirs.order.filter { ours.lines[$0] == nil }
    return changed + new.map { Difference(.fact, $0, "is not in the report, but recomputed") }
  }

  private static func change(_ own: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>?) -> String {
    guard let other else { return "is in the report, but not recomputed" }
    guard case .object(let ours)? = try? JSONReader.value(of: Array(own)),
      case .object(let theirs)? = try? JSONReader.value(of: Array(other))
    else { return "cannot be read in the report" }
    func shown(_ members: [(name: String, value: JSONValue)], _ name: String) -> String {
      let value = members.first { $0.name == name }?.value
      return value.map { excerpt(JSONWriter().line(of: $0)) } ?? "nothing"
    }
    for name in (ours + theirs).map(\.name) where shown(ours, name) != shown(theirs, name) {
      return "\(excerpt(name)) is \(shown(ours, name)), recomputed \(shown(theirs, name))"
    }
    return "is written otherwise than recomputed"
  }

  /// The lines of facts by id.
  private struct Facts {
    private(set) var order: [String] = []
    private(set) var lines: [String: ArraySlice<UInt8>] = [:]

    init(_ file: [UInt8]) {
      let mark = Array("{\"id\":\"".utf8)
      for line in file.split(separator: UInt8(ascii: "\n")) where line.starts(with: mark) {
        let id = line.dropFirst(mark.count).prefix { $0 != UInt8(ascii: "\"") }
        let name = String(decoding: id, as: UTF8.self)
        if lines.updateValue(line.last == UInt8(ascii: ",") ? line.dropLast() : line, forKey: name)
          == nil
        {
          order.append(name)
        }
      }
    }
  }
}
