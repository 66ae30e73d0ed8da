import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension NetworkReport {
  private var quarters: [Period] { audit.scope.quarters }
  private var places: Chart.Places { .names(quarters.map { "\($0)" }) }

  /// The values of a metric by quarter; only whole ones are drawn.
  private func values(_ id: String, basis: String = "") -> [Double?] {
    quarters.map { audit.fact(id, of: network, $0, basis: basis).whole }
  }

  private func chart(
    _ kind: String, _ title: String, _ description: String, _ form: Chart.Form, unit: Unit,
    _ series: [Chart.Series], references: [Double: String] = [:]
  ) -> Chart? {
    let known = series.filter { $0.values.contains { $0 != nil } }
    guard !known.isEmpty else { return nil }
    return Chart(
      id: "\(network.id)-\(kind)", title: title, description: description, form: form,
      places: places, series: known, unit: unit, references: references)
  }

  var revenueChart: Chart? {
    let basis = audit.headlineBasis(network, audit.scope.period)
    let name = basis.isEmpty ? "usage revenue" : "revenue (\(basis))"
    return chart(
      "income", "\(network.name): \(name) and emission",
      "Columns by quarter: \(name) and tokens emitted in USD.", .columns, unit: .usd,
      [
        .init(name, values("revenue", basis: basis)), .init("emission", values("emissions_usd")),
      ])
  }

  var ratioChart: Chart? {
    let metric = audit.catalogue.metric("revenue_to_emission")
    let bases = metric.map { network.bases(of: $0) } ?? []
    let lines = bases.map { basis in
      Chart.Series(
        basis.isEmpty ? "usage revenue" : basis, values("revenue_to_emission", basis: basis))
    }
    return chart(
      "revenue-to-emission", "\(network.name): revenue for each USD emitted",
      "Lines by quarter, one for each definition of revenue; at 1 revenue pays for emission.",
      .lines, unit: .multiple, lines, references: [1: "break-even"])
  }

  var burnChart: Chart? {
    chart(
      "burn-mint", "\(network.name): tokens burned and emitted",
      "Columns by quarter: tokens burned and tokens emitted.", .columns,
      unit: network.network.profile.symbol.isEmpty
        ? .token : .named(network.network.profile.symbol),
      [.init("burned", values("tokens_burned")), .init("emitted", values("tokens_emitted"))])
  }

  /// The closes of the quarters shown, with the one before them.
  private var closes: (days: [Day], values: [Double])? {
    guard let points = network.network.points[SeriesID("price")],
      let start = quarters.first?.start
    else { return nil }
    let indices = points.days.indices.filter {
      points.days[$0] >= start - 31 && points.days[$0] <= audit.scope.period.end
    }
    guard indices.count > 2 else { return nil }
    return (indices.map { points.days[$0] }, indices.map { points.values[$0] })
  }

  var priceChart: Chart? {
    guard let closes else { return nil }
    return Chart(
      id: "\(network.id)-price", title: "\(network.name): price",
      description: "Closing prices from \(closes.days[0]) on.", form: .lines,
      places: .days(closes.days),
      series: [.init(network.network.profile.symbol, closes.values)], unit: .usdPerToken)
  }

  var drawdownChart: Chart? {
    guard let points = network.network.points[SeriesID("price")], let closes else { return nil }
    var (peak, falls) = (0.0, [Double?]())
    for (day, value) in zip(points.days, points.values) where day <= audit.scope.period.end {
      peak = max(peak, value)
      if day >= closes.days[0] { falls.append(peak > 0 ? value / peak - 1 : nil) }
    }
    return Chart(
      id: "\(network.id)-drawdown", title: "\(network.name): below the highest close to date",
      description: "Distance of each close from the highest close before it.", form: .area,
      places: .days(closes.days), series: [.init("drawdown", falls)], unit: .percent)
  }

  /// Price and revenue on one scale: both are 100 in the first quarter that has them.
  var indexChart: Chart? {
    let basis = audit.headlineBasis(network, audit.scope.period)
    let (revenue, price) = (values("revenue", basis: basis), values("price"))
    guard
      let base = quarters.indices.first(where: {
        (revenue[$0] ?? 0) > 0 && (price[$0] ?? 0) > 0
      }), quarters.indices.contains(where: { $0 > base && revenue[$0] != nil && price[$0] != nil }),
      let firstRevenue = revenue[base], let firstPrice = price[base]
    else { return nil }
    func index(_ values: [Double?], _ first: Double) -> [Double?] {
      values.enumerated().map { $0 < base ? nil : $1.map { $0 / first * 100 } }
    }
    let name = basis.isEmpty ? "usage revenue" : "revenue (\(basis))"
    return chart(
      "index", "\(network.name): price against \(name), \(quarters[base]) = 100",
      "Lines by quarter: both are 100 in \(quarters[base]).", .lines, unit: .index,
      [.init(name, index(revenue, firstRevenue)), .init("price", index(price, firstPrice))],
      references: [100: ""])
  }
}

extension NetworkReport {
  /// Tokens burned and emitted since the first month shown, added up; a gap ends a curve.
  var cumulativeChart: Chart? {
    let months = months
    let lines = [
      ("burned", "tokens_burned"), ("emitted", "tokens_emitted"), ("re-minted", "tokens_reminted"),
    ].compactMap { name, id -> Chart.Series? in
      let sums = runningSums(of: id, over: months)
      return sums.contains { $0 != nil } ? Chart.Series(name, sums) : nil
    }
    guard lines.count > 1, lines[0].name == "burned", let first = months.first else { return nil }
    return Chart(
      id: "\(network.id)-cumulative", title: "\(network.name): burned and emitted since \(first)",
      description:
        "Lines by month: tokens burned, emitted and minted again, added up since \(first).",
      form: .lines, places: .days(months.map(\.end)), series: lines,
      unit: .named(network.network.profile.symbol))
  }

  /// Scheduled and measured emission of the quarters shown.
  var scheduleChart: Chart? {
    let lines = network.scheduleComparison(over: quarters)
    guard lines.count == quarters.count, lines.contains(where: { $0.gap.value != nil }) else {
      return nil
    }
    return chart(
      "schedule", "\(network.name): emission by the schedule and as measured",
      "Columns by quarter: tokens by the schedule, tokens emitted, and of these what was minted again.",
      .columns, unit: .named(network.network.profile.symbol),
      [
        .init("schedule", lines.map(\.scheduled.whole)),
        .init("emitted", lines.map(\.emitted.whole)),
        .init("re-minted", lines.map(\.reminted.whole)),
      ])
  }

  private var months: [Period] {
    guard let start = quarters.first?.start else { return [] }
    var (months, month) = ([Period](), Period.month(of: start))
    while month.end <= audit.scope.period.end {
      months.append(month)
      month = Period.month(of: month.end + 1)
    }
    return months
  }

  private func runningSums(of id: String, over months: [Period]) -> [Double?] {
    var (sum, isBroken) = (CompensatedSum(), false)
    return months.map { month in
      guard !isBroken, let amount = audit.fact(id, of: network, month).whole else {
        isBroken = true
        return nil
      }
      sum.add(amount)
      return sum.value
    }
  }
}

extension Figure {
  /// The number, if it is whole.
  fileprivate var whole: Double? { isWhole ? value : nil }
}
