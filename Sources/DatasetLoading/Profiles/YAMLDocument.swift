import Foundation
import Yams

/// Turns the bytes of a file into its root node.
enum YAMLDocument {
  /// A fault and its line.
  struct SyntaxError: Error {
    let fault: Fault
    let line: Int
  }

  /// The largest YAML file that is read, in bytes: a hundred times what people write by hand.
  ///
  /// Nodes take far more memory than their text, so that a larger one could take all there is.
  static let mostBytes = 1 << 20

  /// Composes the document's nodes, which know their lines; `nothing` is the fault of a document
  /// without any.
  static func compose(
    _ bytes: Span<UInt8>, orFault nothing: Fault
  ) throws(SyntaxError) -> Node {
    guard bytes.count <= mostBytes else {
      throw SyntaxError(
        fault: Fault(
          .fileTooLarge, "the file has \(bytes.count) bytes, and \(mostBytes) is the most for YAML",
          "take out what is no text for readers; rows belong into CSV"), line: 0)
    }
    let text = try decode(bytes)
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw SyntaxError(fault: nothing, line: 1)
      }
      return node
    } catch let error as SyntaxError {
      throw error
    } catch {
      throw syntaxError(error, text)
    }
  }

  private static func decode(_ bytes: Span<UInt8>) throws(SyntaxError) -> String {
    let content = Array(copying: bytes, byteOrderMark(bytes)..<bytes.count)
    if let text = String(validating: content, as: UTF8.self) {
      return text
    }
    for (index, line) in content.split(separator: .lineFeed, omittingEmptySubsequences: false)
      .enumerated() where String(validating: line, as: UTF8.self) == nil
    {
      let fault = Fault(
        .notUTF8, cell: displayText(Array(line)), "not UTF-8", "save the file as UTF-8")
      throw SyntaxError(fault: fault, line: index + 1)
    }
    return String(decoding: content, as: UTF8.self)
  }

  private static func syntaxError(_ error: any Error, _ text: String) -> SyntaxError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return SyntaxError(fault: syntaxFault(problem), line: mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return SyntaxError(
        fault: Fault(
          .duplicateKey, field: key, "stands twice in one mapping", "delete one of the two"),
        line: context.mark.line)
    case .reader(let problem, let offset, _, _):
      let before = text.utf8.prefix(offset ?? 0)
      return SyntaxError(
        fault: syntaxFault(problem), line: 1 + before.count { $0 == .lineFeed })
    default:
      return SyntaxError(fault: syntaxFault("the parser gives no reason"), line: 1)
    }
  }

  private static func syntaxFault(_ problem: String) -> Fault {
    Fault(
      .yamlSyntax, "not YAML: \(escaped(problem))",
      "check the indentation, and quote texts that contain ': ' or ' #'")
  }
}
