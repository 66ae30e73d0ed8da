import Quantities
import SeriesStore
import Yams

/// Dated rules: emission, unlocks and splits.
extension ProfileReader {
  private static let scheduleKeys = [
    "date", "from", "until", "tokens", "per", "percent_of_supply", "of", "decay", "every", "floor",
    "to_zero", "limit", "holders", "source", "note",
  ]

  /// A schedule; rules that hold at the same time add up.
  mutating func schedule(_ root: YAMLMapping, _ name: String) -> [Profile.ScheduleRule] {
    var rules: [Profile.ScheduleRule] = []
    for node in list(root, name) {
      guard let rule = scheduleRule(node, name) else { continue }
      if !reportDuplicate(rule, rules, name) { rules.append(rule) }
    }
    // Unlocks come at intervals; emission that pauses is more likely a rule left out.
    if name == "emission_schedule" { reportGaps(rules, name) }
    return rules
  }

  private mutating func reportDuplicate(
    _ rule: Profile.ScheduleRule, _ earlier: [Profile.ScheduleRule], _ name: String
  ) -> Bool {
    let other = earlier.first { other in
      var same = rule
      same.line = other.line
      return same == other
    }
    guard let other else { return false }
    report(
      Fault(
        .duplicateScheduleRule, field: name, "states the rule of line \(other.line) again",
        "delete one of the two; rules that hold at the same time add up"),
      Int(rule.line))
    return true
  }

  /// Warns of days between two rules on which none holds.
  private mutating func reportGaps(_ rules: [Profile.ScheduleRule], _ name: String) {
    let sorted = rules.sorted { $0.from < $1.from }
    guard var end = sorted.first?.until else { return }
    for rule in sorted.dropFirst() {
      if rule.from > end + 1 {
        report(
          Fault(
            .scheduleGap, field: name, "releases nothing from \(end + 1) to \(rule.from - 1)",
            "add a rule for these days, of 0 tokens where none are released"),
          Int(rule.line))
      }
      guard let until = rule.until else { return }
      end = max(end, until)
    }
  }

  /// One item of a schedule.
  private mutating func scheduleRule(_ node: Node, _ name: String) -> Profile.ScheduleRule? {
    guard let fields = mapping(node, name, keys: Self.scheduleKeys) else { return nil }
    let tokens = number(fields, "tokens")
    let holders = text(fields, "holders") ?? ""
    let source = source(fields, isRequired: true)
    let line = UInt32(truncatingIfNeeded: node.line)
    if fields.has("date") {
      let day = day(fields, "date")
      if !fields.has("tokens") { reportMissing(fields, "tokens") }
      guard let day, let tokens, let source else { return nil }
      return Profile.ScheduleRule(
        from: day, until: day, tokens: tokens, per: .total, holders: holders, source: source,
        line: line)
    }
    let span = span(fields)
    let per: Profile.ScheduleRule.Interval? = word(fields, "per", isRequired: true)
    guard let span, let per, let source else { return nil }
    var rule = Profile.ScheduleRule(
      from: span.from, until: span.until, tokens: tokens ?? 0, per: per, holders: holders,
      source: source, line: line)
    guard readAmount(fields, into: &rule) else { return nil }
    return rule
  }

  /// What changes the amount of a rule, and what the rule then needs besides.
  private mutating func readAmount(
    _ fields: YAMLMapping, into rule: inout Profile.ScheduleRule
  ) -> Bool {
    rule.percentOfSupply = share(fields, "percent_of_supply")
    rule.supply = number(fields, "of")
    rule.decay = share(fields, "decay")
    rule.decayMonths = months(fields, "every")
    rule.floor = share(fields, "floor")
    rule.isLinearToZero = word(fields, "to_zero", ["linear"]) != nil
    rule.isLimit = flag(fields, "limit")
    var missing: [String] = []
    if !fields.has("tokens"), !fields.has("percent_of_supply") { missing.append("tokens") }
    if fields.has("decay"), !fields.has("every") { missing.append("every") }
    if fields.has("every"), !fields.has("decay") { missing.append("decay") }
    if rule.until == nil, rule.per == .total || rule.isLinearToZero { missing.append("until") }
    for key in missing { reportMissing(fields, key) }
    return missing.isEmpty
  }

