import Foundation
import Synchronization
package import Testing

/// Tests run side by side, and two may write parts of one page.
private let writing = Mutex(())

/// Compares lines with the part of a page between `<!-- name -->` and `<!-- end -->`, so that a
/// page states what the code does and a change of either is made knowingly.
///
/// The page is named from the package's root. With `UPDATE_GOLDEN=1` in the environment the part is
/// written, and the test still fails.
package func expectPart(
  _ lines: [String], named name: String, of page: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try writing.withLock { _ in
    try comparePart(lines, named: name, of: page, sourceLocation: sourceLocation)
  }
}

private func comparePart(
  _ lines: [String], named name: String, of page: String, sourceLocation: SourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(page)")
    .standardized
  let text = try String(contentsOf: file, encoding: .utf8)
  guard let start = text.firstRange(of: "<!-- \(name) -->\n"),
    let end = text[start.upperBound...].firstRange(of: "<!-- end -->")
  else {
    Issue.record("\(page) has no part '\(name)'", sourceLocation: sourceLocation)
    return
  }
  let part = start.upperBound..<end.lowerBound
  let wanted = lines.map { $0 + "\n" }.joined()
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    let updated = text[..<part.lowerBound] + wanted + text[part.upperBound...]
    try Data(updated.utf8).write(to: file)
    Issue.record(
      "wrote '\(name)' of \(page); review it and run again", sourceLocation: sourceLocation)
    return
  }
  #expect(
    text[part] == wanted, "\(page): '\(name)' is not what the code writes",
    sourceLocation: sourceLocation)
}
