import Fetching
import Foundation
import Importing
import Quantities
import SeriesStore

/// Asks vendors for series, one after the other, and joins what they gave to the datasets.
struct FetchRun {
  private(set) var tasks: [FetchTask]
  /// What the user has to know beside the outcomes.
  private(set) var remarks: [String] = []
  /// How many requests went out.
  private(set) var requests = 0
  /// The folder of the state before, where something was written.
  private(set) var vintage: String?

  private let since: Day?
  private let cache: ResponseCache
  private let run: Fetcher.Run
  private let keys: KeyRing

  /// Prepares to ask for some series, from a day on or for what is missing.
  init(_ tasks: [FetchTask], since: Day?, _ options: ConnectionOptions) throws {
    self.tasks = tasks.sorted {
      ($0.rule.vendor, $0.network, $0.rule.series) < ($1.rule.vendor, $1.network, $1.rule.series)
    }
    self.since = since
    cache = ResponseCache(try options.cacheFolder()) { try write($0, force: true) }
    run = Fetcher.Run(freshFor: Double(options.maxAge) * 60, mostRequests: options.requests)
    keys = try options.keyRing()
  }

  /// Asks for everything, vendor by vendor.
  mutating func ask(_ options: ConnectionOptions) throws {
    let (addresses, transport) = (try options.addresses(), try options.transport())
    var policy = RetryPolicy()
    policy.retries = options.retries
    for endpoint in Endpoints.all {
      let vendor = endpoint.vendor
      let indices = tasks.indices.filter { tasks[$0].rule.vendor == vendor }
      guard !indices.isEmpty else { continue }
      let client = Client(transport, gap: endpoint.gap, policy: policy) { news in
        Terminal.progress("\(vendor): \(news)")
      }
      let contact = Contact(keys, replacement: addresses[vendor])
      var fetcher = Fetcher(endpoint, contact, client, cache, run) { news in
        Terminal.progress("\(vendor): \(news)")
      }
      for (number, index) in indices.enumerated() {
        let task = tasks[index]
        Terminal.progress(
          "\(vendor): \(task.network) \(task.rule.series) (\(number + 1) of \(indices.count))")
        ask(index, endpoint, &fetcher)
      }
      requests += fetcher.requests
      noteClock(of: vendor, fetcher.skew)
    }
    Terminal.progress("")
  }

  /// Asks for one series; what fails leaves the others as they are.
  private mutating func ask(
    _ index: Int, _ endpoint: any Endpoint, _ fetcher: inout Fetcher
  ) {
    let task = tasks[index]
    let wish = SeriesWish(
      series: task.rule.series, id: task.rule.id, metric: task.rule.metric,
      account: task.rule.account, since: since(of: task), today: run.time.today)
    do {
      let result = try fetcher.fetch(wish)
      (tasks[index].outcome.pages, tasks[index].outcome.cached) = (result.pages, result.cached)
      tasks[index].outcome.isOneFile = result.isOneFile
      tasks[index].outcome.through = result.through
      tasks[index].word = endpoint.word(of: wish)
    } catch let fault as WishFault {
      fail(index, "\(task.place): \(fault.problem); \(fault.remedy) [fetch-rule]")
    } catch {
      fail(index, "\(error)")
    }
  }

  private mutating func fail(_ index: Int, _ problem: String) {
    let problem = keys.redacted(problem)
    tasks[index].outcome.problem = problem
    (tasks[index].outcome.added, tasks[index].outcome.same) = (0, 0)
    tasks[index].outcome.through = nil
    Terminal.progress("")
    let task = tasks[index]
    say("\(task.network) \(task.rule.series): \(problem)")
  }

  /// The day from which a series is asked for: as told, else a week before the oldest of the ends that
  /// the vendor's series of this id have, so that one answer does for all of them.
  private func since(of task: FetchTask) -> Day? {
    if let since { return since }
    let together = tasks.filter {
      $0.network == task.network && $0.rule.vendor == task.rule.vendor && $0.rule.id == task.rule.id
    }
    let ends = together.compactMap(\.lastOwnDay)
    return ends.count == together.count ? ends.min().map { $0 - 7 } : nil
  }

  // MARK: Joining

