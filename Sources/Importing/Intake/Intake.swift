import DatasetLoading
package import Quantities
import SeriesStore

/// Takes the values of one file from its format, and makes rows of them.
///
/// What holds for every vendor happens here: which project, which day, what is partial, twice there or
/// impossible. A day costs memory, a value does not.
package struct Intake {
  private let format: [String: Measure]
  private let wish: ImportWish
  private let hasParts: Bool
  private var columns: [DayColumn] = []
  private var subjects = SubjectFilter()
  private var tally = ImportTally()
  private var notes: [String] = []
  /// The column of the last value: the next is mostly of the one behind it.
  private var lastColumn = -1

  /// Creates an intake for a format's measures.
  ///
  /// - Parameters:
  ///   - measures: What the format may hold.
  ///   - wish: What the user wants.
  ///   - hasParts: Whether a second value of a day may be a part of it, so that none of the two is the
  ///     day's.
  package init(_ measures: [Measure], _ wish: ImportWish, hasParts: Bool = false) {
    format = Dictionary(measures.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })
    (self.wish, self.hasParts) = (wish, hasParts)
  }

  /// Takes one value.
  package mutating func take(_ observation: Observation) throws(ImportFault) {
    tally.read += 1
    guard try subjects.admits(observation.subject, at: observation.place, wish.project) else {
      tally.skip(.otherProject, count: 1)
      return
    }
    let column = column(of: observation)
    lastColumn = column
    if let reason = try columns[column].add(observation, wish) { tally.skip(reason, count: 1) }
  }

  /// Whether a row of values is of the project that is wanted; one that is not need not be read, and
  /// its values are counted.
  package mutating func admits(
    _ subject: String, values: Int, at place: Place
  ) throws(ImportFault) -> Bool {
    let isTaken = try subjects.admits(subject, at: place, wish.project)
    if !isTaken { skip(.otherProject, count: values) }
    return isTaken
  }

  /// Counts values that the format itself passes over.
  package mutating func skip(_ reason: ImportTally.Skip, count: Int = 1) {
    tally.read += count
    tally.skip(reason, count: count)
  }

  /// Whether the format or the user gives a word a meaning.
  package func knows(_ word: String) -> Bool { format[word] != nil || wish.names[word] != nil }

  /// The day on which the vendor gave the file out.
  package var retrieved: Day { wish.retrieved }

  /// A count of a token's smallest units, in tokens.
  ///
  /// - Throws: Where the file does not say how many decimals there are, and neither does the user.
  package func tokens(
    _ raw: ExactDecimal, at place: Place
  ) throws(ImportFault) -> ExactDecimal {
    if let decimals = wish.decimals { return raw.moved(by: -decimals).trimmed }
    throw ImportFault(
      .wrongUnit, at: place,
      "the amount is in the token's smallest units, and the file does not say its decimals",
      "write 'decimals' under 'token:' in the network's profile, or give --decimals")
  }

  /// Adds a remark on the file as a whole: what the vendor says of it, what it lacks.
  package mutating func note(_ text: String) { notes.append(text) }

  /// The place of the column of a word and segment, which is made where there is none.
  private mutating func column(of observation: Observation) -> Int {
    let next = lastColumn + 1 < columns.count ? lastColumn + 1 : 0
    for index in [next, lastColumn] where columns.indices.contains(index) {
      if columns[index].isOf(observation) { return index }
    }
    if let index = columns.firstIndex(where: { $0.isOf(observation) }) { return index }
    let measure =
      format[observation.measure]
      ?? Measure(observation.measure, series: nil, unit: nil, .operator, .wholeDay)
    columns.append(DayColumn(measure, segment: observation.segment, hasParts: hasParts))
    return columns.count - 1
  }

  /// The rows of everything that was taken.
  package consuming func harvest() throws(ImportFault) -> Harvest {
    if wish.event == nil { try subjects.check(wish.project) }
    var series: [ImportedSeries] = []
    let chosen = try chosen()
    try refuseTwins(chosen)
    for column in chosen {
      guard let made = try column.0.series(named: column.1, wish, &tally) else { continue }
      series.append(made)
      if column.0.measure.time == .wholeDay, let step = made.step {
        note(
          "the rows of '\(excerpt(made.word))' lie whole \(step) apart, and each is taken as the flow "
            + "of one day; if they are sums of \(step), get days")
      }
    }
    tally.taken = series.reduce(0) { $0 + $1.rows.count }
    guard tally.taken > 0 || wish.event != nil else { throw nothing }
    return Harvest(series: series, tally: tally, subject: subjects.taken, notes: notes)
  }

  private var nothing: ImportFault {
    let reasons = tally.skipped.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")
    return ImportFault(
      .noValues, at: .file,
      tally.read == 0 ? "the file has no values" : "the file has no value to take: \(reasons)",
      "ask the vendor for a longer time, or check the project and the series")
  }
}

