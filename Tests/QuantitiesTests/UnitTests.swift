import Quantities
import Testing

@Suite struct UnitTests {
  @Test(arguments: ["USD", "token", "USD/token", "hotspot/d", "%"])
  func `a unit is printed as data files write it`(text: String) {
    #expect(Unit(text)?.description == text)
  }

  @Test(arguments: ["", "/", "USD/", "/token", "USD/token/d"])
  func `a text with an empty part or two strokes is no unit`(text: String) {
    #expect(Unit(text) == nil)
  }

  @Test func `a fraction is a pure number that reads as percent`() {
    #expect(Unit("fraction") == .percent)
    #expect(Unit.percent.isDimensionless)
    #expect(Unit.percent.isCommensurable(with: .multiple))
    #expect(Unit.percent != .multiple)
  }

  @Test func `products and quotients keep account of the names`() {
    #expect(Unit.usd / .token == .usdPerToken)
    #expect(Unit.usdPerToken * .token == .usd)
    #expect(Unit.usd / .usd == .multiple)
    #expect((Unit.usd * .token).description == "USD·token")
    #expect((Unit.usd * .usd / .days).description == "USD^2/d")
    #expect((Unit.one / .days).description == "1/d")
    #expect(!Unit.usd.isCommensurable(with: .token))
  }

  @Test func `names give way to the network's own`() {
    let unit = (Unit.usd / .capacity).renamed(["capacity": "hotspot", "token": "HNT"])
    #expect(unit.description == "USD/hotspot")
    #expect(Unit.usdPerToken.renamed(["token": "USD"]).isDimensionless)
    #expect(Unit.percent.renamed(["token": "HNT"]) == .percent)
  }

  @Test(arguments: [
    Unit.usd, .usdPerToken, .percent, .points, .multiple, .index, .logPoints, .count / .capacity,
    .usd / (.capacity * .days), .usd * .usd / .days, .one / .days, .usd * .token,
  ])
  func `what a unit is shown as reads back`(_ unit: Unit) {
    #expect(Unit.shown(as: unit.description) == unit)
  }

  @Test(arguments: ["", " ", "USD per token", "USD/", "/d", "a/b/c", "a··b", "d^", "d^x", "d^99"])
  func `what shows no unit is none`(_ text: String) {
    #expect(Unit.shown(as: text) == nil)
  }

  @Test func `shares have two names`() {
    #expect(Unit.shown(as: "fraction") == .percent && Unit.shown(as: "1") == Unit.one)
  }
}
