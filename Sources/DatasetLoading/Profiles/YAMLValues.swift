import Quantities
import Yams

/// Reads one YAML file of a dataset and collects every fault of it.
protocol YAMLReader {
  /// What messages call that which has the keys, `profile`.
  static var subject: String { get }
  var path: String { get }
  var sources: SourceTable { get }
  var log: DiagnosticLog { get set }
}

/// A reader of files that stand beside the networks' folders.
protocol YAMLFileReader: YAMLReader {
  /// Reads one file.
  mutating func read(_ bytes: Span<UInt8>)
}

/// Typed values; what cannot be read is reported and left out.
extension YAMLReader {
  mutating func report(_ fault: Fault, _ line: Int) { log.report(fault, file: path, line: line) }

  /// The root of a file; `nothing` is the fault of one that holds none.
  mutating func root(of bytes: Span<UInt8>, orFault nothing: Fault) -> Node? {
    do throws(YAMLDocument.SyntaxError) {
      return try YAMLDocument.compose(bytes, orFault: nothing)
    } catch {
      report(error.fault, error.line)
      return nil
    }
  }

  /// The items of a file that is one list; `noList` is the fault of any other.
  mutating func items(of bytes: Span<UInt8>, orFault noList: Fault) -> [Node] {
    guard let root = root(of: bytes, orFault: noList) else { return [] }
    if case .sequence(let items) = root { return Array(items) }
    report(noList, root.line)
    return []
  }

  /// Reports what is defined a second time.
  mutating func reportRepeat(
    _ rule: Diagnostic.Rule, _ id: String, _ line: UInt32, before first: UInt32
  ) {
    let fault = Fault(rule, "defined before in line \(first)", "delete one of the two")
    report(fault.at("id", id), Int(line))
  }

  /// A node that must be a mapping; `keys` are those it may have, `nil` for any.
  mutating func mapping(_ node: Node, _ name: String, keys: [String]?) -> YAMLMapping? {
    guard let mapping = YAMLMapping(node, name: name) else {
      reportType(node, name, expected: "a mapping", "write it as {key: value}")
      return nil
    }
    guard let keys else { return mapping }
    for entry in mapping.entries where !keys.contains(entry.key) {
      let remedy = Suggestion.remedy(
        for: entry.key, among: keys, else: "use \(keys.joined(separator: ", "))")
      report(
        Fault(
          .unknownKey, field: mapping.path(entry.key), "is no key of a \(Self.subject)", remedy),
        entry.line)
    }
    return mapping
  }

  /// A mapping under a key.
  mutating func child(
    _ parent: YAMLMapping, _ key: String, keys: [String]?, isRequired: Bool = false
  ) -> YAMLMapping? {
    guard let entry = parent[key] else {
      if isRequired { reportMissing(parent, key) }
      return nil
    }
    return mapping(entry.value, parent.path(key), keys: keys)
  }

  /// The items of a list under a key.
  mutating func list(_ parent: YAMLMapping, _ key: String) -> [Node] {
    guard let entry = parent[key] else { return [] }
    guard case .sequence(let items) = entry.value else {
      reportType(entry.value, parent.path(key), expected: "a list", "write each item after '- '")
      return []
    }
    return Array(items)
  }

  mutating func text(_ parent: YAMLMapping, _ key: String, isRequired: Bool = false) -> String? {
    guard let entry = parent[key] else {
      if isRequired { reportMissing(parent, key) }
      return nil
    }
    return text(entry.value, parent.path(key))
  }

  /// A node that must be a text.
  mutating func text(_ node: Node, _ name: String) -> String? {
    guard case .scalar(let scalar) = node else {
      reportType(node, name, expected: "a text", "write one value")
      return nil
    }
    guard !scalar.string.isEmpty else {
      report(
        Fault(.emptyValue, field: name, "is empty", "write its value or delete the key"), node.line)
      return nil
    }
    return scalar.string
  }

  mutating func number(
    _ parent: YAMLMapping, _ key: String, isRequired: Bool = false
  ) -> Double? {
    value(parent, key, isRequired) { text throws(Fault) in
      try nonnegative(DecimalNumber.parse(text))
    }
  }

  /// A fraction or a percentage.
  mutating func share(
    _ parent: YAMLMapping, _ key: String, isRequired: Bool = false
  ) -> Double? {
    value(parent, key, isRequired) { text throws(Fault) in
      try nonnegative(DecimalNumber.parseShare(text))
    }
  }

