import DatasetLoading
import Quantities
import TextRendering

/// Reads the transfers of some days from a node: the blocks of the days first, then their logs, range
/// by range, then the times that logs lack.
///
/// What a node said of blocks of days that are over holds for ever, so that a run that was stopped
/// goes on where it was.
extension Fetcher {
  /// A block and the second in which it was made.
  private struct Block {
    let number: Int
    let time: Int
  }

  /// How many blocks are asked for at first; ranges begin at its multiples, so that a later run asks
  /// for the same ones.
  static let widestRange = 8192

  /// Seconds after which no block is taken back any more: Ethereum's are final after two epochs, 13
  /// minutes, and nodes of other chains may not know the word.
  private static let settling = 1800

  /// The answers in which the transfers stand, and those of blocks that tell their times.
  mutating func read(_ search: LogSearch) throws -> Result {
    var result = Result()
    result.isOneFile = true
    try checkContract(search)
    guard let (blocks, end) = try blocks(search) else { return result }
    result.through = end - 1
    var untimed: Set<Int> = []
    var (next, width) = (blocks.lowerBound, Fetcher.widestRange)
    while next < blocks.upperBound {
      let last = min(Fetcher.end(of: next, width), blocks.upperBound) - 1
      tell("blocks \(next) to \(last) of \(blocks.upperBound - 1)")
      do {
        let (body, entry) = try lasting(search.logs(next...last), &result)
        let logs = try logs(body, entry)
        untimed.formUnion(logs.untimed)
        if logs.count > 0 { result.pages.append(entry) }
        next = last + 1
      } catch let fault as FetchFault where fault.asksForLess && last > next {
        while width > 1, Fetcher.end(of: next, width) > last { width /= 2 }
      }
    }
    for number in untimed.sorted() {
      result.pages.append(try lasting(search.block(number), &result).entry)
    }
    return result
  }

  /// The block behind the range that holds a block.
  private static func end(of block: Int, _ width: Int) -> Int { (block / width + 1) * width }

  private mutating func checkContract(_ search: LogSearch) throws {
    let (entry, _) = try page(search.code)
    guard let code = value(of: entry)?["result"]?.text, code.utf8.count > 2 else {
      throw FetchFault(
        .notFound, search.code.shown, "has no contract at \(search.contract)",
        "name a node of the token's own chain with --endpoint, one chain in a run")
    }
  }

  // MARK: Blocks of days

  /// The blocks of the days that are asked for and over, and the day at the end, which is not.
  private mutating func blocks(_ search: LogSearch) throws -> (blocks: Range<Int>, end: Day)? {
    let newest = try block(page(search.newestBlock).entry, search.newestBlock)
    // A node that lags has not seen the whole of its own newest day.
    let end = min(search.today.seconds, (newest.time - Fetcher.settling) / 86_400 * 86_400)
    guard search.since.seconds < end, newest.number > 1 else { return nil }
    let oldest = try block(1, search)
    let first = try firstBlock(from: search.since.seconds, oldest, newest, search)
    let before = try block(max(1, first.number - 1), search)
    let behind = try firstBlock(from: end, before, newest, search)
    return (first.number..<behind.number, Day(number: Int32(clamping: end / 86_400)))
  }

  /// The first block that was made in a second or later, between one that was made before and one
  /// that was not.
  private mutating func firstBlock(
    from time: Int, _ oldest: Block, _ newest: Block, _ search: LogSearch
  ) throws -> Block {
    var (low, high, step) = (oldest, newest, 0)
    if low.time >= time { return low }
    while high.number - low.number > 1 {
      let middle = try block(Fetcher.guess(time, low, high, step), search)
      if middle.time < time { low = middle } else { high = middle }
      step += 1
    }
    return high
  }

  /// A block between two: blocks come at nearly even steps, so one a little before or behind the
  /// place on the line between them, and at times the one in the middle, lest uneven steps last.
  private static func guess(_ time: Int, _ low: Block, _ high: Block, _ step: Int) -> Int {
    let count = high.number - low.number
    let seconds = max(1, high.time - low.time)
    let share = min(max(Double(time - low.time) / Double(seconds), 0), 1)
    let margin = max(1, count / 64)
    let line = low.number + Int(share * Double(count))
    let place = step % 3 == 2 ? low.number + count / 2 : line + (step % 3 == 0 ? -margin : margin)
    return min(max(place, low.number + 1), high.number - 1)
  }

  private mutating func block(_ number: Int, _ search: LogSearch) throws -> Block {
    let request = search.block(number)
    let block = try block(page(request, isLasting: true).entry, request)
    guard block.number == number else {
      throw FetchFault(
        .rpcError, request.shown, "answers with block \(block.number) in place of \(number)",
        "name another node with --endpoint")
    }
    return block
  }

  private func block(_ entry: ResponseCache.Entry, _ request: Request) throws -> Block {
    guard let result = value(of: entry)?["result"],
      let number = LogSearch.count(result["number"]?.text),
      let time = LogSearch.count(result["timestamp"]?.text), max(number, time) < 1 << 48
    else {
      throw FetchFault(
        .rpcError, request.shown, "answers with a block that has no number or time",
        "name another node with --endpoint")
    }
    return Block(number: number, time: time)
  }

  // MARK: Logs

  /// How many logs an answer has, and the blocks of those that do not say their time.
  private func logs(
    _ body: JSONValue, _ entry: ResponseCache.Entry
  ) throws -> (count: Int, untimed: [Int]) {
    guard let logs = body["result"]?.elements else {
      throw FetchFault(
        .rpcError, entry.url, "answers with something that is no list of logs",
        "name another node with --endpoint")
    }
    let untimed = logs.filter { $0["blockTimestamp"]?.text == nil }
    return (logs.count, untimed.compactMap { LogSearch.count($0["blockNumber"]?.text) })
  }

  /// An answer that holds for ever.
  private mutating func lasting(
    _ request: Request, _ result: inout Result
  ) throws -> (body: JSONValue, entry: ResponseCache.Entry) {
    let (entry, isCached) = try page(request, isLasting: true)
    result.cached += isCached ? 1 : 0
    guard let body = value(of: entry) else {
      throw FetchFault(
        .cache, entry.path, "is no longer what was received", "delete it and run this again")
    }
    return (body, entry)
  }
}
