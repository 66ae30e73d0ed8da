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
}
