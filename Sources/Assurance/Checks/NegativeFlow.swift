import Quantities
import SeriesStore

extension Check {
  /// An amount below 0 where nothing can be given back.
  static let negativeFlow = Check(
    "flow.negative", "A negative amount", .error,
    rationale:
      "Emissions, burns, volume and use are magnitudes: a minus is a sign convention of the "
      + "source. Money may be paid back, so that flows of USD other than volume may be negative.",
    source: "sign convention of the data contract",
    remedy: "write the magnitude, or leave the value empty"
  ) { subject in
    subject.measured([.flow]).filter { isMagnitude($0.series) }.flatMap { measured in
      measured.tracks.flatMap(\.present).filter { $0.amount < 0 }.map { row in
        subject.finding(
          "\(measured.id) is \(NumberFormat.compact(row.amount)) from \(row.start)",
          of: measured.id, at: [row])
      }
    }
  }

  private static func isMagnitude(_ series: Series) -> Bool {
    series.unit != .usd || series.id.name == "volume" || series.id.name == "operating_costs"
  }
}