  mutating func integer(_ parent: YAMLMapping, _ key: String) -> Int? {
    value(parent, key, false) { text throws(Fault) in
      guard let number = Int(text), number >= 0, text.utf8.allSatisfy({ $0 &- .zero < 10 }) else {
        throw Fault(.notANumber, "not a whole number", "write digits only")
      }
      return number
    }
  }

  /// A span of months: `month`, `year`, `6 months`, `2 years`.
  mutating func months(_ parent: YAMLMapping, _ key: String) -> Int? {
    value(parent, key, false) { text throws(Fault) in
      let words = text.split(separator: " ")
      let units = ["month": 1, "months": 1, "year": 12, "years": 12]
      if words.count == 1, let unit = units[text], !text.hasSuffix("s") { return unit }
      guard words.count == 2, let unit = units[String(words[1])], let count = Int(words[0]),
        (1...1200).contains(count)
      else {
        throw Fault(
          .unknownWord, "not a word that the key allows",
          "write month, year, or a number of them: 2 years")
      }
      return count * unit
    }
  }

  mutating func day(_ parent: YAMLMapping, _ key: String, isRequired: Bool = false) -> Day? {
    value(parent, key, isRequired) { text throws(Fault) in try CalendarDay.parse(text) }
  }

  /// A day, or a month as its last day, and what is written.
  mutating func dayOrMonth(
    _ parent: YAMLMapping, _ key: String, isRequired: Bool = false
  ) -> (day: Day, text: String)? {
    value(parent, key, isRequired) { text throws(Fault) in
      (try CalendarDay.parseDayOrMonth(text), text)
    }
  }

  mutating func flag(_ parent: YAMLMapping, _ key: String) -> Bool {
    word(parent, key, ["true", "false"]) == "true"
  }

  /// One of the words that an enumeration spells.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ parent: YAMLMapping, _ key: String, isRequired: Bool = false
  ) -> Word? where Word.RawValue == String {
    word(parent, key, Word.allCases.map(\.rawValue), isRequired: isRequired)
      .flatMap(Word.init(rawValue:))
  }

  /// One of some words.
  mutating func word(
    _ parent: YAMLMapping, _ key: String, _ words: [String], isRequired: Bool = false
  ) -> String? {
    value(parent, key, isRequired) { text throws(Fault) in
      guard words.contains(text) else {
        let all = "write one of " + words.joined(separator: ", ")
        throw Fault(
          .unknownWord, "not a word that the key allows",
          Suggestion.remedy(for: text, among: words, else: all))
      }
      return text
    }
  }

  /// An id of `sources.csv`; an unknown one is reported and kept.
  mutating func source(_ parent: YAMLMapping, isRequired: Bool = false) -> String? {
    let id = text(parent, "source", isRequired: isRequired)
    if let id, let fault = sources.fault(of: id) {
      report(fault.at(parent.path("source"), id), parent["source"]?.line ?? parent.line)
    }
    return id
  }

  /// The text of a unit that can be read.
  mutating func unit(_ parent: YAMLMapping, isRequired: Bool = false) -> String? {
    value(parent, "unit", isRequired) { text throws(Fault) in
      guard Unit(text) != nil else {
        throw Fault(.notAUnit, "not a unit", "write one word, or two joined by '/'")
      }
      return text
    }
  }

  mutating func reportMissing(_ parent: YAMLMapping, _ key: String) {
    report(
      Fault(.missingKey, field: parent.path(key), "is missing", "add '\(key): …'"), parent.line)
  }

  private mutating func reportType(
    _ node: Node, _ name: String, expected: String, _ remedy: String
  ) {
    let field = name.isEmpty ? nil : name
    let problem = field == nil ? "the \(Self.subject) is not \(expected)" : "is not \(expected)"
    report(Fault(.wrongType, field: field, problem, remedy), node.line)
  }

  private mutating func value<Value>(
    _ parent: YAMLMapping, _ key: String, _ isRequired: Bool,
    _ parse: (String) throws(Fault) -> Value
  ) -> Value? {
    guard let text = text(parent, key, isRequired: isRequired) else { return nil }
    do throws(Fault) {
      return try parse(text)
    } catch {
      report(error.at(parent.path(key), text), parent[key]?.value.line ?? parent.line)
      return nil
    }
  }
}

/// A number that may be 0 but not less.
private func nonnegative(_ value: Double) throws(Fault) -> Double {
  guard value >= 0 else { throw Fault(.negativeValue, "less than 0", "write 0 or more") }
  return value
}
