import Quantities
import SeriesStore
import Yams

/// `remint:`, one rule or a list of dated ones.
extension ProfileReader {
  private static let remintKeys = [
    "from", "until", "of", "share", "cap", "per", "smoothing", "source", "note",
  ]

  /// How burned tokens come back.
  mutating func remints(_ root: YAMLMapping) -> [Profile.Remint] {
    guard let entry = root["remint"] else { return [] }
    guard case .sequence(let items) = entry.value else {
      return [remint(entry.value)].compactMap(\.self)
    }
    var rules: [Profile.Remint] = []
    for rule in items.compactMap({ remint($0) }) where !reportOverlap(rule, rules) {
      rules.append(rule)
    }
    return rules
  }

  private mutating func remint(_ node: Node) -> Profile.Remint? {
    guard let fields = mapping(node, "remint", keys: Self.remintKeys) else { return nil }
    let span = fields.has("from") ? span(fields) : nil
    let until = fields.has("from") ? span?.until : day(fields, "until")
    let base = word(fields, "of", ["tokens_burned", "service_credits_used"])
    let cap = number(fields, "cap")
    let per: Profile.ScheduleRule.Interval? = word(fields, "per", isRequired: fields.has("cap"))
    let smoothing = integer(fields, "smoothing")
    let source = source(fields)
    guard let share = share(fields, "share", isRequired: true),
      !fields.has("from") || span != nil
    else { return nil }
    var rule = Profile.Remint(
      share: share, cap: cap, per: per ?? .day, smoothing: smoothing.map { max(1, $0) },
      source: source ?? "", line: UInt32(truncatingIfNeeded: node.line))
    (rule.from, rule.until, rule.base) = (span?.from, until, base ?? rule.base)
    return rule
  }

  private mutating func reportOverlap(
    _ rule: Profile.Remint, _ earlier: [Profile.Remint]
  ) -> Bool {
    let other = earlier.first { other in
      (other.from.map { from in rule.until.map { from <= $0 } ?? true } ?? true)
        && (rule.from.map { from in other.until.map { from <= $0 } ?? true } ?? true)
    }
    guard let other else { return false }
    report(
      Fault(
        .overlappingRemints, field: "remint",
        "has a second rule for the days of the one in line \(other.line)",
        "end one rule before the other begins"),
      Int(rule.line))
    return true
  }
}
