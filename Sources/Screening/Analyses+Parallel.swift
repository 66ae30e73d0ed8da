import EconomicMetrics
import Quantities

extension [NetworkAnalysis] {
  /// Works on every network, on all processors.
  ///
  /// An analysis remembers what it has computed, so each is left to one task alone; nothing that
  /// analyses share can be changed.
  ///
  /// - Precondition: No analysis is listed twice.
  /// - Returns: The results, in the order of the networks.
  func inParallel<Result: Sendable>(
    _ work: @Sendable (NetworkAnalysis) -> Result
  ) -> [Result] {
    precondition(Set(map(ObjectIdentifier.init)).count == count, "a network is listed twice")
    nonisolated(unsafe) let networks = self
    let (count, pieces) = (count, Swift.min(count, 64))
    return Quantities.inParallel(pieces) { piece in
      let places = count * piece / pieces..<count * (piece + 1) / pieces
      return unsafe networks[places].map(work)
    }.flatMap(\.self)
  }
}
