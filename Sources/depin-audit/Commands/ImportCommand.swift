import ArgumentParser
import DatasetLoading
import Foundation
import Importing
import Quantities
import SeriesStore
import TextRendering

/// Joins files as vendors give them out to the datasets.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Join files as vendors give them out to the datasets.",
    discussion: """
      Recognises vendor and form by the content, says why, turns the values into rows of the data
      contract and joins these to the files of a network. A value that the datasets hold otherwise is
      a restatement: it is shown, and nothing is written without --accept-restatement. The state
      before is kept for `depin-audit diff`.

      EXAMPLES:
        depin-audit import hnt-usd-max.csv --network helium --dry-run
        depin-audit import hnt-usd-max.csv --network helium --series price
        depin-audit import query.csv --network helium --map burned=tokens_burned
      """)

  enum Format: String, OutputForm { case table, json }

  @Argument(
    help: .init("Files to import; - is standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Option(help: "The network that the figures are of, by folder name.", completion: .networks)
  var network: String
  @OptionGroup var reading: ImportOptions
  @OptionGroup var joining: JoinOptions
  @OptionGroup var out: OutputOptions<Format>
  @OptionGroup var folders: FolderOptions

  func run() throws {
    let format = try out.form()
    let read = try reading.read(files) {
      let dataset = try folders.load().loaded.dataset
      return (dataset.networks + dataset.benchmarks).first { $0.id == network }?.profile.decimals
    }
    let report = try joining.join(read, to: network, reading, folders)
    try out.deliver(
      format == .json ? JSONWriter().text(of: report.json) : report.text)
    if case .refused = report.ending {
      say(
        "depin-audit: the vendor changed figures that the datasets hold; look at them, then give "
          + "--accept-restatement")
      throw ExitCode(1)
    }
  }
}

/// How files are to be understood.
struct ImportOptions: ParsableArguments {
  @Option(help: "The only series to take.", completion: .metrics) var series: String?
  @Option(
    help: .init("Vendor or form, where the content leaves a doubt.", valueName: "id"))
  var vendor = "auto"
  @Option(help: .init("The one to take of a file with several.", valueName: "name"))
  var project: String?
  @Option(
    name: .customLong("map"),
    help: .init(
      "The series that a column or word of the file is; may be given again.",
      valueName: "word=series"))
  var names: [SeriesName] = []
  @Option(
    help: .init("When the vendor gave the file out (default: today, UTC).", valueName: "day"))
  var retrieved: Day?
  @Flag(help: "The newest day of the file is whole, though its form does not show it.")
  var keepNewest = false
  @Option(
    help: .init(
      "Decimals of the token, for files that count its smallest units (default: the profile's).",
      valueName: "count"))
  var decimals: Int?

  /// The day of retrieval.
  var day: Day { retrieved ?? .today }

  func validate() throws {
    if let decimals, !(0...255).contains(decimals) {
      throw ValidationError("--decimals \(decimals): give a count from 0 to 255")
    }
    guard vendor == "auto" || !VendorFormats.named(vendor).isEmpty else {
      let known = VendorFormats.all.flatMap { [$0.vendor.id, $0.id] }
      throw ValidationError(
        unknown(
          "vendor or form", vendor, known,
          else: "there is " + VendorFormats.all.map(\.id).joined(separator: ", ")))
    }
  }

  /// Reads files, or says what is wrong with each of them.
  ///
  /// - Parameters:
  ///   - files: Their paths.
  ///   - profileDecimals: The decimals that the network's profile states, read where a file needs them.
  /// - Returns: What stands in each.
  /// - Throws: A `Failure` where one cannot be read.
  func read(
    _ files: [String], _ profileDecimals: () throws -> Int?
  ) throws -> [ImportReport.ReadFile] {
    var read: [ImportReport.ReadFile] = []
    var faults = 0
    for file in files {
      Terminal.progress("reading \(file)")
      do {
        read.append(try self.read(file, profileDecimals))
      } catch let fault as ImportFault {
        Terminal.progress("")
        say("\(fault)")
        faults += 1
      }
    }
    Terminal.progress("")
    guard faults == 0 else {
      throw Failure(
        "nothing was imported: \(counted(faults, "file")) cannot be; mend what is said above")
    }
    return read
  }

  private func read(
    _ path: String, _ profileDecimals: () throws -> Int?
  ) throws -> ImportReport.ReadFile {
    let file = path == "-" ? try ImportFile.standardInput() : try ImportFile(path: path)
    let importer =
      vendor == "auto" ? Importer() : Importer(VendorFormats.named(vendor))
    let found = try importer.recognise(file)
    let wish = ImportWish(
      retrieved: day, project: project, series: series,
      names: Dictionary(names.map { ($0.word, $0.series) }, uniquingKeysWith: { $1 }),
      keepsNewestDay: keepNewest,
      decimals: found.format.countsSmallestUnits ? try decimals ?? profileDecimals() : nil)
    return ImportReport.ReadFile(
      name: file.name, format: found.format, reason: found.reason,
      harvest: try importer.read(file, as: found.format, wish))
  }
}

/// How rows are to be joined to the datasets.
struct JoinOptions: ParsableArguments {
  @Option(
    help: .init(
      "Source that rows carry (default: the vendor's id and the network's).", valueName: "id"))
  var source: String?
  @Option(help: .init("Address of the page that the figures are from.", valueName: "url"))
  var url: String?
  @Option(help: .init("When the vendor published the figures, where known.", valueName: "day"))
  var published: Day?
  @Flag(help: "Take what the vendor changed.") var acceptRestatement = false
  @Flag(help: "Say what would be done, and write nothing.") var dryRun = false
  @Option(
    help: .init(
      "Folder for the state before (default: the next number in .vintages).", valueName: "dir"),
    completion: .directory)
  var keep: String?

  /// Joins what was read, and writes it unless that is refused or not wanted.
  func join(
    _ files: [ImportReport.ReadFile], to network: String, _ reading: ImportOptions,
    _ folders: FolderOptions
  ) throws -> ImportReport {
    var update = try DatasetUpdate(folders, isTrial: dryRun)
    defer { update.release() }
    let target = try update.target(network)
    for file in files {
      var source = SourceStatement(
        file.format.vendor, network: network, named: target.profile.name, id: self.source,
        retrieved: reading.day)
      source.published = published
      if let url { source.url = url }
      do throws(ImportFault) {
        try update.join(file.harvest, to: target, source: source)
      } catch {
        say("\(error.in(file.name))")
        throw Failure("nothing was imported; mend what is said above")
      }
    }
    let isRefused =
      !acceptRestatement && update.merge.outcomes.contains { !$0.restated.isEmpty }
    if isRefused { return ImportReport(files: files, merge: update.merge, ending: .refused) }
    try update.check()
    let paths = update.merge.changes.map(\.path)
    let ending: ImportReport.Ending =
      dryRun ? .trial(paths) : .written(paths, vintage: try update.write(keeping: keep))
    return ImportReport(files: files, merge: update.merge, ending: ending)
  }
}

/// What `--map` says: `burned=tokens_burned`.
struct SeriesName: ExpressibleByArgument {
  let word: String
  let series: String

  init?(argument: String) {
    // The series has no sign in its name; a column may have.
    guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex else { return nil }
    word = String(argument[..<sign])
    series = String(argument[argument.index(after: sign)...])
    guard !series.isEmpty else { return nil }
  }
}
