import Foundation
import Quantities
import Testing

@Suite struct PortableNumberTests {
  @Test func `a portable number is what twelve printed digits read back as`() {
    var state: UInt64 = 42
    for _ in 0..<100_000 {
      // A linear congruential generator (Knuth, MMIX) gives bit patterns of every size.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      let printed = Double(String(format: "%.11e", locale: nil, value))
      #expect(NumberFormat.portable(value) == printed, "\(value)")
    }
  }
}
