import Quantities
import SeriesStore

/// Collects what lies between two sides of a flow over a period.
struct BridgeItems {
  private let reconciler: SeriesReconciler
  private let period: Period
  private(set) var items: [BridgeItem] = []

  init(_ reconciler: SeriesReconciler, _ period: Period) {
    (self.reconciler, self.period) = (reconciler, period)
  }

  private var network: NetworkSeries { reconciler.network }

  // MARK: Period edge

  /// Days at the edges of the period that a side has in rows which reach over them.
  mutating func addEdges(
    _ left: SideReading, _ first: BridgeSide, _ right: SideReading, _ second: BridgeSide
  ) {
    addEdge(left.edge, first)
    addEdge(right.edge.negated, second)
  }

  private mutating func addEdge(_ amount: BridgeAmount, _ side: BridgeSide) {
    guard !amount.rows.isEmpty else { return }
    let days = amount.rows.map {
      "\($0.countedDays) of the \($0.days.days) days from \($0.days.start)"
    }
    add(.periodEdge, amount, "\(days.joined(separator: " and ")) in rows of \(side.source)")
  }

  // MARK: Steps of the profile

  /// Adds what the rules of the profile put between two sides.
  ///
  /// - Returns: Why a step cannot be taken; `nil` where all can.
  mutating func addSteps(
    _ left: SideReading, _ first: BridgeSide, _ right: SideReading, _ second: BridgeSide
  ) -> String? {
    let (own, others) = (steps(first), steps(second))
    for rule in own where !others.contains(where: { $0.isSameStep(as: rule, in: period) }) {
      if let objection = add(rule, left, isFirst: true) { return objection }
    }
    for rule in others where !own.contains(where: { $0.isSameStep(as: rule, in: period) }) {
      if let objection = add(rule, right, isFirst: false) { return objection }
    }
    return addPrice(left, first, right, second)
  }

  /// The rules of a side that hold on a day of the period.
  private func steps(_ side: BridgeSide) -> [Profile.BridgeRule] {
    reconciler.rules(of: side).filter { $0.days(in: period) != nil }
  }

  private mutating func add(
    _ rule: Profile.BridgeRule, _ reading: SideReading, isFirst: Bool
  ) -> String? {
    let sign: Double = isFirst ? -1 : 1
    switch rule.step {
    case .values: return nil
    case .counts(let id):
      return add(id, rule, sign: sign, isFirst ? "not counted by" : "counted by")
    case .omits(let id):
      return add(id, rule, sign: -sign, isFirst ? "counted by" : "not counted by")
    case .grossOf(let share):
      guard rule.days(in: period) == period else {
        return "the share that is taken off changes inside the period"
      }
      let amount = BridgeAmount(
        value: sign * reading.total * share, rows: reading.whole.rows + reading.edge.rows)
      let percent = NumberFormat.shortest(share * 100)
      let whose = isFirst ? "the first" : "the second"
      add(.grossUp, amount, "\(percent) % that \(whose) states before they are taken off")
      return nil
    }
  }

  /// Adds the amount of another series on the days of a rule.
  private mutating func add(
    _ id: SeriesID, _ rule: Profile.BridgeRule, sign: Double, _ words: String
  ) -> String? {
    guard let days = rule.days(in: period) else { return nil }
    let tracks = network.series[id]?.tracks.filter { $0.origin == .rows } ?? []
    let gaps = network.series[id]?.gaps ?? .missing
    let readings = tracks.map { SideReading($0, over: days, gaps: gaps) }
    guard let reading = readings.first(where: \.isWhole) else {
      let most = readings.map(\.coveredDays).max() ?? 0
      return "'\(id)', which one of them counts, has rows for \(most) of \(days.days) days"
    }
    let rows = reading.whole.rows + reading.edge.rows
    let source = rows.first?.source ?? ""
    let amount = BridgeAmount(value: sign * reading.total, rows: rows)
    add(kind(of: id), amount, "\(id) by \(source), \(words) the second")
    return nil
  }

  private func kind(of id: SeriesID) -> BridgeItem.Kind {
    if id.name == reconciler.id.name, !id.segment.isEmpty { return .scope }
    let isDiscretionary = id.name == "discretionary_burns" || id.segment == "discretionary"
    return isDiscretionary ? .discretionary : .part
  }

  // MARK: Price basis

  /// The same tokens at two prices: where both sides state a value of tokens and have their amounts.
  private mutating func addPrice(
    _ left: SideReading, _ first: BridgeSide, _ right: SideReading, _ second: BridgeSide
  ) -> String? {
    guard let mine = tokens(first), let theirs = tokens(second), mine.total > 0, theirs.total > 0
    else { return nil }
    let prices = (left.total / mine.total, right.total / theirs.total)
    let value = mine.total * (prices.1 - prices.0)
    guard value != 0 else { return nil }
    let amount = BridgeAmount(value: value, rows: mine.whole.rows + mine.edge.rows)
    let words = [prices.0, prices.1].map { NumberFormat.display($0, .usdPerToken) }
    add(.price, amount, "tokens of the first at \(words[1]), not at \(words[0])")
    return nil
  }

  /// The tokens whose value a side states, by the same source over the whole period.
  private func tokens(_ side: BridgeSide) -> SideReading? {
    for rule in steps(side) {
      guard case .values(let id) = rule.step, let series = network.series[id],
        let track = series.tracks.first(where: { $0.source == side.source })
      else { continue }
      let reading = SideReading(track, over: period, gaps: series.gaps)
      if reading.isWhole { return reading }
    }
    return nil
  }

  private mutating func add(_ kind: BridgeItem.Kind, _ amount: BridgeAmount, _ text: String) {
    items.append(BridgeItem(kind: kind, amount: amount, text: text))
  }
}

extension Profile.BridgeRule {
  /// Whether two definitions differ from the profile's by the same thing on the days of a period.
  fileprivate func isSameStep(as other: Profile.BridgeRule, in period: Period) -> Bool {
    guard days(in: period) == other.days(in: period) else { return false }
    // A share is taken of each side's own amount, and a price is each side's own.
    switch step {
    case .counts, .omits: return step == other.step
    case .grossOf, .values: return false
    }
  }
}

extension SideReading {
  /// The tokens valued piece by piece at the average price of their days; `nil` without a price.
  func valued(at prices: PriceBook) -> SideReading? {
    var (whole, edge) = (CompensatedSum(), CompensatedSum())
    for piece in pieces {
      let averages = prices.averages(over: piece.from...piece.to)
      guard !averages.isEmpty else { return nil }
      for average in averages {
        let days = average.days.upperBound - average.days.lowerBound + 1
        let value = piece.amount * Double(days) / Double(piece.days) * average.price
        if piece.isSplit { edge.add(value) } else { whole.add(value) }
      }
    }
    return SideReading(self, whole: whole.value, edge: edge.value)
  }

  private init(_ tokens: SideReading, whole: Double, edge: Double) {
    (self.whole, self.edge) = (tokens.whole.with(whole), tokens.edge.with(edge))
    (coveredDays, days, pieces) = (tokens.coveredDays, tokens.days, tokens.pieces)
  }
}
