import Quantities
import SeriesStore
import Yams

/// Reads `claims.yaml`: public statements and how the data is to test them.
struct ClaimReader: YAMLFileReader {
  static let subject = "claim"

  let path: String
  /// Index of the file in the dataset.
  let file: UInt16
  let catalog: Catalog
  var sources: SourceTable { catalog.sources }
  var log = DiagnosticLog()
  private(set) var claims: [Claim] = []

  init(path: String, file: Int, catalog: Catalog) {
    (self.path, self.catalog) = (path, catalog)
    self.file = UInt16(truncatingIfNeeded: file)
  }

  private static let keys = [
    "id", "claim", "said_by", "source", "as_of", "over", "combine", "of", "test", "needs", "why",
  ]

  /// Reads one file.
  mutating func read(_ bytes: Span<UInt8>) {
    let noList = Fault(.wrongType, "the claims are no list", "write each claim after '- '")
    claims = items(of: bytes, orFault: noList).compactMap { claim($0) }
  }

  /// Reads one claim; whatever is wrong with it, all of its keys are looked at.
  private mutating func claim(_ node: Node) -> Claim? {
    guard let fields = mapping(node, "", keys: Self.keys) else { return nil }
    let id = text(fields, "id", isRequired: true)
    let statement = text(fields, "claim", isRequired: true)
    let speaker = text(fields, "said_by")
    let source = source(fields, isRequired: true)
    let asOf = day(fields, "as_of", isRequired: true)
    let scope = scope(fields)
    let test = test(fields)
    let why = text(fields, "why", isRequired: fields.has("test"))
    guard let id, let statement, let source, let asOf, let scope, let test else { return nil }
    return Claim(
      id: id, statement: statement, saidBy: speaker ?? sources.sources[source]?.publisher ?? "",
      source: source, asOf: asOf, scope: scope, test: test, why: why ?? "", file: file,
      line: UInt32(truncatingIfNeeded: fields.line))
  }

  /// `over:`, one folder, a list of them, `all`, or a condition.
  private mutating func scope(_ fields: YAMLMapping) -> Claim.Scope? {
    guard let entry = fields["over"] else {
      reportMissing(fields, "over")
      return nil
    }
    if case .sequence = entry.value { return named(list(fields, "over"), entry.line) }
    guard let text = text(fields, "over") else { return nil }
    if text == "all" { return .all }
    if text.contains(where: { " <>=".contains($0) }) {
      return .matching(Claim.Expression(text, line: line(of: entry.value)))
    }
    return isKnown(text, entry.value.line) ? .named([text]) : nil
  }

  private mutating func named(_ nodes: [Node], _ line: Int) -> Claim.Scope? {
    guard !nodes.isEmpty else {
      report(Fault(.emptyValue, field: "over", "is empty", "name a network, or write all"), line)
      return nil
    }
    var ids: [String] = []
    for node in nodes {
      guard let id = text(node, "over"), isKnown(id, node.line) else { continue }
      if ids.contains(id) {
        let fault = Fault(.claimForm, "stands twice in the list", "delete one of the two")
        report(fault.at("over", id), node.line)
      }
      ids.append(id)
    }
    return .named(ids)
  }

  private mutating func isKnown(_ id: String, _ line: Int) -> Bool {
    do throws(Fault) {
      _ = try catalog.index(of: id)
      return true
    } catch {
      report(error.at("over", id), line)
      return false
    }
  }

  /// `test:` with what belongs to it, or `needs:` in place of it.
  private mutating func test(_ fields: YAMLMapping) -> Claim.Test? {
    if let needs = fields["needs"] {
      for key in ["test", "combine", "of"] where fields.has(key) {
        report(
          Fault(
            .claimForm, field: key, "has no place beside 'needs', which says that no test is there",
            "delete one of the two"),
          fields[key]?.line ?? needs.line)
      }
      return text(fields, "needs").map(Claim.Test.needs)
    }
    guard fields.has("test") else {
      report(
        Fault(
          .missingKey, field: "test", "is missing", "add 'test: …', or 'needs: …' in its place"),
        fields.line)
      return nil
    }
    let condition = expression(fields, "test")
    let words = ["all", "any"] + Claim.Combination.allCases.map(\.rawValue)
    let stated = word(fields, "combine", words)
    // What belongs to a word that cannot be read is not known either.
    if stated == nil, fields.has("combine") { return nil }
    let word = stated ?? "all"
    guard let combination = Claim.Combination(rawValue: word) else {
      reportStrayFormula(fields, word)
      return condition.map { word == "any" ? .any($0) : .all($0) }
    }
    return combined(combination, fields, condition)
  }

  private mutating func combined(
    _ combination: Claim.Combination, _ fields: YAMLMapping, _ condition: Claim.Expression?
  ) -> Claim.Test? {
    guard fields.has("of") else {
      report(
        Fault(
          .claimForm, field: "of", "is missing, so there is nothing to combine",
          "add 'of: …' and call its \(combination.rawValue) value in the test"),
        fields["combine"]?.line ?? fields.line)
      return nil
    }
    guard let of = expression(fields, "of"), let condition else { return nil }
    return .combined(combination, of: of, condition: condition)
  }

  /// Says that `of` has no place where each network is tested by itself.
  private mutating func reportStrayFormula(_ fields: YAMLMapping, _ word: String) {
    guard let entry = fields["of"] else { return }
    let words = Claim.Combination.allCases.map(\.rawValue).joined(separator: ", ")
    report(
      Fault(
        .claimForm, field: "of", "has no place where '\(word)' is combined",
        "delete it, or combine by one of \(words)"),
      entry.line)
  }

  private mutating func expression(_ fields: YAMLMapping, _ key: String) -> Claim.Expression? {
    guard let entry = fields[key], let text = text(fields, key) else { return nil }
    return Claim.Expression(text, line: line(of: entry.value))
  }

  private func line(of node: Node) -> UInt32 { UInt32(truncatingIfNeeded: node.line) }
}

/// The claims of all `claims.yaml`, each id once.
struct ClaimTable {
  private(set) var claims: [Claim] = []
  private(set) var log = DiagnosticLog()
  private var places: [String: String] = [:]

  /// Adds the claims of one file, in its order.
  mutating func add(_ reader: ClaimReader) {
    log.merge(reader.log)
    for claim in reader.claims {
      let place = "\(reader.path):\(claim.line)"
      if let other = places[claim.id] {
        let fault = Fault(
          .duplicateClaim, "defined before in \(escaped(other))", "delete one of the two")
        log.report(fault.at("id", claim.id), file: reader.path, line: Int(claim.line))
        continue
      }
      places[claim.id] = place
      claims.append(claim)
    }
  }
}
