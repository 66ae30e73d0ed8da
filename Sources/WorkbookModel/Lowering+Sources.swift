import Formulas
import Quantities
import SeriesStore

/// Measures that compare sources, ages and readings.
extension NetworkSheet {
  // MARK: Supply

  /// What known movements leave unexplained of the change between two readings of a supply: of the
  /// total one where it has readings near both ends, else of the circulating one.
  func supplyResidual(isShare: Bool) -> Template {
    let supplies = ["total_supply", "circulating_supply"].filter {
      network.points[SeriesID($0)] != nil
    }
    let missing = Expression.absent(
      "needs two readings of 'total_supply' or 'circulating_supply' near the period's ends")
    let lines = supplies.map { (opening: level($0, isClosing: false), residual: residual(of: $0)) }
    return { column in
      lines.reversed().reduce(missing) { other, supply in
        let (opening, rest) = (
          self.cell(supply.opening, column), self.cell(supply.residual, column)
        )
        let share = Expression.when(
          .isNumber(rest), .when(.binary(.greater, opening, .number(0)), rest / opening, rest), rest
        )
        return .when(.isNumber(opening), isShare ? share : rest, other)
      }
    }
  }

  /// A supply at the reading that opens or closes a column.
  private func level(_ supply: String, isClosing: Bool) -> LineID {
    let id = SeriesID(supply)
    let (first, second) = (readingDay(id, isClosing: false), readingDay(id, isClosing: true))
    return named("\(supply), \(isClosing ? "closing" : "opening")") { column in
      let days = [self.cell(first, column), self.cell(second, column)]
      guard let block = self.block(id) else { return .text("", .computed(.amount)) }
      let value = Expression.index(
        block.values, .match(days[isClosing ? 1 : 0], block.days, exact: true))
      return .formula(
        .when(.areNumbers(days), .ifError(value, .text("")), .text("")), .computed(.amount))
    }
  }

  /// A movement of supply: the series, whether it adds, and how its amount is known.
  private struct Movement {
    let name: String
    let isAdded: Bool
    let amount: LineID
    let coverage: LineID?
  }

  private func residual(of supply: String) -> LineID {
    let (opening, closing) = (level(supply, isClosing: false), level(supply, isClosing: true))
    let movements = movements(of: supply)
    return named("\(supply), opening and movements less closing", unit: "token", isInput: false) {
      column in
      let (start, end) = (self.cell(opening, column), self.cell(closing, column))
      let amounts = movements.map { self.cell($0.amount, column) }
      let sum = zip(movements, amounts).reduce(start) { sum, next in
        next.0.isAdded ? sum + next.1 : sum - next.1
      }
      let rest = sum - end
      let limit = self.builder.constant(.equality) * .call(.absolute, [start])
      var result = Expression.when(
        .binary(.atMost, .call(.absolute, [rest]), limit), .number(0), rest)
      for (movement, amount) in zip(movements, amounts).reversed() {
        if let share = movement.coverage {
          result = .when(
            .binary(.less, self.cell(share, column), self.builder.constant(.wholeCoverage)),
            .absent("\(movement.name) is not whole between the readings of the supply"), result)
        }
        result = .when(.isNumber(amount), result, amount)
      }
      return .formula(
        .when(.areNumbers([start, end]), result, .absent("needs two readings of '\(supply)'")),
        .computed(.amount))
    }
  }

  private func movements(of supply: String) -> [Movement] {
    var movements = [between("tokens_emitted", isAdded: true, supply)]
    if supply == "circulating_supply" {
      movements += [unlocked(supply), locked(supply)].compactMap(\.self)
    }
    if network.isBurning { movements.append(between("tokens_burned", isAdded: false, supply)) }
    return movements
  }

  /// A flow between the readings of a supply; the sum of its parts where it exists only as these.
  private func between(_ name: String, isAdded: Bool, _ supply: String) -> Movement {
    let window = SheetWindow.readings(SeriesID(supply))
    let parts = (definition(name) ?? .sum(SeriesReference(name))).references(metric: definition)
    let flows = parts.compactMap { network.series[evaluator.id(of: $0, [:])] }.map {
      FlowChoice($0)
    }
    guard flows.count == parts.count, let first = flows.first else {
      return Movement(
        name: name, isAdded: isAdded, amount: absent(SeriesID(name)), coverage: nil)
    }
    guard flows.count > 1 else {
      return Movement(
        name: name, isAdded: isAdded, amount: flow(first, window, .amount),
        coverage: covered(first, window, .days))
    }
    let (amounts, shares) = (
      flows.map { flow($0, window, .amount) }, flows.map { covered($0, window, .days) }
    )
    let sum = named("\(name), all parts, between the readings of \(supply)") { column in
      let cells = amounts.map { self.cell($0, column) }
      return .formula(
        self.unless(cells, cells.dropFirst().reduce(cells[0]) { $0 + $1 }), .computed(.amount))
    }
    let share = named("\(name), coverage of all parts between the readings of \(supply)") {
      column in
      .formula(.call(.minimum, shares.map { self.cell($0, column) }), .computed(.percent))
    }
    return Movement(name: name, isAdded: isAdded, amount: sum, coverage: share)
  }

