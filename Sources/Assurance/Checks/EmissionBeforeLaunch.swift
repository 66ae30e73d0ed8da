import Quantities
import SeriesStore

extension Check {
  /// Tokens are emitted from the launch on.
  static let emissionBeforeLaunch = Check(
    "tokens_emitted.before-launch", "Emission before the launch", .note,
    rationale: "Tokens are emitted from the launch on: an earlier row or rule means another token "
      + "or another day, or the profile means another launch.",
    remedy: "say in the profile which launch is meant, or correct the first rows"
  ) { subject in
    let id = SeriesID("tokens_emitted")
    guard let text = subject.network.profile.launched, let launch = Day(text) ?? Day(text + "-01"),
      let emission = subject.network.series[id]
    else { return [] }
    let early = emission.tracks.compactMap { track in
      track.present.first { $0.end < launch && $0.amount > 0 }
    }
    guard let first = early.min(by: { $0.start < $1.start }) else { return [] }
    return [
      subject.finding(
        "tokens were emitted from \(first.start), token.launched is \(text)", of: id, at: [first])
    ]
  }
}