  /// Joins what was received to the datasets, each series whole or not at all, and writes the change.
  mutating func join(
    to folders: FolderOptions, acceptsRestatement: Bool, isTrial: Bool
  ) throws {
    var update = try DatasetUpdate(folders, isTrial: isTrial)
    defer { update.release() }
    for index in tasks.indices where tasks[index].outcome.problem == nil {
      do {
        var trial = update
        try join(index, to: &trial)
        if !acceptsRestatement { try refuseRestatement(of: tasks[index]) }
        update = trial
      } catch {
        fail(index, "\(error)")
      }
    }
    remarks += update.merge.remarks
    try update.check()
    if !isTrial { vintage = try update.write(keeping: nil) }
  }

  private mutating func join(_ index: Int, to update: inout DatasetUpdate) throws {
    let task = tasks[index]
    let target = try update.target(task.network)
    let count = update.merge.outcomes.count
    for part in try parts(of: task) {
      let (harvest, vendor) = try harvest(part, task, decimals: target.profile.decimals)
      guard !harvest.series.isEmpty else { continue }
      let source = SourceStatement(
        vendor, network: task.network, named: target.profile.name, id: task.source,
        retrieved: part.day)
      try update.join(harvest, to: target, source: source)
    }
    for outcome in update.merge.outcomes[count...] { tasks[index].note(outcome) }
    if task.outcome.isOneFile, update.merge.outcomes.count == count {
      remarks.append("\(task.network) \(task.rule.series): nothing of it happened in these days")
    }
  }

  /// Something received that is read by itself.
  private struct Part {
    let file: ImportFile
    /// When it was received.
    let day: Day
    /// Whether its newest day is over.
    let keepsNewestDay: Bool
  }

  /// The pages of a series, each by itself or all of them as one list of answers.
  private func parts(of task: FetchTask) throws -> [Part] {
    let pages = task.outcome.pages
    guard task.outcome.isOneFile else {
      return try pages.enumerated().map { number, page in
        Part(
          file: try ImportFile(path: page.path), day: page.day,
          keepsNewestDay: number < pages.count - 1)
      }
    }
    guard let first = pages.first, let day = pages.map(\.day).max() else { return [] }
    var bytes = Array("[".utf8)
    for (number, page) in pages.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += cache.body(of: page) ?? []
    }
    bytes.append(UInt8(ascii: "]"))
    let name = first.path + (pages.count > 1 ? " and \(pages.count - 1) more" : "")
    return [Part(file: ImportFile(name: name, bytes: bytes), day: day, keepsNewestDay: true)]
  }

  private func harvest(
    _ part: Part, _ task: FetchTask, decimals: Int?
  ) throws -> (Harvest, Vendor) {
    let importer = Importer(VendorFormats.named(task.rule.vendor))
    let format = try importer.recognise(part.file).format
    let names = task.word.map { [$0: task.rule.series] } ?? [:]
    var wish = ImportWish(
      retrieved: part.day, series: task.rule.series, names: names,
      keepsNewestDay: part.keepsNewestDay, decimals: decimals)
    if task.outcome.isOneFile {
      // A transaction may burn two tokens, and mint one that another burns.
      (wish.project, wish.event) = (task.rule.id, task.rule.metric)
      wish.remark = task.rule.account.map { "of transactions that name \($0)" }
    }
    return (try importer.read(part.file, as: format, wish), format.vendor)
  }

  /// Refuses values that the vendor changed.
  private func refuseRestatement(of task: FetchTask) throws {
    guard let (path, first) = task.outcome.restated.first else { return }
    let rest = task.outcome.restated.count - 1
    throw Failure(
      "\(path):\(first.line): \(task.rule.vendor) now says \(first.new) for \(first.start), where "
        + "the row has \(first.old)" + (rest > 0 ? ", and \(rest) more" : "")
        + "; look at them, then give --accept-restatement [restated]")
  }

  /// A clock that is wrong makes a day look whole that is not.
  private mutating func noteClock(of vendor: String, _ skew: Double?) {
    guard let skew, abs(skew) > 300 else { return }
    let minutes = Int((abs(skew) / 60).rounded())
    remarks.append(
      "\(vendor)'s clock is \(minutes) minutes \(skew > 0 ? "ahead of" : "behind") this machine's; "
        + "check which one is right")
  }
}

extension FetchTask {
  /// Adds what joining one page did.
  fileprivate mutating func note(_ merged: MergeOutcome) {
    outcome.added += merged.added
    outcome.same += merged.same
    outcome.restated += merged.restated.map { (merged.path, $0) }
    let days = outcome.days ?? merged.days
    outcome.days =
      min(days.lowerBound, merged.days.lowerBound)...max(days.upperBound, merged.days.upperBound)
  }
}
