import Foundation

/// A working directory with a small dataset in `Datasets`, which lives as long as the test.
final class Workplace {
  let root: URL

  /// Creates the directory with the files of `sample`, or with others.
  init(_ files: [String: String] = Workplace.sample, in folder: String = "Datasets") throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("workplace-\(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (path, text) in files { try write("\(folder)/\(path)", text) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Runs the command here.
  func run(
    _ arguments: String..., through script: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, through: script, environment: environment)
  }

  /// Runs the command here.
  func run(
    _ arguments: [String], through script: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try Command.run(arguments, in: root, through: script, environment: environment)
  }

  func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

  func write(_ path: String, _ data: Data) throws {
    let url = url(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// Every file and folder below a path, hidden ones too, sorted.
  func contents(of path: String = "") -> [String] {
    let names = FileManager.default.enumerator(atPath: url(path).path)
    return (names?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// The bytes of every file below a path.
  func bytes(of path: String) throws -> [String: Data] {
    let files = contents(of: path).filter { !isFolder("\(path)/\($0)") }
    return try Dictionary(
      uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: url("\(path)/\($0)"))) })
  }

  private func isFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path + "/.")
  }
}

extension Workplace {
  static let columns = "period_start,period_end,value,unit,source,evidence,segment,basis,note\n"

  static let sources = """
    id,title,publisher,url,published,retrieved,licence
    ledger,Ledger of the chain,Beacon,https://example.org/ledger,2026-01-15,2026-01-20,CC0
    letter,Quarterly letter,Beacon,https://example.org/letter,2026-03-01,2026-03-02,CC0
    rumour,What people say,Press,,,2026-03-02,CC0

    """

  static let beacon = """
    name: Beacon
    token: {symbol: BCN, launched: 2024-05-01}
    category: wireless
    mechanism: burn-and-mint
    revenue_definition: fees paid by carriers
    bases:
      gross: revenue before refunds
    sources:
      revenue: [ledger, {source: letter, basis: gross}]
      tokens_emitted: [ledger, letter]
      price: [ledger, {source: ledger, basis: average}]
    series:
      jobs: {kind: flow, unit: count, meaning: jobs done, source: ledger, evidence: measured}

    """

  static let comet = """
    name: Comet
    token: {symbol: CMT}
    category: compute
    mechanism: none
    sources:
      price: [ledger]

    """

  /// Revenue of 100, 200, 300 and 400 against 1000 tokens a quarter at 0.5 USD.
  static let sample: [String: String] = [
    "sources.csv": sources,
    "beacon/network.yaml": beacon,
    "beacon/revenue.csv": columns + """
      2025-01-01,2025-03-31,100,USD,ledger,burn,,,
      2025-04-01,2025-06-30,200,USD,ledger,burn,,,
      2025-07-01,2025-09-30,300,USD,ledger,burn,,,
      2025-10-01,2025-12-31,400,USD,ledger,burn,,,
      2025-10-01,2025-12-31,450,USD,letter,operator,,gross,

      """,
    "beacon/tokens_emitted.csv": columns + """
      2025-01-01,2025-03-31,1000,token,ledger,measured,,,
      2025-04-01,2025-06-30,1000,token,ledger,measured,,,
      2025-07-01,2025-09-30,1000,token,ledger,measured,,,
      2025-10-01,2025-12-31,1000,token,letter,measured,,,

      """,
    "beacon/price.csv": columns + """
      2025-01-01,2025-12-31,0.5,USD/token,ledger,measured,,average,
      2025-09-30,2025-09-30,0.5,USD/token,ledger,measured,,,
      2025-12-31,2025-12-31,0.5,USD/token,ledger,measured,,,

      """,
    "beacon/jobs.csv": "date,value\n2025-12-30,7\n2025-12-31,9\n",
    "comet/network.yaml": comet,
    "comet/price.csv": columns + """
      2025-12-31,2025-12-31,2,USD/token,ledger,measured,,,

      """,
  ]
}
