import Foundation
import Testing

@testable import DatasetLoading

/// A file of `Faults`: how to break a rule, and how to mend it.
///
/// Each section lists changes to `base.txt`: `=== path` replaces a file by the lines that follow,
/// `=== path ~` replaces lines of it, `=== path -` deletes it, `=== path/` makes a folder and
/// `=== path -> target` a link. `\xE9` and `\r` stand for bytes, `<<x*100>>` for a hundred x.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let name: String
  let base: String
  let faulty: String
  let mended: String

  var testDescription: String { name }

  static let all: [FaultCase] = {
    let base = text("base").components(separatedBy: "[base]\n").last ?? ""
    return names.map { name in
      let sections = text(name).components(separatedBy: "\n[mended]\n")
      return FaultCase(
        name: name, base: base,
        faulty: sections[0].components(separatedBy: "[faulty]\n").last ?? "",
        mended: sections.last ?? "")
    }
  }()

  /// The diagnostics of the base dataset after the changes of a section.
  func diagnostics(_ section: String) throws -> [String] {
    let dataset = try TemporaryDataset()
    for change in changes(base) + changes(section) { try apply(change, to: dataset) }
    return try dataset.diagnostics()
  }

  private static var names: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".txt") && $0 != "base.txt" }
      .map { String($0.dropLast(4)) }.sorted()
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Faults")

  private static func text(_ name: String) -> String {
    let data = try? Data(contentsOf: folder.appendingPathComponent(name + ".txt"))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private func changes(_ section: String) -> [(path: String, body: String)] {
    section.components(separatedBy: "=== ").dropFirst().map { change in
      let end = change.firstIndex(of: "\n") ?? change.endIndex
      return (String(change[..<end]), String(change[end...].dropFirst()))
    }
  }

  private func apply(_ change: (path: String, body: String), to dataset: TemporaryDataset) throws {
    let words = change.path.split(separator: " ").map(String.init)
    let url = dataset.root.appendingPathComponent(words[0])
    switch words.dropFirst().first {
    case "-": try FileManager.default.removeItem(at: url)
    case "->":
      try FileManager.default.createSymbolicLink(
        atPath: url.path, withDestinationPath: words[2])
    case "~":
      let old = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      try dataset.write(words[0], Data(edited(old, change.body).utf8))
    default:
      guard words[0].hasSuffix("/") else { return try dataset.write(words[0], bytes(change.body)) }
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  /// A text with the lines after '-' replaced by those after '+'; '@' divides replacements.
  private func edited(_ text: String, _ edits: String) -> String {
    edits.components(separatedBy: "@\n").reduce(text) { text, edit in
      let lines = edit.split(separator: "\n")
      let old = lines.filter { $0.hasPrefix("-") }.map { $0.dropFirst() + "\n" }.joined()
      let new = lines.filter { $0.hasPrefix("+") }.map { $0.dropFirst() + "\n" }.joined()
      #expect(text.contains(old), "\(name): no such lines: \(old)")
      return text.replacingOccurrences(of: old, with: new)
    }
  }

  private func bytes(_ body: String) -> Data {
    var text = body.replacingOccurrences(of: "\\r", with: "\r")
    if let range = text.range(of: "<<x\\*[0-9]+>>", options: .regularExpression) {
      let count = Int(text[range].filter(\.isNumber)) ?? 0
      text.replaceSubrange(range, with: String(repeating: "x", count: count))
    }
    var data = Data()
    for (index, part) in text.components(separatedBy: "\\x").enumerated() {
      let rest = index == 0 ? part[...] : part.dropFirst(2)
      if index > 0 { data.append(UInt8(part.prefix(2), radix: 16) ?? 0) }
      data.append(Data(rest.utf8))
    }
    return data
  }
}
