import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension NetworkReport {
  private var quarters: [Period] { audit.scope.quarters }

  /// A metric by quarter.
  private func figures(_ id: String, basis: String = "") -> [Figure] {
    quarters.map { audit.fact(id, of: network, $0, basis: basis).figure }
  }

  /// The definition of revenue that headlines take, and its name.
  private var headlineRevenue: (basis: String, name: String) {
    let basis = audit.headlineBasis(network, audit.scope.period)
    return (basis, basis.isEmpty ? "usage revenue" : "revenue (\(basis))")
  }

  var revenueChart: Chart? {
    let (basis, name) = headlineRevenue
    let lines = [
      ChartLine(
        name: name, words: name, promised: (SeriesID("revenue", basis: basis), name),
        figures: figures("revenue", basis: basis), style: 0, meaning: meaning(ofRevenue: basis)),
      ChartLine(
        name: "emission", words: "tokens emitted in USD",
        promised: (SeriesID("tokens_emitted"), "emission"), figures: figures("emissions_usd"),
        style: 1),
    ]
    return chart("income", .columns, unit: .usd, of: lines) { $0 }
  }

  var ratioChart: Chart? {
    let metric = audit.catalogue.metric("revenue_to_emission")
    let lines = (metric.map { network.bases(of: $0) } ?? []).map { basis in
      let name = basis.isEmpty ? "usage revenue" : basis
      return ChartLine(
        name: name, words: "\(name) over emission",
        figures: figures("revenue_to_emission", basis: basis),
        meaning: meaning(ofRevenue: basis))
    }
    return chart(
      "revenue-to-emission", .lines, unit: .multiple, of: lines, references: [1: "break-even"],
      remark: "; at 1 revenue pays for emission"
    ) { _ in "revenue for each USD emitted" }
  }

  var burnChart: Chart? {
    let symbol = network.network.profile.symbol
    let lines = [
      ChartLine(
        name: "burned", words: "tokens burned", promised: (SeriesID("tokens_burned"), "burns"),
        figures: figures("tokens_burned"), style: 0),
      ChartLine(
        name: "emitted", words: "tokens emitted",
        promised: (SeriesID("tokens_emitted"), "emission"), figures: figures("tokens_emitted"),
        style: 1),
    ]
    return chart(
      "burn-mint", .columns, unit: symbol.isEmpty ? .token : .named(symbol), of: lines
    ) { "tokens \($0)" }
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
    let symbol = network.network.profile.symbol
    return chart(
      "price", "price", "Closing prices of \(symbol)", .lines, unit: .usdPerToken, of: closes.days,
      .init("close", closes.values))
  }

  var drawdownChart: Chart? {
    guard let points = network.network.points[SeriesID("price")], let closes else { return nil }
    var (peak, falls) = (0.0, [Double?]())
    for (day, value) in zip(points.days, points.values) where day <= audit.scope.period.end {
      peak = max(peak, value)
      if day >= closes.days[0] { falls.append(peak > 0 ? value / peak - 1 : nil) }
    }
    return chart(
      "drawdown", "below the highest close to date",
      "Distance of each close from the highest close up to its day", .area, unit: .percent,
      of: closes.days, .init("drawdown", falls))
  }

  /// A chart of one value for each close, up to the period's end also where closes end before.
  private func chart(
    _ kind: String, _ title: String, _ words: String, _ form: Chart.Form, unit: Unit,
    of days: [Day], _ series: Chart.Series
  ) -> Chart {
    let breaks = ChartBreaks.places(in: days)
    let (end, last) = (audit.scope.period.end, days[days.count - 1])
    var (places, series) = (days, series)
    if last < end {
      places.append(end)
      series.values.append(nil)
    }
    return Chart(
      id: "\(network.id)-\(kind)", title: "\(network.name): \(title)",
      description: "\(words), \(days[0]) to \(last).", form: form, places: .days(places),
      series: [series], unit: unit, notes: ChartBreaks.note(on: days, broken: breaks),
      breaks: breaks, footnotes: audit.sourceFootnote(closeSources(from: days[0])))
  }

  /// The source of each close from a day on.
  private func closeSources(from day: Day) -> [SourceNames] {
    let id = SeriesID("price")
    guard let series = network.network.series[id], let points = network.network.points[id] else {
      return []
    }
    return zip(points.days, points.places)
      .filter { $0.0 >= day && $0.0 <= audit.scope.period.end }
      .map { [series.tracks[$0.1.track].source] }
  }

  /// Price and revenue on one scale: both are 100 in the first quarter that has them.
  var indexChart: Chart? {
    let (basis, name) = headlineRevenue
    let (revenue, price) = (figures("revenue", basis: basis), figures("price"))
    guard
      let base = quarters.indices.first(where: {
        (revenue[$0].whole ?? 0) > 0 && (price[$0].whole ?? 0) > 0
      }),
      quarters.indices.contains(where: {
        $0 > base && revenue[$0].whole != nil && price[$0].whole != nil
      })
    else { return nil }
    let lines = [
      ChartLine(
        name: name, words: name, figures: Self.index(of: revenue, from: base),
        meaning: meaning(ofRevenue: basis)),
      ChartLine(name: "price", words: "price", figures: Self.index(of: price, from: base)),
    ]
    return chart(
      "index", .lines, unit: .index, of: lines, references: [100: ""],
      remark: ", both 100 in \(quarters[base])"
    ) { _ in
      "price against \(name), \(quarters[base]) = 100"
    }
  }

  /// Figures against the one of a quarter, which is 100; those before it are left out.
  private static func index(of figures: [Figure], from base: Int) -> [Figure] {
    figures.enumerated().map { quarter, figure in
      guard quarter >= base, let value = figure.whole, let first = figures[base].whole else {
        return Figure(.missing("comes before the index"))
      }
      let ratio = value / first * 100
      // The base against itself is 100, whatever bounds it.
      guard quarter > base else { return figure.combined(with: figure, into: ratio, bound: nil) }
      return figure.combined(
        with: figures[base], into: ratio, figure.bound, figures[base].bound?.reversed)
    }
  }
}

