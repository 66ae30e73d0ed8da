import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// The Herfindahl-Hirschman index of the products of revenue, its segments.
  static let productConcentration = ofSegments(
    "sum of squared percentage shares of products in revenue", of: .metric("revenue"), "revenue",
    called: "by product", regions: false
  ) { !$0.hasPrefix(regionPrefix) }

  /// The same of the regions of capacity, its segments that begin with `region-`.
  static let capacityRegions = ofSegments(
    "sum of squared percentage shares of regions in capacity", of: .metric("capacity"), "capacity",
    called: "by region", regions: true
  ) { $0.hasPrefix(regionPrefix) }

  private static let regionPrefix = "region-"

  /// An index over segments of a series; what the whole has beyond them makes it a lower bound.
  private static func ofSegments(
    _ name: String, of whole: Formula, _ series: String, called: String,
    regions: Bool,
    where isPart: @escaping @Sendable (String) -> Bool
  ) -> Measure {
    Measure(
      name, reads: [whole], unit: .one, form: .segments(of: series, regions: regions)
    ) { reading in
      let parts = reading.network.series.values.filter {
        $0.id.name == series && $0.id.basis.isEmpty && !$0.id.segment.isEmpty
          && isPart($0.id.segment)
      }.sorted { $0.id < $1.id }
      let figures = parts.map { part in
        let reference = SeriesReference(series, segment: part.id.segment, basis: "")
        return reading.figure(part.kind == .flow ? .sum(reference) : .last(reference))
      }
      // A product with more refunds than payments has no share.
      let known = figures.filter { ($0.value ?? 0) > 0 }
      guard known.count > 1 || known.count == 1 && reading.figure(whole).value != nil else {
        return Figure(.missing("needs '\(series)' \(called), as segments"))
      }
      let amounts = known.compactMap(\.value)
      let other = max(0, (reading.figure(whole).value ?? 0) - sum(amounts))
      guard let index = concentration(of: amounts, andOther: other) else {
        return Figure(.missing("needs '\(series)' \(called), as segments"))
      }
      var figure = known.dropFirst().reduce(known[0]) { reading.figure(index, from: $0, and: $1) }
      figure = reading.figure(index, from: figure, and: figure)
      // Less than a hundredth is a difference of sources rather than a product.
      if other > 0.01 * sum(amounts) { figure.bound = .atLeast }
      return figure
    }
  }
}
