import Quantities
import SeriesStore

/// Reads rows that name a party.
///
/// Most rows have their columns in the usual order, and what follows the amount (kind, source,
/// evidence) is the same in many: such a row is read on a short way that accepts only what is beyond
/// doubt. Everything else is judged by `read`, so that both ways mean the same.
struct LedgerRows: RowReader, Sendable {
  private typealias Column = LedgerForm.Column

  private let form: LedgerForm
  private let columns: [LedgerForm.Column]
  /// Where each column stands in a row; `nil` for one that is left out.
  private let places: [Int?]
  /// Whether days, party and amount come first and in this order.
  private let isUsual: Bool
  private let sources: SourceTable
  private let powers = DecimalNumber.powersOfTen
  private var startMonth = MonthCache()
  private var endMonth = MonthCache()
  private var tails = RowTails()

  init(_ form: LedgerForm, columns: [LedgerForm.Column], sources: SourceTable) {
    (self.form, self.columns, self.sources) = (form, columns, sources)
    places = Column.allCases.map { columns.firstIndex(of: $0) }
    let first = [Column.start, .end, .party, .amount].filter { form.name(of: $0) != nil }
    isUsual = Array(columns.prefix(first.count)) == first
  }

  // MARK: The short way

  @inline(__always)
  mutating func scan(
    _ bytes: Span<UInt8>, at position: inout Int, line: Int, into rows: inout LedgerBuffer
  ) -> Bool {
    var index = position
    guard isUsual, let start = startMonth.scan(bytes, at: index) else { return false }
    var end = start
    index += 10
    if form.kind != .holders {
      guard index < bytes.count, bytes[index] == .comma,
        let last = endMonth.scan(bytes, at: index + 1), start <= last
      else { return false }
      end = last
      index += 11
    }
    guard index < bytes.count, bytes[index] == .comma else { return false }
    index += 1
    guard let name = LedgerRows.plainName(bytes, at: index) else { return false }
    index = name.upperBound + 1
    guard let amount = DecimalNumber.scan(bytes, at: &index, powers: powers),
      amount >= 0 || form.allowsNegative, let meaning = tails.meaning(bytes, at: &index)
    else { return false }
    position = index
    let party = rows.party(name, in: bytes)
    rows.append(start: start, end: end, party: party, amount: amount, meaning: meaning, line: line)
    return true
  }

  /// The bytes up to a comma, where they are plain: no quote, no control, nothing beyond ASCII.
  @inline(__always)
  private static func plainName(_ bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    var index = start
    while index &+ 16 <= bytes.count {
      let word = bytes.word(at: index)
      // The top bit of each byte below '-' or above 0x7F; a borrow can only reach bytes behind the
      // first.
      let others = (word &- 0x2D2D_2D2D_2D2D_2D2D | word) & 0x8080_8080_8080_8080
      guard others != 0 else {
        index &+= 8
        continue
      }
      index &+= others.trailingZeroBitCount / 8
      guard bytes[index] != UInt8(ascii: " ") else {
        index &+= 1
        continue
      }
      return bytes[index] == .comma && index > start ? start..<index : nil
    }
    return nil
  }

  // MARK: The long way

  mutating func read(
    _ fields: [CSVField], in bytes: Span<UInt8>, line: Int, into rows: inout LedgerBuffer
  ) throws(Fault) {
    guard fields.count == columns.count else {
      throw TableHeader.fieldCount(fields.count, expected: columns.count)
    }
    let days = try days(fields, in: bytes)
    let name = field(.party, fields)
    guard !name.isEmpty else {
      throw Fault(
        .emptyValue, field: form.name(of: .party), "is empty", "write a name, id or address")
    }
    let amount = try amount(field(.amount, fields), in: bytes)
    let meaning = try meaning(fields, in: bytes, into: &rows)
    rows.append(
      start: days.lowerBound, end: days.upperBound,
      party: rows.party(name.text(in: bytes)), amount: amount, meaning: meaning,
      line: line)
  }

  private func field(_ column: Column, _ fields: [CSVField]) -> CSVField {
    places[column.rawValue].map { fields[$0] } ?? CSVField()
  }

  private func text(_ column: Column, _ fields: [CSVField], in bytes: Span<UInt8>) -> String {
    field(column, fields).text(in: bytes)
  }

  private func days(
    _ fields: [CSVField], in bytes: Span<UInt8>
  ) throws(Fault) -> ClosedRange<Day> {
    let start = try Cell.day(field(.start, fields), form.name(of: .start) ?? "", in: bytes)
    guard let column = form.name(of: .end) else { return start...start }
    let end = try Cell.day(field(.end, fields), column, in: bytes)
    guard start <= end else { throw Cell.endBeforeStart(start, end, column) }
    return start...end
  }

  private func amount(_ field: CSVField, in bytes: Span<UInt8>) throws(Fault) -> Double {
    let column = form.name(of: .amount) ?? ""
    guard !field.isEmpty else {
      throw Fault(.emptyValue, field: column, "is empty", "write the amount, or delete the row")
    }
    do throws(Fault) {
      let amount = try DecimalNumber.parse(bytes, field.start..<field.end)
      guard amount >= 0 || form.allowsNegative else {
        throw Fault(.negativeValue, "less than 0", "only spend may be negative, by refunds")
      }
      return amount
    } catch {
      throw error.at(column, field.text(in: bytes))
    }
  }

  private mutating func meaning(
    _ fields: [CSVField], in bytes: Span<UInt8>, into rows: inout LedgerBuffer
  ) throws(Fault) -> LedgerBuffer.Meaning {
    let place = isUsual ? places[Column.amount.rawValue] : nil
    if let known = tails.known(fields, behind: place, in: bytes) { return known }
    let meaning = try understand(fields, in: bytes, into: &rows)
    tails.learn(meaning, fields, behind: place, in: bytes)
    return meaning
  }

  private func understand(
    _ fields: [CSVField], in bytes: Span<UInt8>, into rows: inout LedgerBuffer
  ) throws(Fault) -> LedgerBuffer.Meaning {
    let tag = text(.tag, fields, in: bytes)
    if let words = form.kind.tagWords, !tag.isEmpty, !words.contains(tag) {
      let list = words.joined(separator: ", ")
      throw Fault(
        .unknownKind, field: form.name(of: .tag), cell: tag,
        "no kind of \(form.name(of: .party) ?? "")",
        Suggestion.remedy(for: tag, among: words, else: "write one of \(list), or nothing"))
    }
    let source = try Cell.source(text(.source, fields, in: bytes), among: sources)
    let evidence = try Cell.evidence(text(.evidence, fields, in: bytes))
    return rows.meaning(of: .init(source: source, evidence: evidence), tag: tag)
  }
}
