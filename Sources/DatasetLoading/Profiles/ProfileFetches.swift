import SeriesStore
import Yams

/// `fetch:`, where `depin-audit fetch` gets the series from.
extension ProfileReader {
  private static let fetchKeys = ["vendor", "id", "metric", "account"]

  /// The rules in their order; a series has one, or a list of several.
  mutating func fetches(_ root: YAMLMapping) -> [FetchRule] {
    guard let mapping = child(root, "fetch", keys: nil) else { return [] }
    var rules: [FetchRule] = []
    for entry in mapping.entries {
      guard seriesNames.contains(entry.key) else {
        report(unknownSeries(entry.key, field: "fetch"), entry.line)
        continue
      }
      var nodes = [entry.value]
      if case .sequence(let items) = entry.value { nodes = Array(items) }
      rules += nodes.compactMap { fetch($0, entry.key) }
    }
    return rules
  }

  private mutating func fetch(_ node: Node, _ series: String) -> FetchRule? {
    guard let fields = mapping(node, "fetch.\(series)", keys: Self.fetchKeys) else { return nil }
    let vendor = word(fields, "vendor", FetchRule.vendors, isRequired: true)
    let id = plainWord(fields, "id", isRequired: true)
    let metric = plainWord(fields, "metric")
    let account = plainWord(fields, "account")
    guard let vendor, let id, !fields.has("metric") || metric != nil,
      !fields.has("account") || account != nil
    else { return nil }
    if account != nil, vendor != "solana" {
      report(
        Fault(
          .unknownKey, field: fields.path("account"), "is not taken by \(vendor)",
          "leave it out; only solana reads the transactions of an account"),
        fields["account"]?.value.line ?? fields.line)
      return nil
    }
    return FetchRule(
      series: series, vendor: vendor, id: id, metric: metric, account: account,
      line: UInt32(truncatingIfNeeded: node.line))
  }

  /// A word that can stand in an address as it is.
  private mutating func plainWord(
    _ fields: YAMLMapping, _ key: String, isRequired: Bool = false
  ) -> String? {
    guard let text = text(fields, key, isRequired: isRequired) else { return nil }
    guard PlainName.isWord(text) else {
      report(
        Fault(
          .notAName, field: fields.path(key), cell: text, "not a plain name",
          "write the vendor's own word, in letters, digits, '-', '_' and '.'"),
        fields[key]?.value.line ?? fields.line)
      return nil
    }
    return text
  }
}
