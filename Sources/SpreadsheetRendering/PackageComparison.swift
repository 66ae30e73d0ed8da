import CXLSXWriter
import Foundation

/// Where two .xlsx files part.
package enum PackageComparison {
  /// Parts above it are not unpacked: a stranger's file may claim any size.
  private static let largestPart = 256 << 20

  /// The first part in which two packages differ, with the cell where it is a sheet.
  ///
  /// - Parameters:
  ///   - own: A file that anybody may have written.
  ///   - other: The one that was made here.
  /// - Returns: A place in the workbook, or `nil` where no part differs.
  package static func firstDifference(_ own: [UInt8], _ other: [UInt8]) -> String? {
    guard let ours = PackageCheck.parts(of: own.span) else { return "it is damaged" }
    guard let theirs = PackageCheck.parts(of: other.span) else { return nil }
    for (mine, yours) in zip(ours, theirs) {
      guard mine.name == yours.name else { return "part \(shown(mine)) for \(shown(yours))" }
      guard own[mine.packed] != other[yours.packed] else { continue }
      let name = sheetName(yours.name, in: other, theirs)
      guard let old = plain(mine, in: own), let new = plain(yours, in: other) else {
        return "part \(shown(mine)) is damaged"
      }
      guard let cell = cell(old, new), let name else { return "part \(shown(mine))" }
      return "sheet '\(name)', cell \(cell)"
    }
    guard ours.count == theirs.count else { return "it has \(ours.count) parts" }
    return nil
  }

  /// A name fit for a terminal.
  private static func shown(_ part: PackageCheck.Part) -> String {
    String(
      String.UnicodeScalarView(part.name.unicodeScalars.prefix(60).filter { $0.value >= 0x20 }))
  }

  private static func plain(_ part: PackageCheck.Part, in bytes: [UInt8]) -> [UInt8]? {
    guard part.plainCount <= largestPart else { return nil }
    return PackageCheck.ends(of: part, in: bytes.span, headCount: part.plainCount)?.head
  }

  /// The reference of the cell in which two sheets part.
  private static func cell(_ own: [UInt8], _ other: [UInt8]) -> String? {
    let place = zip(own, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let text = String(decoding: other[..<(place ?? min(own.count, other.count))], as: UTF8.self)
    guard let mark = text.range(of: "<c r=\"", options: .backwards) else { return nil }
    // The place may lie within the reference itself.
    let rest = String(
      decoding: other[text[..<mark.upperBound].utf8.count...].prefix(12), as: UTF8.self)
    let reference = rest.prefix { $0 != "\"" }
    return reference.isEmpty ? nil : String(reference)
  }

  /// What the sheet of a part is called in the workbook.
  private static func sheetName(
    _ part: String, in bytes: [UInt8], _ parts: [PackageCheck.Part]
  ) -> String? {
    guard part.hasPrefix("xl/worksheets/sheet"), part.hasSuffix(".xml"),
      let number = Int(part.dropFirst(19).dropLast(4)),
      let list = parts.first(where: { $0.name == "xl/workbook.xml" }),
      let xml = plain(list, in: bytes)
    else { return nil }
    let names = String(decoding: xml, as: UTF8.self).components(separatedBy: "<sheet name=\"")
      .dropFirst().map { String($0.prefix { $0 != "\"" }) }
    return names.indices.contains(number - 1) ? names[number - 1] : nil
  }
}
