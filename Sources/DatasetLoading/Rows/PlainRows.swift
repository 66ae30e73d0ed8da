import Quantities
import SeriesStore

/// Reads rows of a day and a value: the forms `date,value` and `network,series,date,value`.
struct PlainRows: RowReader, Sendable {
  enum Column: String, CaseIterable { case network, series, date, value }

  /// A network and series that occurs, as the file spells it.
  private struct Name: Hashable {
    let network: String
    let series: String
  }

  /// Where the rows of a name go.
  private enum Target {
    case rows(slot: Int)
    /// Another diagnostic says what is wrong with the series.
    case nowhere
    case fault(Fault)
  }

  private let columns: [Column]
  private let catalog: Catalog
  private let powers = DecimalNumber.powersOfTen
  private var targets: [Name: Target] = [:]
  private var names = NameTable()
  private var isReading: [Bool] = []
  private var month = MonthCache()

  /// Creates a reader of bulk rows.
  init(columns: [Column], catalog: Catalog) { (self.columns, self.catalog) = (columns, catalog) }

  /// Creates a reader of the rows of one series, whose source and evidence the profile states.
  init(
    columns: [Column], catalog: Catalog, schema: SeriesSchema, into rows: inout RowBuffer
  ) {
    self.init(columns: columns, catalog: catalog)
    targets[Name(network: "", series: "")] = addTarget(
      schema, Name(network: "", series: ""), into: &rows)
  }

  /// Gets to know the names in some rows, and which follows which, without keeping the rows.
  mutating func learn(_ bytes: Span<UInt8>, _ range: Range<Int>, into rows: inout RowBuffer) {
    var reader = CSVReader(position: range.lowerBound, line: 0)
    while (try? reader.next(in: bytes, before: range.upperBound)) ?? !reader.isStopped,
      reader.position < range.upperBound
    {
      try? read(reader.fields, in: bytes, line: 0, into: &rows)
    }
    rows.removeRows()
    // Rows of a later chunk are most often those that begin again with the first name.
    names.rewind()
  }

  @inline(__always)
  mutating func scan(
    _ bytes: Span<UInt8>, at position: inout Int, line: Int, into rows: inout RowBuffer
  ) -> Bool {
    guard let expected = names.expected else { return false }
    if scan(bytes, at: &position, slot: expected, line: line, into: &rows) { return true }
    guard let found = names.find(bytes, at: position, columns: columns), found != expected else {
      return false
    }
    return scan(bytes, at: &position, slot: found, line: line, into: &rows)
  }

  /// Reads a row that has the name of a slot.
  @inline(__always)
  private mutating func scan(
    _ bytes: Span<UInt8>, at position: inout Int, slot: Int, line: Int, into rows: inout RowBuffer
  ) -> Bool {
    var (index, day, value) = (position, Day(number: 0), 0.0)
    for column in columns {
      if index > position {
        guard index < bytes.count, bytes[index] == .comma else { return false }
        index += 1
      }
      switch column {
      case .network: guard names.matchNetwork(slot, bytes, at: &index) else { return false }
      case .series: guard names.matchSeries(slot, bytes, at: &index) else { return false }
      case .date:
        guard let found = month.scan(bytes, at: index) else { return false }
        day = found
        index += 10
      case .value:
        guard let found = DecimalNumber.scan(bytes, at: &index, powers: powers) else {
          return false
        }
        value = found
      }
    }
    if index < bytes.count, bytes[index] == .carriageReturn { index += 1 }
    guard index < bytes.count, bytes[index] == .lineFeed, value >= 0 || !isReading[slot] else {
      return false
    }
    position = index + 1
    names.follow(with: slot)
    rows.append(slot: slot, day: day, value: value, line: line)
    return true
  }

  mutating func read(
    _ fields: [CSVField], in bytes: Span<UInt8>, line: Int, into rows: inout RowBuffer
  ) throws(Fault) {
    guard fields.count == columns.count else {
      throw TableHeader.fieldCount(fields.count, expected: columns.count)
    }
    func field(_ column: Column) -> CSVField {
      columns.firstIndex(of: column).map { fields[$0] } ?? CSVField()
    }
    let name = Name(
      network: field(.network).text(in: bytes), series: field(.series).text(in: bytes))
    let target = targets[name] ?? resolve(name, into: &rows)
    targets[name] = target
    switch target {
    case .fault(let fault): throw fault
    case .nowhere: return
    case .rows(let slot):
      let day = try Cell.day(field(.date), "date", in: bytes)
      let value = try Cell.value(field(.value), isReading: isReading[slot], in: bytes)
      if let value {
        rows.append(slot: slot, day: day, value: value, line: line)
      } else {
        rows.appendAbsent(slot: slot, day: day, line: line)
      }
      names.follow(with: slot)
    }
  }

  private mutating func resolve(_ name: Name, into rows: inout RowBuffer) -> Target {
    do throws(Fault) {
      for (field, text) in [("network", name.network), ("series", name.series)]
      where text.isEmpty {
        throw Fault(.emptyValue, field: field, "is empty", "every row names one")
      }
      let network = try catalog.index(of: name.network)
      guard let schema = try catalog.schema(of: name.series, network: network) else {
        return .nowhere
      }
      guard schema.properties.source != nil else {
        throw Fault(
          .missingProperty, cell: name.series, "a series whose source is not stated",
          "add 'series: {\(name.series): {source: …}}' to \(escaped(schema.profilePath))")
      }
      return addTarget(schema, name, into: &rows)
    } catch {
      var fault = error
      if fault.field == nil { fault.field = "series" }
      return .fault(fault)
    }
  }

  private mutating func addTarget(
    _ schema: SeriesSchema, _ name: Name, into rows: inout RowBuffer
  ) -> Target {
    let key = TrackKey(
      network: schema.network, series: schema.name, source: schema.properties.source ?? "")
    let slot = rows.addTrack(key, evidence: schema.properties.evidence ?? .measured)
    names.append(network: name.network, series: name.series)
    isReading.append(schema.kind != .flow)
    return .rows(slot: slot)
  }
}
