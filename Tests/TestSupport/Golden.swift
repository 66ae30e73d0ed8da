import Foundation
package import Testing

/// Compares a text, byte for byte, with the file of a name in `Golden/` beside the test's source.
///
/// With `UPDATE_GOLDEN=1` in the environment it writes the file and still fails, so that recording
/// never passes for a test; a file that is missing fails too.
package func expectGolden(
  _ text: String, named name: String, in folder: StaticString = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = goldenFolder(beside: folder).appending(path: name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("wrote \(name); review it and run again", sourceLocation: sourceLocation)
    return
  }
  guard let golden = try? Data(contentsOf: file) else {
    Issue.record(
      "Golden/\(name) is missing; record it with UPDATE_GOLDEN=1", sourceLocation: sourceLocation)
    return
  }
  guard golden != Data(text.utf8) else { return }
  let expected = String(decoding: golden, as: UTF8.self)
  Issue.record(
    "\(firstDifference(text, expected, in: name))", sourceLocation: sourceLocation)
}

/// Fails for a golden file whose name, without its ending, stands in none of the sources beside it.
package func expectNoOrphanGoldens(
  in folder: StaticString = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let goldens = goldenFolder(beside: folder)
  let tests = goldens.deletingLastPathComponent()
  let files = FileManager.default
  let sources = try files.contentsOfDirectory(atPath: tests.path).filter { $0.hasSuffix(".swift") }
    .map { try String(contentsOf: tests.appending(path: $0), encoding: .utf8) }.joined()
  for name in try files.contentsOfDirectory(atPath: goldens.path).sorted() {
    let stem = name.prefix { $0 != "." }
    #expect(
      sources.contains(stem), "no test names Golden/\(name)", sourceLocation: sourceLocation)
  }
}

private func goldenFolder(beside source: StaticString) -> URL {
  URL(filePath: "\(source)").deletingLastPathComponent().appending(path: "Golden")
}

/// The first line where two texts part, as both have it.
private func firstDifference(_ text: String, _ golden: String, in name: String) -> String {
  let (found, expected) = (text.split("\n"), golden.split("\n"))
  let line =
    zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    ?? min(found.count, expected.count)
  return """
    Golden/\(name):\(line + 1) differs
    expected: \(line < expected.count ? expected[line] : "(end of text)")
    found:    \(line < found.count ? found[line] : "(end of text)")
    """
}

extension String {
  /// The lines of the text, empty ones too.
  fileprivate func split(_ separator: Character) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
