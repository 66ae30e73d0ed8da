import Formulas
import Quantities
import SeriesStore

/// How cells compute the leaves that are no sum and no reading.
extension NetworkSheet {
  /// The line of a measure.
  func measure(_ measure: Measure, _ bases: [String: String]) -> LineID {
    guard let template = template(of: measure, bases) else {
      return computed(.measure(measure), bases)
    }
    let relevant = relevantBases(.measure(measure), bases)
    let subject = Subject(formula: .measure(measure), bases: relevant)
    return line(subject, isInput: false) {
      Line(label: "  \(measure.name)", unit: "", note: "") { column in
        template(column).map { .formula($0, .computed(.general)) }
      }
    }
  }

  private func template(of measure: Measure, _ bases: [String: String]) -> Template? {
    let reads = measure.reads
    switch measure.form {
    case .value: return nil
    case .daysAbove(let isRun): return daysAbove(reads, bases, isRun: isRun)
    case .closes(let figure): return cells(of: ofCloses(figure))
    case .pairs(let benchmark, let statistic): return pairs(benchmark, statistic)
    case .percentile: return percentile(reads[0], bases)
    case .variation: return variation(reads[0], bases)
    case .ratioSinceLaunch(let reason): return ratioSinceLaunch(reads, bases, reason)
    case .correlationOfChanges: return correlationOfChanges(reads, bases)
    case .lag: return lag(reads, bases)
    case .quadrant: return quadrant(reads, bases)
    case .spread: return spread(reads, bases)
    case .remainder(let whole): return remainder(reads[0], beside: whole, bases)
    case .supplyResidual(let isShare): return supplyResidual(isShare: isShare)
    case .scheduleGap: return scheduleGap(bases)
    case .growthOverYears: return growthOverYears(reads[0], bases)
    case .segments(let series, let regions):
      return segments(of: series, whole: reads[0], regions: regions, bases)
    case .distanceOfSources: return distanceOfSources(reads[0], bases)
    case .age: return age(of: reads, bases)
    case .restated(let days): return restated(reads[0], bases, days: days)
    }
  }

  /// The coverage of a measure: the least of the flows that it reads, unless it has one of its own.
  func coverage(of measure: Measure, _ bases: [String: String]) -> Template {
    switch measure.form {
    case .value: computedCoverage(.measure(measure), bases)
    case .daysAbove: coverageOfDays(measure.reads, bases)
    case .ratioSinceLaunch: coverageSinceLaunch(measure.reads, bases)
    case .remainder, .scheduleGap, .growthOverYears, .distanceOfSources, .restated:
      leastCoverage(measure.reads, bases)
    default: { _ in nil }
    }
  }

  // MARK: Two figures of the same column

  /// 0 where one of two changes is small, else the quadrant against the clock from both upwards.
  private func quadrant(_ reads: [Formula], _ bases: [String: String]) -> Template {
    let (right, up) = (lower(reads[0], bases), lower(reads[1], bases))
    return { column in
      guard self.has(right, column), self.has(up, column) else { return nil }
      let (x, y) = (self.cell(right, column), self.cell(up, column))
      let small = Expression.call(.minimum, [.call(.absolute, [x]), .call(.absolute, [y])])
      func choice(_ value: Expression, _ above: Constant, _ below: Constant) -> Expression {
        .when(
          .binary(.greater, value, .number(0)), self.builder.constant(above),
          self.builder.constant(below))
      }
      let quadrant = Expression.when(
        .binary(.greater, x, .number(0)), choice(y, .bothUp, .priceUp),
        choice(y, .revenueUp, .bothDown))
      return self.unless(
        [x, y],
        .when(
          .binary(.atMost, small, self.builder.policy(.flatPrice)), .number(0), quadrant))
    }
  }

  /// The highest over the lowest of the figures that are whole.
  private func spread(_ reads: [Formula], _ bases: [String: String]) -> Template {
    let lines = reads.map { lower(.whole($0), bases) }
    return { column in
      guard lines.allSatisfy({ self.has($0, column) }) else { return nil }
      let cells = lines.map { self.cell($0, column) }
      let (high, low) = (Expression.call(.maximum, cells), Expression.call(.minimum, cells))
      let ratio = Expression.when(
        .binary(.atMost, low, .number(0)), .absent("the lowest is not above 0"), high / low)
      let firstReason = cells.dropLast().reversed().reduce(cells[cells.count - 1]) {
        .when(.isNumber($1), $0, $1)
      }
      return .when(
        .binary(.less, .call(.count, cells), .number(2)),
        .when(.isNumber(firstReason), .absent("needs two whole figures"), firstReason), ratio)
    }
  }

