import Quantities
import SeriesStore
import Yams

/// Reads `checks.yaml`: severities and thresholds of checks, and waivers.
///
/// Which checks there are and what they measure is not known here; whoever runs them says what is
/// unknown.
struct CheckReader: YAMLFileReader {
  static let subject = "file of checks"

  let path: String
  let sources = SourceTable([], isIncomplete: true)
  var log = DiagnosticLog()
  private(set) var checks = WrittenChecks()

  init(path: String) { self.path = path }

  private static let keys = ["checks", "waivers"]
  private static let waiverKeys = ["id", "network", "series", "reason", "who", "until"]

  /// Reads one file.
  mutating func read(_ bytes: Span<UInt8>) {
    let nothing = Fault(
      .wrongType, "the file of checks is not a mapping", "write 'checks:' and 'waivers:'")
    guard let root = root(of: bytes, orFault: nothing),
      let fields = mapping(root, "", keys: Self.keys)
    else { return }
    if let settings = child(fields, "checks", keys: nil) {
      checks.settings = settings.entries.compactMap { setting($0.key, $0.line, $0.value) }
    }
    checks.waivers = list(fields, "waivers").compactMap { waiver($0) }
  }

  /// One check: its severity, and any other key as a threshold.
  private mutating func setting(
    _ id: String, _ line: Int, _ node: Node
  ) -> WrittenChecks.Setting? {
    guard let fields = mapping(node, id, keys: nil) else { return nil }
    let severity: WrittenChecks.Word? = word(fields, "severity")
    let thresholds = fields.entries.filter { $0.key != "severity" }.compactMap { entry in
      share(fields, entry.key).map {
        WrittenChecks.Threshold(
          entry.key, $0, line: UInt32(truncatingIfNeeded: entry.line))
      }
    }
    return WrittenChecks.Setting(
      id: id, severity: severity, thresholds: thresholds, path: path,
      line: UInt32(truncatingIfNeeded: line))
  }

  /// One waiver; whatever is wrong with it, all of its keys are looked at.
  private mutating func waiver(_ node: Node) -> WrittenChecks.Waiver? {
    guard let fields = mapping(node, "waivers", keys: Self.waiverKeys) else { return nil }
    let id = text(fields, "id", isRequired: true)
    let network = text(fields, "network", isRequired: true)
    let series = text(fields, "series")
    let reason = text(fields, "reason", isRequired: true)
    let who = text(fields, "who", isRequired: true)
    let until = day(fields, "until", isRequired: true)
    guard let id, let network, let reason, let who, let until else { return nil }
    return WrittenChecks.Waiver(
      id: id, network: network, series: series ?? "", reason: reason, who: who, until: until,
      path: path, line: UInt32(truncatingIfNeeded: fields.line))
  }
}
