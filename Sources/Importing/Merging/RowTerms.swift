import DatasetLoading
import Quantities
package import SeriesStore

/// What all rows of one series of an import share, in the words of the data contract.
package struct RowTerms: Sendable {
  let series: String
  let unit: String
  let source: String
  let evidence: Evidence
  let segment: String
  let basis: String
  let note: String
  /// What the profile states of the series, for files that leave it out.
  let properties: Profile.SeriesProperties

  /// Finds the terms of a series in a network's profile.
  ///
  /// - Throws: Where the profile does not know the series or the basis, or counts it in another unit.
  package init(
    _ imported: ImportedSeries, source: String, _ profile: Profile
  ) throws(ImportFault) {
    let standard = SeriesDefinition.standard.first { $0.name == imported.series }
    properties = profile.series[imported.series] ?? Profile.SeriesProperties()
    guard let kind = standard?.kind ?? properties.kind else {
      throw RowTerms.unknown(imported, profile)
    }
    guard let unit = properties.unit ?? standard.flatMap({ SeriesUnits.text(of: $0, in: profile) })
    else { throw RowTerms.noUnit(imported) }
    guard imported.unit == nil || imported.unit == unit else {
      throw RowTerms.otherUnit(imported, unit)
    }
    guard
      imported.basis.isEmpty || SeriesUnits.isExplained(basis: imported.basis, in: profile.bases)
    else { throw RowTerms.unknownBasis(imported) }
    if kind != .flow, let row = imported.rows.first(where: { $0.value.isBelowZero }) {
      throw ImportFault(
        .negativeValue, at: row.place, field: imported.word, cell: "\(row.value)",
        "less than 0, and '\(imported.series)' cannot be", "ask the vendor; leave the series out")
    }
    (series, self.unit, self.source) = (imported.series, unit, source)
    (evidence, segment, basis) = (imported.evidence, imported.segment, imported.basis)
    note = imported.note
  }

  private static func unknown(_ imported: ImportedSeries, _ profile: Profile) -> ImportFault {
    let names = SeriesDefinition.standard.map(\.name) + profile.series.keys
    return ImportFault(
      .unknownSeries, at: .file, field: imported.word, cell: imported.series,
      "neither a standard series nor declared in the profile",
      Suggestion.remedy(
        for: imported.series, among: names,
        else: "declare it under 'series:', or name another one with --map \(imported.word)=…"))
  }

  private static func noUnit(_ imported: ImportedSeries) -> ImportFault {
    let measure = imported.series == "capacity" ? "capacity" : "usage"
    return ImportFault(
      .wrongUnit, at: .file, field: imported.word,
      "becomes '\(imported.series)', whose unit the profile does not state",
      "state '\(measure): {unit: …}' in the profile")
  }

  private static func otherUnit(_ imported: ImportedSeries, _ unit: String) -> ImportFault {
    ImportFault(
      .wrongUnit, at: imported.rows.first?.place ?? .file, field: imported.word,
      cell: imported.unit ?? "", "but '\(imported.series)' is in \(unit)",
      "get the figures in \(unit); nothing is converted")
  }

  private static func unknownBasis(_ imported: ImportedSeries) -> ImportFault {
    ImportFault(
      .unknownSeries, at: .file, field: imported.word,
      "is '\(imported.series)' by another definition, '\(imported.basis)'",
      "explain '\(imported.basis)' under 'bases:' in the profile first")
  }

  /// The cells of a row by the names of their columns.
  func cell(_ column: String, of row: ImportedRow) -> String {
    switch column {
    case "date", "period_start": row.start.description
    case "period_end": row.end.description
    case "value": row.value.description
    case "unit": unit
    case "source": source
    case "evidence": evidence.description
    case "segment": segment
    case "basis": basis
    case "note": row.remark.isEmpty ? note : row.remark
    default: ""
    }
  }
}

extension ExactDecimal {
  /// Whether the number is less than 0, which -0 is not.
  var isBelowZero: Bool { isNegative && !isZero }
}
