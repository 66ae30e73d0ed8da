import DatasetLoading
import Quantities
import TextRendering

/// Reads the transactions of some days from a node of Solana: the signatures of an account first, newest
/// first, then each transaction.
///
/// What was before a signature holds for ever. A page ends with its month, so that pages of months that
/// are over begin where they began in an earlier run, and are not asked for again.
extension Fetcher {
  /// A transaction in the list of an account.
  private struct Listed {
    let signature: String
    /// In seconds; `nil` where the node does not know it.
    let time: Int?
    let hasFailed: Bool
  }

  /// The answers in which the transactions stand, oldest first.
  mutating func read(_ search: TransactionSearch) throws -> Result {
    var result = Result()
    result.isOneFile = true
    guard let seconds = try seconds(search) else { return result }
    result.through = Day(number: Int32(clamping: seconds.upperBound / 86_400)) - 1
    var (found, seen): ([Listed], Set<String>) = ([], [])
    for account in try accounts(search) {
      // A transaction that names two accounts is in both lists.
      found += try list(account, seconds, search).filter { seen.insert($0.signature).inserted }
    }
    for (index, listed) in found.reversed().enumerated() {
      tell("transaction \(index + 1) of \(found.count)")
      let (entry, isCached) = try page(search.transaction(listed.signature), isLasting: true)
      result.pages.append(entry)
      result.cached += isCached ? 1 : 0
    }
    return result
  }

  // MARK: Days

  /// The days that are asked for and over, in seconds.
  private mutating func seconds(_ search: TransactionSearch) throws -> Range<Int>? {
    let newest = try count(search.newestSlot)
    // A node that lags has not seen the whole of its own newest day.
    let day = try count(search.time(of: newest), isLasting: true) / 86_400 * 86_400
    let end = min(search.today.seconds, day)
    guard search.since.seconds < end else { return nil }
    let oldest = try count(search.oldestSlot)
    guard oldest > 0 else { return search.since.seconds..<end }
    let first = try count(search.time(of: oldest), isLasting: true)
    guard first <= search.since.seconds else {
      let day = Day(number: Int32(clamping: first / 86_400))
      throw FetchFault(
        .rpcError, search.oldestSlot.shown, "keeps no block from before \(day)",
        "name a node that keeps all with --endpoint, or give --since \(day + 1)")
    }
    return search.since.seconds..<end
  }

  private mutating func count(_ request: Request, isLasting: Bool = false) throws -> Int {
    let result = try result(request, isLasting: isLasting)
    guard case .integer(let count) = result, (0..<(1 << 48)).contains(count) else {
      throw unexpected(request, "no count")
    }
    return count
  }

  // MARK: Lists

  /// The accounts whose transactions are read.
  private mutating func accounts(_ search: TransactionSearch) throws -> [String] {
    if let account = search.account { return [account] }
    guard search.event == .incinerated else { return [search.mint] }
    let request = search.lostAccounts
    guard let holdings = try result(request)["value"]?.elements else {
      throw unexpected(request, "no list of accounts")
    }
    return try holdings.map { holding in
      guard let account = holding["pubkey"]?.text, Solana.isPlain(account) else {
        throw unexpected(request, "an account without an address")
      }
      return account
    }
  }

  /// The transactions of an account within some seconds that did not fail, newest first.
  private mutating func list(
    _ account: String, _ seconds: Range<Int>, _ search: TransactionSearch
  ) throws -> [Listed] {
    var (found, cursors): ([Listed], Set<String>) = ([], [])
    var last: String?
    while true {
      let request = search.signatures(of: account, before: last)
      let page = try listed(request, isLasting: last != nil)
      let part = Fetcher.oneMonth(of: page, until: seconds.upperBound)
      guard let end = part.last else { return found }
      guard cursors.insert(end.signature).inserted else {
        throw unexpected(request, "signatures that it gave before")
      }
      found += part.filter { !$0.hasFailed && $0.time.map(seconds.contains) ?? true }
      if let time = part.compactMap(\.time).last, time < seconds.lowerBound { return found }
      last = end.signature
      tell("\(found.count) transactions so far")
    }
  }

  /// The first entries, as far as they are of one month, or of the days that are not over.
  private static func oneMonth(of page: [Listed], until end: Int) -> ArraySlice<Listed> {
    func month(_ time: Int) -> Day? {
      time < end ? Day(number: Int32(clamping: time / 86_400)).startOfMonth : nil
    }
    guard let first = page.lazy.compactMap(\.time).first else { return page[...] }
    let own = month(first)
    return page.prefix { $0.time.map(month) ?? own == own }
  }

  private mutating func listed(_ request: Request, isLasting: Bool) throws -> [Listed] {
    guard let entries = try result(request, isLasting: isLasting).elements else {
      throw unexpected(request, "no list of signatures")
    }
    return try entries.map { entry in
      guard let signature = entry["signature"]?.text, Solana.isPlain(signature) else {
        throw unexpected(request, "an entry without a signature")
      }
      var time: Int?
      if case .integer(let seconds)? = entry["blockTime"] { time = seconds }
      return Listed(
        signature: signature, time: time, hasFailed: entry["err"].map { !$0.isNull } ?? false)
    }
  }

  private mutating func result(_ request: Request, isLasting: Bool = false) throws -> JSONValue {
    let (entry, _) = try page(request, isLasting: isLasting)
    guard let result = value(of: entry)?["result"] else { throw unexpected(request, "no result") }
    return result
  }

  private func unexpected(_ request: Request, _ words: String) -> FetchFault {
    FetchFault(
      .rpcError, request.shown, "answers with \(words)", "name another node with --endpoint")
  }
}
