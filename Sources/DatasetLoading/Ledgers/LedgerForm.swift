import SeriesStore

/// The columns of `holders.csv`, `customers.csv` or `suppliers.csv`.
struct LedgerForm: Hashable, Sendable {
  /// What a column holds, whatever it is called.
  enum Column: Int, CaseIterable, Sendable {
    case start, end, party, amount, tag, source, evidence
  }

  let kind: Ledger.Kind

  /// The name of a column; `nil` where the form has none of its kind.
  func name(of column: Column) -> String? {
    switch (column, kind) {
    case (.start, .holders): "date"
    case (.end, .holders): nil
    case (.start, _): "period_start"
    case (.end, _): "period_end"
    case (.party, _): String(kind.rawValue.dropLast())
    case (.amount, .holders): "balance"
    case (.amount, .customers): "spend"
    case (.amount, .suppliers): "rewards"
    case (.tag, .suppliers): "region"
    case (.tag, _): "kind"
    case (.source, _): "source"
    case (.evidence, _): "evidence"
    }
  }

  /// Whether a row may be less than 0: refunds may exceed payments, balances and rewards are none.
  var allowsNegative: Bool { kind == .customers }

  /// The columns that a header may name; `kind` and `region` may be left out.
  var names: [String] { Column.allCases.compactMap(name) }

  /// The columns of a header in its order.
  ///
  /// - Throws: The first fault of the header.
  func columns(of header: [String]) throws(Fault) -> [Column] {
    let optional = name(of: .tag) ?? ""
    try TableHeader.check(
      header, required: names.filter { $0 != optional }, optional: [optional],
      form: "\(kind.rawValue).csv")
    return header.compactMap { text in Column.allCases.first { name(of: $0) == text } }
  }

  /// The form of a file that names parties; `nil` where it holds a series.
  ///
  /// `customers` is a series as well, and a profile may declare others: there the header decides.
  init?(file name: String, at path: String, isSeries: Bool) {
    guard let kind = Ledger.Kind(rawValue: name) else { return nil }
    self.kind = kind
    guard isSeries else { return }
    // A file that cannot be read is opened once more as a series, which reports it.
    guard let contents = try? FileContents(path: path) else { return nil }
    let header = contents.withBytes { bytes in
      var reader = CSVReader(position: byteOrderMark(bytes), line: 1)
      return (try? TableHeader.read(&reader, bytes)) ?? []
    }
    let own = [Column.party, .amount].compactMap(self.name)
    guard header.contains(where: own.contains) else { return nil }
  }
}
