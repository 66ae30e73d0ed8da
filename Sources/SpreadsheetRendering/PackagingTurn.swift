import Foundation
internal import Quantities

/// Lets workbooks be packed at the same time only where they carry the same date.
///
/// While it packs a file the library turns its date into text through the C function `gmtime`, whose
/// result all threads share: files of two dates would now and then get each other's. Same dates make
/// the same result, so that workbooks of one report are still packed side by side.
final class PackagingTurn: @unchecked Sendable {
  private static let shared = PackagingTurn()

  private let condition = NSCondition()
  private var date: Day?
  private var packing = 0

  /// Packs a workbook of a date.
  static func pack<Result>(_ date: Day, _ work: () -> Result) -> Result {
    shared.enter(date)
    defer { shared.leave() }
    return work()
  }

  private func enter(_ day: Day) {
    condition.lock()
    defer { condition.unlock() }
    while packing > 0, date != day { condition.wait() }
    (date, packing) = (day, packing + 1)
  }

  private func leave() {
    condition.lock()
    defer { condition.unlock() }
    packing -= 1
    condition.broadcast()
  }
}