  /// Unlocks as published, else by the schedule.
  private func unlocked(_ supply: String) -> Movement? {
    let known = ["tokens_unlocked", "scheduled_unlocks"].compactMap {
      network.series[SeriesID($0)]
    }
    guard !known.isEmpty else { return nil }
    let window = SheetWindow.readings(SeriesID(supply))
    let lines = known.map {
      (flow(FlowChoice($0), window, .amount), covered(FlowChoice($0), window, .days))
    }
    func chosen(_ of: KeyPath<(LineID, LineID), LineID>, _ column: Int) -> Expression {
      let results = lines.map { self.cell($0[keyPath: of], column) }
      return self.choice(
        lines.map { self.cell($0.0, column) }, lines.map { self.cell($0.1, column) }, results)
    }
    let amount = named("tokens_unlocked between the readings of \(supply)") {
      .formula(chosen(\.0, $0), .computed(.amount))
    }
    let share = named("tokens_unlocked, coverage between the readings of \(supply)") {
      .formula(chosen(\.1, $0), .computed(.percent))
    }
    return Movement(name: "tokens_unlocked", isAdded: true, amount: amount, coverage: share)
  }

  /// By how much more is locked at the closing reading than at the opening one.
  private func locked(_ supply: String) -> Movement? {
    let id = SeriesID("tokens_locked")
    guard let series = network.series[id], network.points[id] != nil else { return nil }
    let days = [false, true].map { readingDay(SeriesID(supply), isClosing: $0) }
    let line = named("tokens_locked, change between the readings of \(supply)") { column in
      guard let block = self.block(id) else { return .text("n/a: needs '\(id)'") }
      let levels = days.map { day -> Expression in
        let cell = self.cell(day, column)
        let place = Expression.match(cell, block.days, exact: false)
        // A stock that is not carried holds on its own day alone.
        let isThere = Expression.binary(.equal, .index(block.days, place), cell)
        let value = Expression.index(block.values, place)
        return series.gaps == .carry ? value : .when(isThere, value, .absent("needs '\(id)'"))
      }
      return .formula(
        .ifError(levels[1] - levels[0], .absent("needs '\(id)'")), .computed(.amount))
    }
    return Movement(name: "tokens_locked", isAdded: false, amount: line, coverage: nil)
  }

  // MARK: Other sources

  /// The widest distance of a flow from what other sources say of the whole period, over the mean of
  /// both.
  func distanceOfSources(_ formula: Formula, _ bases: [String: String]) -> Template? {
    guard case .series(let reference, _, _) = formula,
      let series = network.series[evaluator.id(of: reference, bases)]
    else {
      return cells(of: lower(formula, bases))
    }
    let used = lower(formula, bases)
    let (share, source) = (coverage(of: formula, bases), source(FlowChoice(series), .period))
    let labels = labels(series)
    let others = series.tracks.indices.filter { series.tracks[$0].origin == .rows }.map { track in
      distance(of: series, track, labels[track], from: used, source)
    }
    let missing = Expression.absent("needs a second source of '\(series.id)' for the whole period")
    return { column in
      guard self.has(used, column) else { return nil }
      let (x, cells) = (self.cell(used, column), others.map { self.cell($0, column) })
      let (high, low) = (Expression.call(.maximum, cells), Expression.call(.minimum, cells))
      let widest = Expression.when(.binary(.greater, .number(0) - low, high), low, high)
      return .when(
        .isNumber(x),
        self.whole(
          [share(column)],
          cells.isEmpty
            ? missing : .when(.binary(.equal, .call(.count, cells), .number(0)), missing, widest)),
        x)
    }
  }