extension Intake {
  /// The columns that are wanted, with the names of their series; what is left out is counted.
  private mutating func chosen() throws(ImportFault) -> [(DayColumn, String)] {
    try checkNames()
    var (chosen, unnamed): ([(DayColumn, String)], [DayColumn]) = ([], [])
    for column in columns {
      let name = wish.names[column.measure.word] ?? column.measure.series
      if let event = wish.event, event != column.measure.word {
        tally.skip(.notAsked, count: column.count)
      } else if let name, wish.series == nil || wish.series == name {
        chosen.append((column, name))
      } else if name == nil {
        unnamed.append(column)
      } else {
        tally.skip(.notAsked, count: column.count)
      }
    }
    // With one series to take and one column without a name there is no doubt which is meant.
    if let series = wish.series, chosen.isEmpty, unnamed.count == 1,
      !unnamed[0].measure.mustBeNamed
    {
      return [(unnamed[0], series)]
    }
    if chosen.isEmpty, let first = unnamed.first { throw needsNames(first, unnamed) }
    for column in unnamed { tally.skip(.unnamed, count: column.count) }
    return chosen
  }

  /// Refuses what the user names and the file does not have: another column must not take its place.
  private func checkNames() throws(ImportFault) {
    guard !columns.isEmpty else { return }
    for word in wish.names.keys.sorted() where word != wish.event {
      if !columns.contains(where: { $0.measure.word == word }) { throw unknownWord(word) }
    }
    let names = columns.map { wish.names[$0.measure.word] ?? $0.measure.series }
    guard let series = wish.series, wish.event == nil, !names.contains(nil),
      !names.contains(series)
    else { return }
    throw ImportFault(
      .unknownSeries, at: .file, cell: series, "not a series of the file",
      Suggestion.remedy(
        for: series, among: names.compactMap(\.self),
        else: "it has \(names.compactMap(\.self).joined(separator: ", "))"))
  }

  /// Refuses two words for one series: which of the two holds, the file does not say.
  private func refuseTwins(_ chosen: [(column: DayColumn, name: String)]) throws(ImportFault) {
    for (index, one) in chosen.enumerated() {
      let twin = chosen[..<index].first {
        $0.name == one.name && $0.column.segment == one.column.segment
          && $0.column.measure.basis == one.column.measure.basis
      }
      guard let twin else { continue }
      let word = one.column.measure.word
      throw ImportFault(
        .unnamedSeries, at: .file, field: word,
        "and '\(excerpt(twin.column.measure.word))' are both '\(excerpt(one.name))'",
        "give one of them another series, as in --map \(word)=…")
    }
  }

  private func needsNames(_ first: DayColumn, _ all: [DayColumn]) -> ImportFault {
    let words = all.map { "'\(excerpt($0.measure.word))'" }.joined(separator: ", ")
    return ImportFault(
      .unnamedSeries, at: .file, "the file does not say which series \(words) are",
      "say it, as in --map \(first.measure.word)=…")
  }

  private func unknownWord(_ word: String) -> ImportFault {
    let words = columns.map(\.measure.word)
    return ImportFault(
      .unnamedSeries, at: .file, field: word, "is given to --map and no word of the file",
      Suggestion.remedy(
        for: word, among: words, else: "it has \(words.prefix(20).joined(separator: ", "))"))
  }
}
