import Quantities
import SeriesStore

extension Check {
  static let utilizationAboveOne = shareAboveOne("utilization", "More used than there is")
  static let uptimeAboveOne = shareAboveOne("uptime", "More time in service than there is")
  static let nodeUptimeAboveOne = shareAboveOne(
    "node_uptime", "More time in service than there is, by nodes")
  static let serviceLevelAboveOne = shareAboveOne(
    "sla_attainment", "More service levels met than promised")

  /// A share of something cannot exceed all of it.
  private static func shareAboveOne(_ series: String, _ title: String) -> Check {
    Check(
      "\(series).above-one", title, .error,
      rationale: "A share of a whole cannot exceed it. A percentage written as a fraction, or two "
        + "counts of different days, look like this.",
      remedy: "write 0.85 for 85 %, or find the two counts that do not belong together"
    ) { subject in
      guard let points = subject.network.points[SeriesID(series)] else { return [] }
      return points.days.indices.filter { points.values[$0] > 1 }.compactMap { index in
        subject.reading(series, at: index).map { reading in
          subject.finding(
            "\(series) reads \(NumberFormat.display(printable(reading.value), .percent)) on "
              + "\(points.days[index])", of: SeriesID(series), at: [reading.row])
        }
      }
    }
  }
}
