import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

/// Tables of what the rules of a token economy say: roll-forward, schedule, break-even, unlocks.
extension NetworkReport {
  private var period: Period { audit.scope.period }
  private var tokenUnit: Unit { network.unit(of: Catalogue.metric(reading: Self.tokens)) }
  private static let tokens = SeriesDefinition("tokens_emitted", .flow, .token, "tokens")

  private func cell(_ figure: Figure, _ unit: Unit, _ name: String, _ period: Period? = nil) -> Cell
  {
    Fact(
      network: network.id, metric: name, basis: "", period: period ?? self.period, unit: unit,
      figure: figure
    ).cell
  }

  // MARK: Supply

  /// Opening, movements, closing and what they leave unexplained.
  var rollForward: [Block] {
    guard let forward = SupplyRollForward(network.reading(period)) else { return [] }
    func line(_ name: String, _ sign: String, _ figure: Figure) -> [Cell] {
      [.text(Text(name)), .text(Text(sign)), cell(figure, tokenUnit, "roll-forward-\(name)")]
    }
    let rows =
      [line("opening, \(forward.days.start - 1)", "", forward.opening)]
      + forward.movements.map {
        line($0.series.replacing("_", with: " "), $0.isAdded ? "+" : "−", $0.figure)
      } + [
        line("closing, \(forward.days.end)", "=", forward.closing),
        line("residual", "", forward.residual),
      ]
    return [
      .heading("Roll-forward of \(forward.supply.replacing("_", with: " "))"),
      .table(
        Table(
          columns: [.init(""), .init(""), .init("tokens", isNumeric: true)], rows: rows,
          notes: [
            "Movements are those of the days between the two readings. A movement that nobody "
              + "publishes is left out and is in the residual."
          ])),
    ]
  }

  /// What the schedule unlocks in the next twelve months, month by month.
  var unlockCalendar: [Block] {
    let months = run(of: 12, after: Period.month(of: period.end), as: Period.month(of:))
    let close = network.figure(of: .close("price"), period)
    let rows = months.compactMap { month -> [Cell]? in
      let figure = network.figure(of: .sum("scheduled_unlocks"), month)
      guard let tokens = figure.value, tokens != 0 else { return nil }
      return [
        .text(Text("\(month)")), cell(figure, tokenUnit, "scheduled_unlocks", month),
        close.value.map { .text(Text(NumberFormat.display($0 * tokens, .usd))) }
          ?? cell(close, .usd, "price", period),
        .text(Text(holders(in: month))),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading("Unlock calendar"),
      .table(
        Table(
          columns: [
            .init("Month"), .init("Tokens", isNumeric: true),
            .init("at the close of \(period)", isNumeric: true), .init("To"),
          ], rows: rows,
          notes: [
            "By the unlock schedule of the profile, as far as it was public by \(audit.scope.asOf)."
          ]
        )),
    ]
  }

  private func holders(in month: Period) -> String {
    let rules = network.network.profile.unlockSchedule.filter {
      $0.from <= month.end && $0.until ?? $0.from >= month.start
    }
    return Set(rules.map(\.holders).filter { !$0.isEmpty }).sorted().joined(separator: ", ")
  }

  private func run(of count: Int, after first: Period, as kind: (Day) -> Period) -> [Period] {
    var (periods, last) = ([Period](), first)
    for _ in 0..<count {
      last = kind(last.end + 1)
      periods.append(last)
    }
    return periods
  }

  // MARK: Schedule

  /// The schedule beside what was measured, and what it says of the next four quarters.
  var schedule: [Block] {
    let ahead = run(of: 4, after: period, as: Period.quarter(of:))
    let rows = network.scheduleComparison(over: audit.scope.quarters + ahead).map {
      line -> [Cell] in
      let isAhead = line.period.start > audit.scope.asOf
      return [
        .text(Text("\(line.period)\(isAhead ? ", ahead" : "")")),
        cell(line.scheduled, tokenUnit, "scheduled_emission", line.period),
      ]
        + (isAhead
          ? [.empty, .empty, .empty]
          : [
            cell(line.emitted, tokenUnit, "tokens_emitted-schedule", line.period),
            cell(line.reminted, tokenUnit, "tokens_reminted-schedule", line.period),
            cell(line.gap, .percent, "schedule_gap-schedule", line.period),
          ])
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading("Quarter by quarter"),
      .table(
        Table(
          columns: [
            .init("Quarter"), .init("By the schedule", isNumeric: true),
            .init("Emitted", isNumeric: true), .init("of it re-minted", isNumeric: true),
            .init("Gap", isNumeric: true),
          ], rows: rows,
          notes: ["The gap compares emission without what was minted again from burns."])),
    ]
  }

  // MARK: Break-even

  /// The day on which revenue carries emission, on three paths.
  var breakEven: [Block] {
    let basis = audit.headlineBasis(network, period)
    let reading = network.reading(period, bases: basis.isEmpty ? [:] : ["revenue": basis])
    guard case .success(let found) = BreakEven.find(reading) else { return [] }
    let trend = found.trend
    let rows = BreakEven.Path.allCases.map { path -> [Cell] in
      let terms = path.terms(audit.scope.policies)
      return [
        .text(Text(path.rawValue)), .text(Text(NumberFormat.display(terms.growth, .percent))),
        .text(Text(NumberFormat.change(terms.price))),
        cell(
          found.days[path] ?? Figure(.missing("no such path")), .date, "break-even-\(path)"),
      ]
    }
    return [
      .heading("Three paths"),
      .paragraph(
        Text(
          "\(basis.isEmpty ? "Usage revenue" : "Revenue (\(basis))") changed by \(NumberFormat.change(trend.growthPerYear)) a year by its log-linear "
            + "trend over \(trend.observations) observations of a "
            + "\(Figure.grainName(days: trend.grain)) (R² "
            + "\(NumberFormat.fixed(trend.fit, decimals: 2))). Emission is the schedule's. A day is not "
            + "a forecast: it says where today's course leads. A falling price makes the same emission "
            + "cheaper, so the bear path can come first; that is no good news for a holder.")),
      .table(
        Table(
          columns: [
            .init("Path"), .init("Share of the trend", isNumeric: true),
            .init("Price a year", isNumeric: true), .init("Break-even", isNumeric: true),
          ], rows: rows)),
    ]
  }
}
