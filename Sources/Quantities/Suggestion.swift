/// Finds the name that was probably meant.
package enum Suggestion {
  /// `did you mean 'revenue'?`, or what else to do where no name is near.
  package static func remedy(
    for word: String, among names: some Sequence<String>, else other: String
  ) -> String {
    nearest(to: word, among: names).map { "did you mean '\($0)'?" } ?? other
  }

  /// The name with the fewest edits, at most a third of its length; the first in the alphabet.
  package static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let target = Array(word.lowercased().utf8.prefix(80))
    var best: (distance: Int, name: String)?
    for name in names {
      let letters = Array(name.lowercased().utf8)
      let limit = max(1, min(letters.count, target.count) / 3)
      guard abs(letters.count - target.count) <= limit else { continue }
      let distance = edits(from: letters, to: target)
      guard distance <= limit, (distance, name) < (best?.distance ?? .max, best?.name ?? "") else {
        continue
      }
      best = (distance, name)
    }
    return best?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words.
  ///
  /// Optimal string alignment, the restricted form of the Damerau-Levenshtein distance.
  private static func edits(from left: [UInt8], to right: [UInt8]) -> Int {
    var before: [Int] = []
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var next = [i + 1]
      for (j, other) in right.enumerated() {
        var cost = min(row[j] + (letter == other ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
          cost = min(cost, before[j - 1] + 1)
        }
        next.append(cost)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
