public import SeriesStore
import Yams

/// Reads a list of screens: `screens.yaml` of a dataset, or a file that a reader names.
struct ScreenReader: YAMLFileReader {
  static let subject = "screen"

  let path: String
  // Sources of thresholds are free words: an address, or "house proposal".
  let sources = SourceTable([], isIncomplete: true)
  var log = DiagnosticLog()
  private(set) var screens: [WrittenScreen] = []

  init(path: String) { self.path = path }

  private static let keys = [
    "id", "title", "meaning", "flag", "universe", "require", "prefer", "order_by", "descending",
    "limit", "source",
  ]
  private static let ruleKeys = ["rule", "source", "weight"]

  mutating func read(_ bytes: Span<UInt8>) {
    let noList = Fault(.wrongType, "the screens are no list", "write each screen after '- '")
    for item in items(of: bytes, orFault: noList) {
      if let screen = screen(item) { add(screen) }
    }
  }

  private mutating func add(_ screen: WrittenScreen) {
    if let other = screens.first(where: { $0.id == screen.id }) {
      return reportRepeat(.duplicateScreen, screen.id, screen.line, before: other.line)
    }
    screens.append(screen)
  }

  private mutating func screen(_ node: Node) -> WrittenScreen? {
    guard let fields = mapping(node, "", keys: Self.keys) else { return nil }
    let id = text(fields, "id", isRequired: true)
    let source = text(fields, "source") ?? ""
    if !fields.has("require") { reportMissing(fields, "require") }
    let require = rules(fields, "require", source)
    let (prefer, limit) = (rules(fields, "prefer", source), integer(fields, "limit"))
    let screen = WrittenScreen(
      id: id ?? "", title: text(fields, "title") ?? "", meaning: text(fields, "meaning") ?? "",
      isFlag: flag(fields, "flag"), universe: formula(fields, "universe"), require: require,
      prefer: prefer, order: formula(fields, "order_by"),
      isDescending: flag(fields, "descending"), limit: limit, path: path,
      line: UInt32(truncatingIfNeeded: fields.line))
    if fields.has("require"), require.isEmpty {
      report(
        Fault(.emptyValue, field: "require", "names no condition", "write one after '- '"),
        fields["require"]?.line ?? fields.line)
    }
    if limit == 0 {
      let fault = Fault(.screenForm, "would list no network", "write 1 or more, or delete the key")
      report(fault.at("limit", "0"), fields["limit"]?.line ?? fields.line)
    }
    return id == nil || require.isEmpty ? nil : screen
  }

  /// Conditions: each a text, or a mapping with its source and weight.
  private mutating func rules(
    _ fields: YAMLMapping, _ key: String, _ source: String
  ) -> [WrittenScreen.Rule] {
    list(fields, key).compactMap { node in
      if case .scalar = node {
        return text(node, key).map { WrittenScreen.Rule(written($0, node), source: source) }
      }
      guard let rule = mapping(node, key, keys: Self.ruleKeys),
        let condition = text(rule, "rule", isRequired: true)
      else { return nil }
      return WrittenScreen.Rule(
        written(condition, rule["rule"]?.value ?? node), source: text(rule, "source") ?? source,
        weight: number(rule, "weight") ?? 1)
    }
  }

  private mutating func formula(_ fields: YAMLMapping, _ key: String) -> WrittenScreen.Text? {
    guard let entry = fields[key], let text = text(fields, key) else { return nil }
    return written(text, entry.value)
  }

  private func written(_ text: String, _ node: Node) -> WrittenScreen.Text {
    WrittenScreen.Text(text, line: UInt32(truncatingIfNeeded: node.line))
  }
}

/// A file of screens that is no part of a dataset.
public struct ScreenFile: Sendable {
  /// The screens, in their order.
  public let screens: [WrittenScreen]
  /// What is wrong with the file.
  public let diagnostics: [Diagnostic]

  /// Reads the bytes of a file.
  public init(_ bytes: [UInt8], path: String) {
    var reader = ScreenReader(path: path)
    reader.read(bytes.span)
    (screens, diagnostics) = (reader.screens, reader.log.sorted())
  }
}
