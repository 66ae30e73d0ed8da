import Quantities
import SeriesStore

/// The sources of all `sources.csv`, by id.
struct SourceTable: Sendable {
  private static let columns = [
    "id", "title", "publisher", "url", "published", "retrieved", "licence",
  ]

  private(set) var sources: [String: Source] = [:]
  /// Where each id is defined, those of faulty rows included.
  private var places: [String: String] = [:]
  /// Whether a whole file is lost, so that an unknown id means nothing.
  private var isIncomplete = false
  private(set) var log = DiagnosticLog()

  /// Reads the files in order.
  init(_ files: [FileContents], isIncomplete: Bool) {
    self.isIncomplete = isIncomplete
    for file in files { file.withBytes { read($0, file.path) } }
  }

  /// What is wrong with an id that a row or a profile names.
  func fault(of id: String) -> Fault? {
    guard !isIncomplete, places[id] == nil else { return nil }
    return Fault(
      .unknownSource, "not listed in sources.csv",
      Suggestion.remedy(for: id, among: places.keys, else: "add the source to sources.csv"))
  }

  private mutating func read(_ bytes: Span<UInt8>, _ path: String) {
    var reader = CSVReader(position: byteOrderMark(bytes), line: 1)
    guard let header = readHeader(&reader, bytes, path) else {
      isIncomplete = true
      return
    }
    var count = 0
    while true {
      do throws(CSVFault) {
        guard try reader.next(in: bytes, before: bytes.count) else { break }
        let line = reader.recordLine
        do throws(Fault) {
          try add(reader.fields.map { $0.text(in: bytes) }, header, "\(path):\(line)")
        } catch {
          log.report(error, file: path, line: line)
        }
      } catch {
        isIncomplete = true
        log.report(error.worded(in: bytes, columns: header), file: path, line: error.line)
      }
      count += 1
    }
    if count == 0 {
      log.report(TableHeader.noRows, file: path, line: 0)
    }
  }

  private mutating func readHeader(
    _ reader: inout CSVReader, _ bytes: Span<UInt8>, _ path: String
  ) -> [String]? {
    do throws(Fault) {
      let header = try TableHeader.read(&reader, bytes)
      try TableHeader.check(header, required: Self.columns, form: "sources.csv")
      return header
    } catch {
      log.report(error, file: path, line: max(1, reader.recordLine))
      return nil
    }
  }

  /// Adds one row; its id counts as listed even where another cell is faulty.
  private mutating func add(
    _ cells: [String], _ header: [String], _ place: String
  ) throws(Fault) {
    guard cells.count == header.count else {
      if let id = header.firstIndex(of: "id"), id < cells.count { places[cells[id]] = place }
      throw TableHeader.fieldCount(cells.count, expected: header.count)
    }
    let row = Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    func cell(_ name: String) -> String { row[name] ?? "" }
    let id = cell("id")
    if let other = places[id] {
      throw Fault(.duplicateSource, "defined before in \(escaped(other))", "delete one of the two")
        .at("id", id)
    }
    for name in ["id", "title", "retrieved"] where cell(name).isEmpty {
      if !id.isEmpty { places[id] = place }
      throw Fault(.emptyValue, field: name, "is empty", "every source has one")
    }
    places[id] = place
    guard PlainName.isWord(id) else {
      throw Fault(.notAName, "not a plain name", "use letters, digits, '-', '_' and '.'").at(
        "id", id)
    }
    sources[id] = Source(
      id: id, title: cell("title"), publisher: cell("publisher"),
      url: try address("url", cell("url")),
      published: cell("published").isEmpty ? nil : try day("published", cell("published")),
      retrieved: try day("retrieved", cell("retrieved")), licence: cell("licence"))
  }

  /// An address of the web, so that a link in a report opens a page and runs nothing.
  private func address(_ field: String, _ text: String) throws(Fault) -> String {
    let isPage = ["https://", "http://"].contains { text.hasPrefix($0) }
    guard text.isEmpty || isPage && !text.contains(where: \.isWhitespace) else {
      throw Fault(
        .notAnAddress, "not the address of a page", "begin it with https://, or leave it empty"
      ).at(field, text)
    }
    return text
  }

  private func day(_ field: String, _ text: String) throws(Fault) -> Day {
    do throws(Fault) {
      return try CalendarDay.parse(text)
    } catch {
      throw error.at(field, text)
    }
  }
}
