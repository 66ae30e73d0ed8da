import Quantities
import SeriesStore
import Yams

/// Reads `policy.yaml`: names of policies and their values.
struct PolicyReader {
  private(set) var policies = Policies()
  private(set) var log = DiagnosticLog()

  /// Reads one file; what it states overrides what stood before.
  mutating func read(_ bytes: Span<UInt8>, path: String) {
    do throws(YAMLDocument.SyntaxError) {
      let fault = Fault(
        .wrongType, "the policies are no mapping", "write one 'name: value' a line")
      let node = try YAMLDocument.compose(bytes, orFault: fault)
      guard let mapping = YAMLMapping(node, name: "") else {
        log.report(fault, file: path, line: node.line)
        return
      }
      for entry in mapping.entries { state(entry, path) }
    } catch {
      log.report(error.fault, file: path, line: error.line)
    }
  }

  private mutating func state(_ entry: (key: String, line: Int, value: Node), _ path: String) {
    do throws(Policies.StatementError) {
      try policies.state(entry.key, as: entry.value.scalar?.string ?? "")
    } catch {
      let fault = PolicyReader.fault(error, entry.key, entry.value.scalar?.string ?? "")
      log.report(fault, file: path, line: entry.line)
    }
  }

  private static func fault(
    _ error: Policies.StatementError, _ name: String, _ text: String
  ) -> Fault {
    switch error {
    case .unknownName:
      let remedy = Suggestion.remedy(
        for: name, among: Policies.names, else: "use \(Policies.names.joined(separator: ", "))")
      return Fault(.unknownPolicy, field: name, "is no policy", remedy)
    case .unknownWord(let words):
      return Fault(
        .unknownWord, field: name, cell: escaped(text), "not a word it knows",
        "use \(words.joined(separator: " or "))")
    case .notANumber:
      return Fault(
        .notANumber, field: name, cell: escaped(text), "not a number",
        "write it like 365 or 4%")
    case .outOfRange(let range):
      let (low, high) = (
        NumberFormat.shortest(range.lowerBound), NumberFormat.shortest(range.upperBound)
      )
      return Fault(
        .policyOutOfRange, field: name, cell: escaped(text), "makes no sense here",
        "use a number from \(low) to \(high)")
    }
  }
}