  /// The days on which a rule holds.
  mutating func span(_ fields: YAMLMapping) -> (from: Day, until: Day?)? {
    let from = day(fields, "from", isRequired: true)
    let until = day(fields, "until")
    guard let from, until != nil || !fields.has("until") else { return nil }
    return reportReversed(from, until, fields) ? nil : (from, until)
  }

  /// Reports a rule that ends before it begins.
  ///
  /// - Returns: Whether it does.
  @discardableResult
  mutating func reportReversed(_ from: Day?, _ until: Day?, _ fields: YAMLMapping) -> Bool {
    guard let from, let until, until < from else { return false }
    report(
      Fault(
        .endBeforeStart, field: fields.path("until"), cell: "\(until)", "before its start \(from)",
        "write a day from \(from) on"),
      fields["until"]?.value.line ?? fields.line)
    return true
  }

  /// `split:`, the rules that derive series from others.
  mutating func splits(_ root: YAMLMapping) -> [Profile.SplitRule] {
    var rules: [Profile.SplitRule] = []
    for node in list(root, "split") {
      guard let fields = mapping(node, "split", keys: nil) else { continue }
      let span = span(fields)
      let source = source(fields, isRequired: true)
      guard let span, let source else { continue }
      for entry in fields.entries
      where !["from", "until", "source", "note"].contains(entry.key) {
        guard let split = splitExpression(fields, entry) else { continue }
        let rule = Profile.SplitRule(
          from: span.from, until: span.until, series: entry.key, base: split.base,
          factor: split.factor, source: source, line: UInt32(truncatingIfNeeded: node.line))
        if !reportOverlap(rule, rules), !reportCircle(rule, rules) { rules.append(rule) }
      }
    }
    return rules
  }

  private mutating func splitExpression(
    _ fields: YAMLMapping, _ entry: (key: String, line: Int, value: Node)
  ) -> (base: String, factor: Double)? {
    guard seriesNames.contains(entry.key) else {
      report(unknownSeries(entry.key, field: "split"), entry.line)
      return nil
    }
    guard let text = text(entry.value, fields.path(entry.key)) else { return nil }
    do throws(Fault) {
      let split = try SplitExpression(text)
      guard seriesNames.contains(split.base) else {
        throw unknownSeries(split.base, field: fields.path(entry.key))
      }
      guard split.base != entry.key else {
        throw Fault(
          .splitExpression, "a series derived from itself", "name the series that is measured")
      }
      return (split.base, split.factor)
    } catch {
      report(
        error.field == nil ? error.at(fields.path(entry.key), text) : error, entry.value.line)
      return nil
    }
  }

  private mutating func reportOverlap(
    _ rule: Profile.SplitRule, _ earlier: [Profile.SplitRule]
  ) -> Bool {
    let other = earlier.first {
      $0.series == rule.series && $0.from <= rule.until ?? $0.from
        && rule.from <= $0.until ?? rule.from
    }
    guard let other else { return false }
    report(
      Fault(
        .overlappingSplits, field: "split.\(rule.series)",
        "has a second rule for the days of the one in line \(other.line)",
        "end one rule before the other begins"),
      Int(rule.line))
    return true
  }

  /// Reports a rule whose base is derived, by earlier rules, from what it derives.
  private mutating func reportCircle(
    _ rule: Profile.SplitRule, _ earlier: [Profile.SplitRule]
  ) -> Bool {
    var (base, seen) = (rule.base, Set<String>())
    while base != rule.series, seen.insert(base).inserted,
      let next = earlier.first(where: { $0.series == base })
    {
      base = next.base
    }
    guard base == rule.series else { return false }
    report(
      Fault(
        .splitExpression, field: "split.\(rule.series)", cell: rule.base,
        "a series derived from itself", "name the series that is measured"),
      Int(rule.line))
    return true
  }
}
