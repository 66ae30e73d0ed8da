import Formulas
import SeriesStore

// Flows of tokens in USD.
extension NetworkSheet {
  /// The line of tokens in USD: at the prices of their own days or at the end, as the policy says.
  func valued(
    _ series: SeriesReference, _ window: Formula.Window, _ bases: [String: String]
  ) -> LineID {
    let id = evaluator.id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    let flow = FlowChoice(rows)
    let then = self.flow(flow, .formula(window), .usd)
    let end = valuedAtEnd(flow, window)
    return line(subject(flow, .formula(window), "valued"), isInput: true) {
      Line(
        label: self.label(flow, ["in USD", SheetWindow.formula(window).label]), unit: "USD",
        note: "by the policy 'valuation'"
      ) { self.chosenValuation(then, end, $0, .usd) }
    }
  }

  /// The line of the share of days that tokens in USD cover.
  func pricedCoverage(
    _ series: SeriesReference, _ window: Formula.Window, _ bases: [String: String]
  ) -> LineID {
    let id = evaluator.id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    let flow = FlowChoice(rows)
    let (then, end) = (
      covered(flow, .formula(window), .pricedDays), covered(flow, .formula(window), .days)
    )
    return line(subject(flow, .formula(window), "valued share"), isInput: true) {
      Line(
        label: self.label(flow, ["in USD, coverage", SheetWindow.formula(window).label]),
        unit: "%", note: "by the policy 'valuation'"
      ) { self.chosenValuation(then, end, $0, .percent) }
    }
  }

  private func chosenValuation(
    _ then: LineID, _ end: LineID, _ column: Int, _ look: SheetCell.NumberLook
  ) -> Grid.Cell? {
    guard has(then, column), has(end, column) else { return nil }
    let isEnd = Expression.binary(
      .equal, builder.cell(named: "valuation"), .text(Policies.Valuation.end.rawValue))
    return .formula(.when(isEnd, cell(end, column), cell(then, column)), .computed(look))
  }

  private func valuedAtEnd(_ flow: FlowChoice, _ window: Formula.Window) -> LineID {
    let tokens = self.flow(flow, .formula(window), .amount)
    let (price, source) = (closeLine(), source(flow, .formula(window)))
    let quarters = quarters(.formula(window)) { $0.valuedAtEnd(flow, .period) }
    return line(subject(flow, .formula(window), "usd at end"), isInput: true) {
      let own = self.subject(flow, .formula(window), "usd at end")
      let label = self.label(
        flow, ["in USD at the period's end", SheetWindow.formula(window).label])
      return Line(label: label, unit: "USD", note: "") { column in
        guard self.has(tokens, column) else { return nil }
        let (amount, close) = (self.cell(tokens, column), self.cell(price, column))
        let product = Expression.when(
          .binary(.less, .count(amount, close), .number(2)),
          .when(.isNumber(amount), close, amount), amount * close)
        guard let run = self.quarterRun(quarters, own, .formula(window), column) else {
          return .formula(product, .computed(.usd))
        }
        let missing = Expression.absent("needs '\(flow.series.id)' and a price")
        let sum = Expression.when(
          .binary(.equal, .count(run), .number(0)), missing, .call(.sum, [run]))
        return .formula(self.whole(source, column, sum, else: product), .computed(.usd))
      }
    }
  }
}