  /// The distance from one source; empty where it is the one that is used, or is not whole.
  private func distance(
    of series: Series, _ track: Int, _ label: String, from used: LineID, _ source: LineID
  ) -> LineID {
    let alone = FlowChoice(series, alone: track, role: "as \(label) says")
    let (amount, share) = (flow(alone, .period, .amount), covered(alone, .period, .days))
    return named("\(series.id), distance from \(label)", unit: "%") { column in
      guard self.has(amount, column) else { return nil }
      let (mine, theirs) = (self.cell(used, column), self.cell(amount, column))
      let own = Expression.call(.countIf, [self.cell(source, column), .text(label)])
      let quarters = self.summedColumns(.period, column).map {
        Expression.call(.countIf, [self.run(source, $0), .text(label)])
      }
      let isUsed = Expression.binary(.greater, quarters.map { $0 + own } ?? own, .number(0))
      let gap = Expression.number(2) * (mine - theirs) / (mine + theirs)
      let isWhole = Expression.binary(
        .atLeast, self.cell(share, column), self.builder.constant(.wholeCoverage))
      let known = Expression.when(
        .areNumbers([mine, theirs]),
        .when(isUsed, .text(""), .when(isWhole, .ifError(gap, .text("")), .text(""))), .text(""))
      return .formula(known, .computed(.percent))
    }
  }

  /// A flow over what sources that were public so many days after the period said of it, less 1.
  func restated(_ formula: Formula, _ bases: [String: String], days: Int) -> Template? {
    guard case .series(let reference, _, _) = formula,
      let series = network.series[evaluator.id(of: reference, bases)]
    else {
      return cells(of: lower(formula, bases))
    }
    let now = lower(formula, bases)
    let share = coverage(of: formula, bases)
    let published = network.published
    let early = FlowChoice(series, role: "as published within \(days) days") { track, period in
      published[track.source].map { $0 <= period.end + days } ?? false
    }
    let (first, covered) = (flow(early, .period, .amount), covered(early, .period, .days))
    return { column in
      guard self.has(now, column), self.has(first, column) else { return nil }
      let (x, y) = (self.cell(now, column), self.cell(first, column))
      guard self.columns[column].period.quarters.isEmpty else {
        return .when(.isNumber(x), .absent("compares quarters, not a year"), x)
      }
      let change = Expression.when(
        .binary(.greater, y, .number(0)), x / y - .number(1),
        .absent("the first figure is not above 0"))
      let isWhole = Expression.binary(
        .atLeast, self.cell(covered, column), self.builder.constant(.wholeCoverage))
      let known = Expression.when(
        .isNumber(y),
        .when(isWhole, change, .absent("the first figure is not whole")),
        .absent("needs '\(series.id)' from a source published within \(days) days"))
      return .when(.isNumber(x), self.whole([share(column)], known), x)
    }
  }

  // MARK: Age

  /// Days from the last day that rows cover to the period's end; of several series the most.
  func age(of reads: [Formula], _ bases: [String: String]) -> Template {
    let ids = reads.flatMap { $0.references(metric: definition) }.map {
      evaluator.id(of: $0, bases)
    }
    let known = ids.filter { builder.blocks[network.id]?.observations[$0] != nil }
    let lines = known.map(lastDay)
    let names = ids.map { "'\($0.name)'" }.joined(separator: ", ")
    return { column in
      let cells = lines.map { self.cell($0, column) }
      guard !cells.isEmpty else { return .absent("needs \(names)") }
      return .when(
        .binary(.equal, .call(.count, cells), .number(0)), .absent("needs \(names)"),
        self.head(.end, column) - .call(.minimum, cells))
    }
  }

  /// The last day, up to a column's end, that a row with a value covers.
  private func lastDay(of id: SeriesID) -> LineID {
    named("\(id), last day of a row") { column in
      guard let rows = self.builder.blocks[self.network.id]?.observations[id] else {
        return .text("", .computed(.day))
      }
      func block(_ column: DataColumn) -> Expression {
        self.builder.column(self.builder.data, column.rawValue, rows)
      }
      let end = self.head(.end, column)
      let isThere =
        .binary(.atMost, block(.start), end) * .isNumber(block(.value))
        * .binary(.equal, block(.origin), .text(RowOrigin.published.rawValue))
      let isInside = Expression.binary(.atMost, block(.end), end)
      let isBeyond = Expression.binary(.greater, block(.end), end)
      let last = Expression.sumProduct(
        .call(.maximum, [isThere * (isInside * block(.end) + isBeyond * end)]))
      return .formula(
        .ifError(.when(.binary(.greater, last, .number(0)), last, .text("")), .text("")),
        .computed(.day))
    }
  }
}
