/// Recognises files and reads them.
package struct Importer: Sendable {
  private let formats: [any VendorFormat]
  /// Whether the user has said what files are.
  private let isTold: Bool

  /// Creates an importer for every format.
  package init() { (formats, isTold) = (VendorFormats.all, false) }

  /// Creates an importer for the formats that the user named.
  package init(_ formats: [any VendorFormat]) { (self.formats, isTold) = (formats, true) }

  /// A format and why a file is of it.
  package struct Recognition: Sendable {
    /// The format.
    package let format: any VendorFormat
    /// Words behind "because".
    package let reason: String
  }

  /// Finds the format of a file from what stands in it.
  ///
  /// - Throws: Where none of the formats fits, or several do.
  package func recognise(_ file: ImportFile) throws(ImportFault) -> Recognition {
    let opening = Opening(file)
    guard opening.firstByte != nil else {
      throw ImportFault(
        .emptyFile, at: .file, "the file is empty", "get it from the vendor again"
      ).in(file.name)
    }
    let found = formats.compactMap { format in
      (isTold ? format.accept(opening) : format.recognise(opening))
        .map { Recognition(format: format, reason: $0) }
    }
    guard found.count < 2 else { throw several(found).in(file.name) }
    guard let only = found.first else { throw unknown(opening).in(file.name) }
    return only
  }

  /// Reads a file of a format.
  package func read(
    _ file: ImportFile, as format: any VendorFormat, _ wish: ImportWish
  ) throws(ImportFault) -> Harvest {
    do throws(ImportFault) {
      var intake = Intake(format.measures, wish, hasParts: format.hasParts)
      try format.read(file, into: &intake)
      return try intake.harvest()
    } catch {
      throw error.in(file.name)
    }
  }

  private func several(_ found: [Recognition]) -> ImportFault {
    let list = found.map { "\($0.format.id) (\($0.reason))" }.joined(separator: " and ")
    return ImportFault(
      .severalFormats, at: .file, "the file may be of \(list)",
      "say which with --vendor \(found[0].format.id)")
  }

  private func unknown(_ opening: Opening) -> ImportFault {
    let known = formats.map { "\($0.id), \($0.title)" }.joined(separator: "; ")
    if let other = FileOpening(opening.bytes.span) { return other.fault }
    if let refusal = VendorRefusal(opening) { return refusal.fault }
    if let fault = opening.json?.fault { return fault }
    if opening.json?.isEmpty == true {
      return ImportFault(
        .noValues, at: .file, "the answer has no values",
        "ask the vendor for a longer time, or check the project")
    }
    if let fault = savedAgain(opening) { return fault }
    guard !isTold else {
      return ImportFault(
        .otherFormat, at: .file, "the file is not what --vendor says, \(known)",
        "leave --vendor out")
    }
    return ImportFault(
      .unknownFormat, at: .file, "no known format",
      """
      known are: \(known). A table of your own needs no import: write it as date,value into the \
      file of the series, as price.csv in the network's folder, and its unit, source and evidence \
      under 'series:' in the profile
      """)
  }

  /// A table with other separators than its vendor writes, or with spaces around its names.
  private func savedAgain(_ opening: Opening) -> ImportFault? {
    guard opening.json == nil else { return nil }
    for separator in [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")] {
      let names = opening.header(separator).map {
        $0.split(separator: " ").joined(separator: " ")
      }
      for other in [",", ";"] {
        let header = Opening(text: names.joined(separator: other) + "\n")
        guard let format = formats.first(where: { $0.recognise(header) != nil }) else { continue }
        return ImportFault(
          .unknownFormat, at: .line(1),
          "the names of \(format.id), but not as the vendor separates them",
          "a spreadsheet may have saved the file again; import it as it came")
      }
    }
    return nil
  }
}