extension NetworkReport {
  /// Tokens burned and emitted since the first month shown, added up; a gap ends a curve.
  var cumulativeChart: Chart? {
    let months = months
    let lines = [
      ("burned", "tokens_burned"), ("emitted", "tokens_emitted"), ("re-minted", "tokens_reminted"),
    ].enumerated().map { style, line in
      ChartLine(
        name: line.0, words: line.0, figures: runningSums(of: line.1, over: months), style: style)
    }.filter(\.isDrawn)
    guard lines.count > 1, lines[0].name == "burned", let first = months.first else { return nil }
    let names = list(lines.map(\.name))
    return Chart(
      id: "\(network.id)-cumulative", title: "\(network.name): \(names) since \(first)",
      description: "Lines by month: tokens \(names), added up since \(first).",
      form: .lines, places: .days(months.map(\.end)), series: lines.map(\.series),
      unit: .named(network.network.profile.symbol),
      footnotes: audit.sourceFootnote(lines.flatMap(\.sources)))
  }

  /// Scheduled and measured emission of the quarters shown.
  var scheduleChart: Chart? {
    let lines = network.scheduleComparison(over: quarters)
    guard lines.count == quarters.count, lines.contains(where: { $0.gap.value != nil }) else {
      return nil
    }
    let unmeasured = lines.filter { $0.emitted.marks.contains(.scheduled) }.map(\.period)
    return chart(
      "schedule", .columns, unit: .named(network.network.profile.symbol),
      of: [
        ChartLine(
          name: "schedule", words: "tokens by the schedule",
          figures: lines.map(\.scheduled.unscheduled), style: 0),
        ChartLine(
          name: "emitted", words: "tokens emitted as measured",
          figures: lines.map(\.emitted.measured),
          style: 1),
        ChartLine(
          name: "re-minted", words: "of these minted again", figures: lines.map(\.reminted),
          style: 2),
      ],
      notes: unmeasured.isEmpty
        ? []
        : [
          "not measured in \(list(unmeasured.map { "\($0)" })): the emission is the schedule itself"
        ]
    ) { _ in "emission by the schedule and as measured" }
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

  /// Sums of a metric from the first month on; none from the first month without a whole figure on.
  private func runningSums(of id: String, over months: [Period]) -> [Figure] {
    var (amount, sums) = (CompensatedSum(), [Figure]())
    for month in months {
      let figure = audit.fact(id, of: network, month).figure
      guard let value = figure.whole else { break }
      amount.add(value)
      sums.append(
        sums.last.map { $0.combined(with: figure, into: amount.value, $0.bound, figure.bound) }
          ?? figure)
    }
    let rest = Figure(.missing("a month is missing"))
    return sums + Array(repeating: rest, count: months.count - sums.count)
  }
}

extension Figure {
  /// The figure, unless it is what a schedule says.
  fileprivate var measured: Figure {
    marks.contains(.scheduled) ? Figure(.missing("the emission is the schedule itself")) : self
  }

  /// The figure without the word that it is scheduled, where the name of its line says so.
  fileprivate var unscheduled: Figure {
    var figure = self
    figure.marks.remove(.scheduled)
    return figure
  }
}
