import CXLSXWriter
import Foundation

/// Reads a written .xlsx back, since libxlsxwriter does not notice a disk that fills up.
///
/// Each part goes through a temporary file whose write errors the library ignores; what was lost
/// shows in that the part lacks the closing tag of its root element.
enum PackageCheck {
  /// Checks that every part of the package at a path is there to its end.
  static func check(_ path: String, destination: String) throws(SpreadsheetError) {
    guard let data = FileManager.default.contents(atPath: path),
      let parts = parts(of: [UInt8](data)), parts.allSatisfy({ isComplete($0.content) })
    else {
      throw SpreadsheetError(
        destination, "was not written completely",
        remedy: "free some space on its disk and run again", rule: "incomplete")
    }
  }

  /// The names and contents of a package's parts, `nil` where it is damaged.
  ///
  /// Layout: PKWARE's APPNOTE.TXT, 4.3.7 (a part) and 4.3.16 (the record at the end).
  static func parts(of bytes: [UInt8]) -> [(name: String, content: [UInt8])]? {
    var (offset, parts) = (0, [(name: String, content: [UInt8])]())
    while number(bytes, offset, 4) == 0x0403_4b50 {
      guard let part = part(bytes, at: &offset) else { return nil }
      parts.append(part)
    }
    guard !parts.isEmpty, number(bytes, bytes.count - 22, 4) == 0x0605_4b50,
      number(bytes, bytes.count - 12, 2) == parts.count & 0xFFFF
    else { return nil }
    return parts
  }

  /// Whether an XML text ends as its root element began.
  static func isComplete(_ xml: [UInt8]) -> Bool {
    let (open, close, slash) = (UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"))
    var xml = xml
    if xml.last == UInt8(ascii: "\n") { xml.removeLast() }
    // The first element follows the declaration `<?xml … ?>`.
    guard let declaration = xml.firstIndex(of: close),
      let root = xml[declaration...].firstIndex(of: open)
    else { return false }
    let rest = xml[(root + 1)...]
    let name = rest.prefix { $0 != close && $0 != slash && $0 != UInt8(ascii: " ") }
    let isEmptyElement = !rest.contains(open) && xml.suffix(2) == [slash, close]
    return isEmptyElement || xml.suffix(name.count + 3) == [open, slash] + name + [close]
  }

  /// The part at an offset, which moves past it.
  private static func part(
    _ bytes: [UInt8], at offset: inout Int
  ) -> (name: String, content: [UInt8])? {
    guard let packed = number(bytes, offset + 18, 4), let plain = number(bytes, offset + 22, 4),
      let name = number(bytes, offset + 26, 2), let extra = number(bytes, offset + 28, 2)
    else { return nil }
    let (title, start) = (offset + 30, offset + 30 + name + extra)
    offset = start + packed
    guard packed > 0, plain > 0, offset <= bytes.count,
      let content = inflated(bytes[start..<offset], count: plain)
    else { return nil }
    return (String(decoding: bytes[title..<title + name], as: UTF8.self), content)
  }

  private static func inflated(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    var plain = [UInt8](repeating: 0, count: count)
    let isWhole = unsafe packed.withUnsafeBufferPointer { source in
      unsafe plain.withUnsafeMutableBufferPointer { target in
        unsafe inflate_member(
          source.baseAddress, UInt32(source.count), target.baseAddress, UInt32(count)) == 1
      }
    }
    return isWhole ? plain : nil
  }

  /// A little-endian number, or `nil` past the end.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int? {
    guard offset >= 0, offset + width <= bytes.count else { return nil }
    return bytes[offset..<offset + width].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
