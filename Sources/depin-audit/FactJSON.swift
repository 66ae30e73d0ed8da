import Quantities
import Reporting
import TextRendering

extension Fact {
  /// Every column as a member; an empty one is null.
  var json: JSONValue { .object(zip(Fact.columns, values).map { ($0.name, $1.json($0.kind)) }) }

  /// The columns that hold something as members, `value` in any case: a row of `facts.json`.
  ///
  /// Most facts leave half of their columns empty, so that this is half of the file.
  var compactJSON: JSONValue {
    .object(
      zip(Fact.columns, values).filter { $0.isKept || $1 != .none }.map {
        ($0.name, $1.json($0.kind))
      })
  }
}

extension Fact.Column {
  /// What a reader of the data has to know of the column.
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("type", .string(kind.rawValue)),
      ("unit", .string(unit.isEmpty ? nil : unit)), ("meaning", .string(meaning)),
      ("empty", .string(absence)),
    ])
  }
}

extension Fact.Value {
  /// The value by its kind; nothing is null, or a list without words.
  fileprivate func json(_ kind: Fact.Column.Kind) -> JSONValue {
    switch self {
    case .none: kind == .list ? [] : .null
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .count(let count): .integer(count)
    case .day(let day): .string(day.description)
    case .words(let words): .array(words.map { .string($0) })
    }
  }
}
