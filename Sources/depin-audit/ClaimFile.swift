import Assurance
import Formulas
import Quantities
import Reporting
import Screening
import SeriesStore
import TextRendering

/// Claims for programs: one list of members for JSON and, without the networks, for CSV.
struct ClaimFile {
  let claims: [ClaimOutcome]
  let scope: Audit.Scope

  /// The name of the form; another number means that readers have to change.
  static let schema = "depin-audit/claims/1"

  /// The document: what it is, from which day it is seen, the claims.
  var json: String {
    let outcomes = claims.map { outcome in
      JSONValue.object(
        outcome.members + [("networks", .array(outcome.answers.map { .object($0.members) }))])
    }
    return JSONWriter().text(
      of: .object([
        ("schema", .string(Self.schema)), ("as_of", .string("\(scope.asOf)")),
        ("known_by", .string(scope.knownBy.map { "\($0)" })), ("claims", .array(outcomes)),
      ]))
  }

  /// The members as columns, one row a claim.
  var csv: String {
    let rows = claims.map { $0.members.map(\.value.field) }
    return CSVWriter().text(header: Self.columns, rows: rows)
  }

  /// The names of the members of a claim.
  private static let columns = [
    "claim", "standing", "statement", "said_by", "source", "as_of", "over", "test", "combine", "of",
    "why", "decided_by", "figure", "value", "least", "most", "unit", "order", "low", "high", "gap",
    "gap_relative", "gap_unit", "known", "total", "evidence", "own_source", "sources", "missing",
  ]
}

extension ClaimOutcome {
  /// Everything but the networks, in the order of the columns.
  fileprivate var members: [(name: String, value: JSONValue)] {
    let decisive = answers.first { $0.id == decidedBy }?.binding
    let number = value?.exact ?? decisive?.figure.value
    let unit = value?.unit ?? decisive?.unit
    return [
      ("claim", .string(claim.id)), ("standing", .string(standing.rawValue)),
      ("statement", .string(claim.statement)), ("said_by", .string(claim.saidBy)),
      ("source", .string(claim.source)), ("as_of", .string("\(claim.asOf)")),
      ("over", .string(scope)), ("test", .string(test.text.isEmpty ? nil : test.text)),
      ("combine", .string(test.combined?.by.rawValue)), ("of", .string(test.combined?.of)),
      ("why", .string(claim.why.isEmpty ? nil : claim.why)), ("decided_by", .string(decidedBy)),
      ("figure", .string(decisive?.text)), ("value", .number(number)),
      ("least", .number(value?.range.lowerBound.known)),
      ("most", .number(value?.range.upperBound.known)),
      ("unit", .string(unit.map { "\($0)" })), ("order", .string(bound?.word)),
      ("low", .number(bound?.low)), ("high", .number(bound?.high)), ("gap", .number(gap?.amount)),
      ("gap_relative", .number(gap?.relative)), ("gap_unit", .string(gap.map { "\($0.unit)" })),
      ("known", .integer(value?.known ?? answers.count { $0.truth != .unknown })),
      ("total", .integer(answers.count)), ("evidence", .string(evidence?.description)),
      ("own_source", .bool(isByOwnSource)), ("sources", .array(sources.map { .string($0) })),
      ("missing", .array(missing.map { .string($0) })),
    ]
  }
}

extension ClaimOutcome.Answer {
  fileprivate var members: [(name: String, value: JSONValue)] {
    [
      ("network", .string(id)), ("is_network", .bool(isNetwork)),
      ("belongs", .string(membership.claimWord)), ("meets", .string(truth?.claimWord)),
      ("figures", .array(figures.map { .object($0.members) })),
      ("missing", .array(missing.map { .string($0) })),
    ]
  }
}

extension ClaimFigure {
  fileprivate var members: [(name: String, value: JSONValue)] {
    [
      ("figure", .string(text)), ("value", .number(figure.value)), ("unit", .string("\(unit)")),
      ("state", .string(figure.state.word)),
      ("reason", .string(figure.state.reason.isEmpty ? nil : figure.state.reason)),
      ("coverage", .number(figure.coverage)),
      ("bound", .string(figure.bound.map { $0 == .atLeast ? "at-least" : "at-most" })),
      ("evidence", .string(figure.evidence?.description)),
      ("marks", .array(figure.marks.map(\.rawValue).sorted().map { .string($0) })),
      ("sources", .array(figure.sources.sorted().map { .string($0) })),
    ]
  }
}

extension Truth {
  fileprivate var claimWord: String {
    switch self {
    case .pass: "yes"
    case .fail: "no"
    case .unknown: "unknown"
    }
  }
}

extension ClaimBound {
  fileprivate var word: String { order?.rawValue ?? "between" }
  /// The lower end of what is claimed, or the number of an order that looks upwards.
  fileprivate var low: Double? {
    switch order {
    case .less, .atMost: nil
    default: limits.first?.value
    }
  }
  fileprivate var high: Double? {
    switch order {
    case nil, .less, .atMost, .equal: limits.last?.value
    default: nil
    }
  }
}

extension Double {
  /// The number, unless it only says that there is no end.
  fileprivate var known: Double? { isFinite ? self : nil }
}

extension JSONValue {
  /// The value as a field of CSV: nothing is empty, a list is joined by `;`.
  fileprivate var field: String {
    switch self {
    case .string(let text): text
    case .number(let number): NumberFormat.shortest(number)
    case .integer(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .array(let values): values.map(\.field).joined(separator: ";")
    case .null, .object: ""
    }
  }
}
