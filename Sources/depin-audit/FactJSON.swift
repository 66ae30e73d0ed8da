import Reporting
import TextRendering

extension Fact {
  /// The columns of `facts.csv` as members; numbers are numbers, an empty cell is null.
  var json: JSONValue {
    .object(
      zip(Fact.columns, cells).map { name, text in
        switch name {
        case "value", "coverage", "split_share": (name, .number(Double(text)))
        case "marks", "sources":
          (name, .array(text.split(separator: ";").map { .string(String($0)) }))
        default: (name, text.isEmpty ? .null : .string(text))
        }
      })
  }
}
