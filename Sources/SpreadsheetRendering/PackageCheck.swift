import CXLSXWriter
import Foundation
internal import Quantities

/// Reads a written .xlsx back, since libxlsxwriter does not notice a disk that fills up.
///
/// Each part goes through a temporary file whose write errors the library ignores; what was lost
/// shows in that the part lacks the closing tag of its root element.
enum PackageCheck {
  /// A part of a package: its name and where its packed bytes lie.
  struct Part {
    let name: String
    let packed: Range<Int>
    let plainCount: Int
  }

  /// The first and the last bytes of a part, enough to see whether it is whole.
  struct Ends {
    /// All bytes of a part that has no more than these.
    var head: [UInt8]
    var tail: [UInt8]
    var isAll: Bool

    static let headCount = 4096
    static let tailCount = 256
  }

  /// Waits until the package at a path is on the disk, and checks meanwhile, on all processors,
  /// that every part of it is there to its end.
  static func syncAndCheck(_ path: String, destination: String) throws(SpreadsheetError) {
    let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    guard let data, let found = parts(of: data.span) else { throw incomplete(destination) }
    // The longest first, so that no processor ends with it alone.
    let parts = found.sorted { $0.plainCount > $1.plainCount }
    let failures = inParallel(parts.count + 1) { index in
      failure { () throws(SpreadsheetError) in
        if index == 0 {
          try StagedFile.sync(path, destination: destination)
        } else if ends(of: parts[index - 1], in: data.span)?.isComplete != true {
          throw incomplete(destination)
        }
      }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
  }

  private static func incomplete(_ destination: String) -> SpreadsheetError {
    SpreadsheetError(
      destination, "was not written completely",
      remedy: "free some space on its disk and run again", rule: "incomplete")
  }

  /// The parts of a package, `nil` where it is damaged.
  ///
  /// Layout: PKWARE's APPNOTE.TXT, 4.3.7 (a part) and 4.3.16 (the record at the end).
  static func parts(of bytes: Span<UInt8>) -> [Part]? {
    var (offset, parts) = (0, [Part]())
    while number(bytes, offset, 4) == 0x0403_4b50 {
      guard let part = part(bytes, at: &offset) else { return nil }
      parts.append(part)
    }
    guard !parts.isEmpty, number(bytes, bytes.count - 22, 4) == 0x0605_4b50,
      number(bytes, bytes.count - 12, 2) == parts.count & 0xFFFF
    else { return nil }
    return parts
  }

  /// The part at an offset, which moves past it.
  private static func part(_ bytes: Span<UInt8>, at offset: inout Int) -> Part? {
    guard let method = number(bytes, offset + 8, 2), let packed = number(bytes, offset + 18, 4),
      let plain = number(bytes, offset + 22, 4), let name = number(bytes, offset + 26, 2),
      let extra = number(bytes, offset + 28, 2), method == 8
    else { return nil }
    let title = offset + 30
    let start = title + name + extra
    guard start + packed <= bytes.count else { return nil }
    offset = start + packed
    var letters: [UInt8] = []
    for index in title..<title + name { letters.append(bytes[index]) }
    return Part(
      name: String(decoding: letters, as: UTF8.self), packed: start..<offset, plainCount: plain)
  }

  /// The ends of a part, `nil` where its bytes are damaged or not as many as they should be.
  static func ends(
    of part: Part, in bytes: Span<UInt8>, headCount: Int = Ends.headCount
  ) -> Ends? {
    var ends = Ends(
      head: Array(repeating: 0, count: min(part.plainCount, headCount)),
      tail: Array(repeating: 0, count: Ends.tailCount), isAll: part.plainCount <= headCount)
    let isWhole = unsafe bytes.extracting(part.packed).withUnsafeBufferPointer { packed in
      unsafe ends.head.withUnsafeMutableBufferPointer { head in
        unsafe ends.tail.withUnsafeMutableBufferPointer { tail in
          unsafe inflate_ends(
            packed.baseAddress, UInt32(packed.count), part.plainCount, head.baseAddress,
            head.count, tail.baseAddress, tail.count) == 1
        }
      }
    }
    return isWhole ? ends : nil
  }

  /// A little-endian number, or `nil` past the end.
  private static func number(_ bytes: Span<UInt8>, _ offset: Int, _ width: Int) -> Int? {
    guard offset >= 0, offset + width <= bytes.count else { return nil }
    return (offset..<offset + width).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
  }
}

extension PackageCheck.Ends {
  /// Whether an XML text ends as its root element began.
  var isComplete: Bool {
    let (open, close, slash) = (UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"))
    // The first element follows the declaration `<?xml … ?>`.
    guard let declaration = head.firstIndex(of: close),
      let root = head[declaration...].firstIndex(of: open)
    else { return false }
    let rest = head[(root + 1)...]
    let name = rest.prefix { $0 != close && $0 != slash && $0 != UInt8(ascii: " ") }
    var end = (isAll ? head : tail)[...]
    if end.last == UInt8(ascii: "\n") { end.removeLast() }
    let isEmptyElement = isAll && !rest.contains(open) && end.suffix(2) == [slash, close]
    return isEmptyElement || end.suffix(name.count + 3) == [open, slash] + name + [close]
  }
}
