import Testing

@testable import Assurance

@Suite struct FigureChangeTests {
  private func figure(
    _ value: Double?, _ state: String? = nil, sources: [String] = ["ledger"]
  ) -> StatedFigure {
    StatedFigure(
      id: "n/revenue@2025Q4", network: "n", metric: "revenue", basis: "", period: "2025Q4",
      value: value, unit: "USD", state: state ?? (value == nil ? "missing" : "value"), reason: "",
      evidence: "burn", sources: sources)
  }

  @Test func `what says the same is no change`() {
    #expect(FigureChange(figure(1), figure(1)) == nil)
    #expect(FigureChange(figure(0.1 + 0.2), figure(0.3)) == nil)
    #expect(FigureChange(nil, figure(nil)) == nil)
    #expect(FigureChange(nil, nil) == nil)
  }

  private static let kinds: [(Double?, String, Double?, String, FigureChange.Kind)] = [
    (100, "value", 110, "value", .restated), (100, "value", 110, "partial", .restated),
    (100, "partial", 110, "partial", .restated), (100, "partial", 110, "value", .completed),
    (100, "value", nil, "missing", .withdrawn), (nil, "missing", 110, "value", .new),
    (100, "partial", 100, "value", .grounds), (nil, "missing", nil, "not-meaningful", .grounds),
    (0, "value", 1e-300, "value", .restated),
  ]

  @Test(arguments: kinds)
  func `kinds of changes are told apart`(
    old: Double?, oldState: String, new: Double?, newState: String, kind: FigureChange.Kind
  ) {
    #expect(FigureChange(figure(old, oldState), figure(new, newState))?.kind == kind)
  }

  @Test func `the same number of other sources rests on other grounds`() {
    let change = FigureChange(figure(1), figure(1, sources: ["letter"]))
    #expect(change?.kind == .grounds)
    #expect(change?.kind.isRestatement == false)
  }

  /// 100 → 120 by data, → 90 by price, → 90 by policy, → 130 by method.
  @Test func `steps are those of the causes that moved it`() {
    let path: [(cause: Cause, figure: StatedFigure?)] = [
      (.data, figure(120)), (.price, figure(90)), (.policy, figure(90)), (.method, figure(130)),
    ]
    let change = FigureChange(figure(100), figure(130), path: path)
    #expect(
      change?.steps == [
        .init(causes: [.data], amount: 20), .init(causes: [.price], amount: -30),
        .init(causes: [.method], amount: 40),
      ])
    #expect(change?.difference == 30)
    #expect(change?.share == 0.3)
  }

  /// Without its rows the figure has no number until the profile names the new ones.
  @Test func `causes without a number between them are told together`() {
    let change = FigureChange(
      figure(100), figure(130), path: [(.data, figure(nil)), (.method, figure(130))])
    #expect(change?.steps == [.init(causes: [.data, .method], amount: 30)])
  }

  @Test func `a figure that appears has the cause that made it appear`() {
    let change = FigureChange(
      figure(nil), figure(5), path: [(.data, figure(nil)), (.price, figure(5))])
    #expect(change?.kind == .new)
    #expect(change?.steps == [.init(causes: [.price], amount: nil)])
    #expect(change?.difference == nil)
  }

  @Test func `a change from nothing has no percent`() {
    #expect(FigureChange(figure(0), figure(5))?.share == nil)
  }
}