  /// A difference that is 0 where it vanishes beside another amount.
  private func remainder(
    _ difference: Formula, beside whole: Formula, _ bases: [String: String]
  ) -> Template? {
    guard case .subtract(let left, let right) = difference else { return nil }
    let amount = lower(whole, bases)
    return { column in
      self.binary(left, right, bases) { x, y in
        let size = Expression.ifError(
          .call(.absolute, [self.cell(amount, column)]), .number(0))
        let isNothing = Expression.binary(
          .atMost, .call(.absolute, [x - y]), self.builder.constant(.equality) * size)
        return .when(isNothing, .number(0), x - y)
      }(column)
    }
  }

  private func growthOverYears(_ ratio: Formula, _ bases: [String: String]) -> Template {
    let line = lower(ratio, bases)
    let coverage = coverage(of: ratio, bases)
    return { column in
      guard self.has(line, column) else { return nil }
      let x = self.cell(line, column)
      let years = Expression.number(1) / self.builder.policy(.breakEvenYears)
      let growth = Expression.when(
        .binary(.greater, x, .number(1)), .binary(.power, x, years) - .number(1), .number(0))
      return .when(.isNumber(x), self.whole([coverage(column)], growth), x)
    }
  }

  // MARK: Emission and schedule

  /// Measured emission, without what is minted again, over what the schedule says, less 1.
  private func scheduleGap(_ bases: [String: String]) -> Template {
    let emitted = Formula.metric("tokens_emitted")
    let measured =
      network.profile.remints.isEmpty ? emitted : emitted - .metric("tokens_reminted")
    let ratio = lower(measured / .sum("scheduled_emission"), bases)
    let emission = lower(emitted, bases)
    let isSchedule = named("tokens_emitted, whether it is the schedule itself") { column in
      let context = Evaluator.Context(self.columns[column].period, bases: bases)
      let marks = self.evaluator.figure(emitted, context).marks
      return .text(marks.contains(.scheduled) ? "yes" : "no", .inputText)
    }
    return { column in
      guard self.has(ratio, column) else { return nil }
      let x = self.cell(ratio, column)
      let gap = x - .number(1)
      let rest = Expression.when(
        .binary(.less, .call(.absolute, [gap]), self.builder.constant(.equality)), .number(0), gap)
      let reason = Expression.absent("the emission is the schedule itself")
      let isSame = Expression.binary(.equal, self.cell(isSchedule, column), .text("yes"))
      let first = self.cell(emission, column)
      return .when(.isNumber(first), .when(isSame, reason, .when(.isNumber(x), rest, x)), first)
    }
  }

  // MARK: Segments

  /// The sum of squared percentage shares of a series' parts; what the whole has beyond them is no
  /// part.
  private func segments(
    of series: String, whole: Formula, regions: Bool, _ bases: [String: String]
  ) -> Template {
    let parts = network.series.values.filter {
      $0.id.name == series && $0.id.basis.isEmpty && !$0.id.segment.isEmpty
        && $0.id.segment.hasPrefix("region-") == regions
    }.sorted { $0.id < $1.id }
    let missing = Expression.absent(
      "needs '\(series)' by \(regions ? "region" : "product"), as segments")
    guard !parts.isEmpty else { return { _ in missing } }
    let total = lower(whole, bases)
    let amounts = parts.map { part in
      let line = lower(
        part.kind == .flow
          ? .sum(SeriesReference(series, segment: part.id.segment, basis: ""))
          : .last(SeriesReference(series, segment: part.id.segment, basis: "")), [:])
      return named("\(part.id), where above 0") { column in
        let x = self.cell(line, column)
        return .formula(
          .when(
            .isNumber(x), .when(.binary(.greater, x, .number(0)), x, .text("")), .text("")),
          .computed(.general))
      }
    }
    return { column in
      let cells = amounts.map { self.cell($0, column) }
      let all = self.cell(total, column)
      let (sum, count) = (Expression.call(.sum, cells), Expression.call(.count, cells))
      let whole = Expression.when(.isNumber(all), .call(.maximum, [all, sum]), sum)
      let index =
        .call(.squares, cells) / .binary(.power, whole, .number(2))
        * self.builder.constant(.concentrationScale)
      let isOne = Expression.when(
        .binary(.equal, count, .number(1)), .when(.isNumber(all), index, missing), missing)
      return .when(.binary(.greater, count, .number(1)), index, isOne)
    }
  }
}
