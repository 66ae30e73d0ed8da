import Assurance
import Quantities
import Reporting
import SeriesStore
import TextRendering

/// Changes as flat records: figures, then rows, then statements.
struct RestatementRecords {
  let restatement: Restatement
  /// The rows; `nil` where figures alone were compared.
  let comparison: FolderComparison?

  static let columns = [
    "what", "id", "change", "causes", "field", "old", "new", "difference", "percent", "steps",
    "unit", "old_state", "new_state", "old_evidence", "new_evidence", "old_sources",
    "new_sources", "old_place", "new_place",
  ]

  var csv: [[String]] {
    let records =
      restatement.changes.map(\.record) + (comparison?.rows.map(\.record) ?? [])
      + (comparison?.statements.map(\.record) ?? [])
    return records.map { record in Self.columns.map { record[$0] ?? "" } }
  }

  /// The members of a document.
  var json: [(name: String, value: JSONValue)] {
    [
      ("figure_count", .integer(restatement.count)),
      ("restated", .integer(restatement.changes.count { $0.kind.isRestatement })),
      ("figures", .array(restatement.changes.map(\.json))),
      ("rows", comparison.map { .array($0.rows.map(\.json)) } ?? .null),
      ("statements", comparison.map { .array($0.statements.map(\.json)) } ?? .null),
    ]
  }
}

extension FigureChange {
  fileprivate var record: [String: String] {
    [
      "what": "figure", "id": any?.id ?? "", "change": kind.rawValue,
      "causes": Set(steps.flatMap(\.causes)).sorted().map(\.rawValue).joined(separator: ";"),
      "old": number(old?.value), "new": number(new?.value), "difference": number(difference),
      "percent": number(share.map { $0 * 100 }),
      "steps": steps.map { step in
        step.causes.map(\.rawValue).joined(separator: "+") + ":" + number(step.amount)
      }.joined(separator: ";"),
      "unit": any?.unit ?? "", "old_state": old?.state ?? "", "new_state": new?.state ?? "",
      "old_evidence": old?.evidence ?? "", "new_evidence": new?.evidence ?? "",
      "old_sources": old?.sources.joined(separator: ";") ?? "",
      "new_sources": new?.sources.joined(separator: ";") ?? "",
    ]
  }

  fileprivate var json: JSONValue {
    .object([
      ("id", .string(any?.id)), ("change", .string(kind.rawValue)), ("old", old?.json ?? .null),
      ("new", new?.json ?? .null), ("difference", value(difference)), ("share", value(share)),
      ("unit", .string(any?.unit)),
      (
        "steps",
        .array(
          steps.map { step in
            [
              "causes": .array(step.causes.map { .string($0.rawValue) }),
              "amount": value(step.amount),
            ]
          })
      ),
    ])
  }
}

extension StatedFigure {
  fileprivate var json: JSONValue {
    .object([
      ("value", depin_audit.value(value)), ("state", .string(state)),
      ("reason", .string(reason.isEmpty ? nil : reason)),
      ("evidence", .string(evidence.isEmpty ? nil : evidence)),
      ("sources", .array(sources.map { .string($0) })),
    ])
  }
}

extension RowChange {
  fileprivate var id: String {
    let party = key.party.isEmpty ? "" : "/\(key.party)"
    return "\(key.network)/\(key.series)@\(key.days.lowerBound)..\(key.days.upperBound)"
      + "/\(key.source)\(party)"
  }

  private var difference: Double? {
    guard let old = old?.value, let new = new?.value else { return nil }
    return new - old
  }

  fileprivate var record: [String: String] {
    [
      "what": "row", "id": id, "change": kind.rawValue, "causes": cause.rawValue,
      "field": fields.joined(separator: ";"), "old": number(old?.value),
      "new": number(new?.value), "difference": number(difference),
      "unit": new?.unit ?? old?.unit ?? "", "old_evidence": old?.evidence ?? "",
      "new_evidence": new?.evidence ?? "", "old_sources": old == nil ? "" : key.source,
      "new_sources": new == nil ? "" : key.source, "old_place": old?.place ?? "",
      "new_place": new?.place ?? "",
    ]
  }

  fileprivate var json: JSONValue {
    .object([
      ("network", .string(key.network)), ("series", .string(key.series.name)),
      ("segment", .string(key.series.segment.isEmpty ? nil : key.series.segment)),
      ("basis", .string(key.series.basis.isEmpty ? nil : key.series.basis)),
      ("source", .string(key.source)), ("from", .string("\(key.days.lowerBound)")),
      ("to", .string("\(key.days.upperBound)")),
      ("party", .string(key.party.isEmpty ? nil : key.party)),
      ("change", .string(kind.rawValue)), ("fields", .array(fields.map { .string($0) })),
      ("old", old?.json ?? .null), ("new", new?.json ?? .null),
    ])
  }
}

extension RowChange.Row {
  fileprivate var json: JSONValue {
    .object([
      ("value", depin_audit.value(value)), ("unit", .string(unit)),
      ("evidence", .string(evidence)), ("note", .string(note.isEmpty ? nil : note)),
      ("place", .string(place)),
    ])
  }
}

extension StatementChange {
  fileprivate var record: [String: String] {
    [
      "what": subject.rawValue, "id": path,
      "change": old == nil ? "added" : new == nil ? "removed" : "changed",
      "causes": subject.cause?.rawValue ?? "", "old": old?.text ?? "", "new": new?.text ?? "",
      "old_place": old?.place ?? "", "new_place": new?.place ?? "",
    ]
  }

  fileprivate var json: JSONValue {
    func side(_ value: Value?) -> JSONValue {
      value.map { ["value": .string($0.text), "place": .string($0.place)] } ?? .null
    }
    return .object([
      ("kind", .string(subject.rawValue)), ("path", .string(path)), ("old", side(old)),
      ("new", side(new)),
    ])
  }
}

private func number(_ value: Double?) -> String { value.map(NumberFormat.shortest) ?? "" }

private func value(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
