/// One fault of a dataset, worded for the person who will mend the file.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// The rule that is broken.
  public let rule: Rule
  /// The file, as found from the directory that was given.
  public let file: String
  /// The line, from 1, the header being line 1; 0 where the file as a whole is meant.
  public let line: Int
  /// The column or key.
  public let field: String?
  /// What stands there.
  public let cell: String?
  /// What is wrong.
  public let problem: String
  /// What to do; empty where the problem says it.
  public let remedy: String

  /// Creates a diagnostic from a fault and its place.
  init(_ fault: Fault, file: String, line: Int) {
    (rule, self.file, self.line) = (fault.rule, file, line)
    (field, cell, problem, remedy) = (fault.field, fault.cell, fault.problem, fault.remedy)
  }

  /// Whether the fault forbids going on.
  public var severity: Severity { rule.severity }

  /// `helium/revenue.csv:14: error: 'value' is "x", not a number; write digits [not-a-number]`.
  public var description: String {
    var text = escaped(file) + (line > 0 ? ":\(line)" : "") + ": \(severity): "
    if let field { text += "'\(excerpt(field))' " }
    if let cell { text += (field == nil ? "" : "is ") + "\"\(excerpt(cell))\", " }
    text += problem
    if !remedy.isEmpty { text += "; " + remedy }
    return text + " [\(rule)]"
  }

  /// The same diagnostic some lines further down.
  func moved(by lines: Int) -> Diagnostic {
    guard line > 0, lines > 0 else { return self }
    let fault = Fault(rule, field: field, cell: cell, problem, remedy)
    return Diagnostic(fault, file: file, line: line + lines)
  }

  /// The order of a report: by file, line, then rule.
  static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.file, left.line, left.rule.rawValue, left.field ?? "", left.cell ?? "", left.problem)
      < (
        right.file, right.line, right.rule.rawValue, right.field ?? "", right.cell ?? "",
        right.problem
      )
  }
}

/// A broken rule without its place.
struct Fault: Error, Hashable, Sendable {
  var rule: Diagnostic.Rule
  var field: String?
  var cell: String?
  var problem: String
  var remedy = ""

  init(
    _ rule: Diagnostic.Rule, field: String? = nil, cell: String? = nil, _ problem: String,
    _ remedy: String = ""
  ) {
    (self.rule, self.field, self.cell) = (rule, field, cell)
    (self.problem, self.remedy) = (problem, remedy)
  }

  /// The same fault with the column or key and the text that stands there.
  func at(_ field: String, _ cell: String) -> Fault {
    var fault = self
    (fault.field, fault.cell) = (field, cell)
    return fault
  }
}
