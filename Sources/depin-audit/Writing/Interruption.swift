import Foundation
import Synchronization

/// Puts off Ctrl-C and a request to end while files lie aside, so that they are cleared away.
///
/// At any other time nothing is half done, and the system ends the process as it always does.
enum Interruption {
  // A handler may store to an atomic and do little else.
  /// The signal that came; 0 for none.
  private static let pending = Atomic<Int32>(0)

  /// Does something that must be cleaned up after, then obeys the signal that came meanwhile.
  static func deferred<Result>(_ body: () throws -> Result) throws -> Result {
    pending.store(0, ordering: .relaxed)
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    let earlier = numbers.map { signal($0, remember) }
    for index in numbers.indices where isIgnored(earlier[index]) {
      signal(numbers[index], earlier[index])
    }
    defer {
      for index in numbers.indices { signal(numbers[index], earlier[index]) }
      let number = pending.load(ordering: .relaxed)
      // To the process, not to this thread: workers block signals.
      if number != 0 { kill(getpid(), number) }
    }
    return try body()
  }

  /// Stops where a signal has come.
  static func check() throws {
    if pending.load(ordering: .relaxed) != 0 { throw Failure("interrupted; nothing was written") }
  }

  /// Handles a signal.
  private static let remember: @convention(c) (Int32) -> Void = { number in
    pending.store(number, ordering: .relaxed)
  }

  /// Whether a signal was to be ignored, as `nohup` and scripts arrange for their children.
  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
