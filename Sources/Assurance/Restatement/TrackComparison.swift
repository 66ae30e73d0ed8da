import Quantities
import SeriesStore

/// The rows of one source for one series in two folders, both in order of their days.
struct TrackComparison {
  let network: String
  let series: SeriesID
  let source: String
  let old: Side
  let new: Side

  /// The rows of one folder; none where it has no such track.
  struct Side {
    let folder: ComparedFolder
    let track: Track?
    let unit: String

    var count: Int { track?.count ?? 0 }

    func days(_ row: Int) -> ClosedRange<Day>? {
      guard let track, row < count else { return nil }
      return track.starts[row]...track.end(row)
    }

    func row(_ row: Int) -> RowChange.Row? {
      track.map { track in
        RowChange.Row(
          value: track.isPresent(row) ? track.values[row] : nil,
          evidence: track.evidence[row].description, unit: unit, note: track.notes[row] ?? "",
          place: folder.place(track.file[row], track.lines[row]))
      }
    }

    /// Whether two rows say the same, before any text of them is made.
    func says(_ mine: Int, as theirs: Int, in other: Side) -> Bool {
      guard let track, let their = other.track else { return false }
      return track.values[mine] == their.values[theirs]
        && track.isPresent(mine) == their.isPresent(theirs)
        && track.evidence[mine] == their.evidence[theirs]
        && track.notes[mine] == their.notes[theirs] && unit == other.unit
    }
  }

  /// Every row that differs, by days.
  var changes: [RowChange] {
    var (changes, mine, theirs) = ([RowChange](), 0, 0)
    while true {
      let (left, right) = (old.days(mine), new.days(theirs))
      guard let days = [left, right].compactMap(\.self).min(by: { $0.isBefore($1) }) else {
        return changes
      }
      let (isOld, isNew) = (left == days, right == days)
      if !(isOld && isNew && old.says(mine, as: theirs, in: new)) {
        let key = RowChange.Key(
          network: network, series: series, source: source, days: days, party: "")
        changes.append(
          RowChange(key: key, old: isOld ? old.row(mine) : nil, new: isNew ? new.row(theirs) : nil))
      }
      mine += isOld ? 1 : 0
      theirs += isNew ? 1 : 0
    }
  }
}

extension ClosedRange<Day> {
  /// The order of rows: by first day, then by last.
  func isBefore(_ other: ClosedRange<Day>) -> Bool {
    (lowerBound, upperBound) < (other.lowerBound, other.upperBound)
  }
}
