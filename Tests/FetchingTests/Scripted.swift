import Synchronization

@testable import Fetching

/// A host that answers what a test tells it to, one answer after the other, the last one for ever.
final class Scripted: Transport {
  private let answers: [Result<Response, TransportFault>]
  private(set) var requests: [Request] = []

  init(_ answers: [Result<Response, TransportFault>]) { self.answers = answers }

  func exchange(_ request: Request) throws(TransportFault) -> Response {
    requests.append(request)
    return try answers[min(requests.count, answers.count) - 1].get()
  }
}

extension Result where Success == Response, Failure == TransportFault {
  /// An answer with a status, headers and a text.
  static func answer(_ status: Int, _ headers: [String: String] = [:], _ text: String = "") -> Self
  {
    .success(Response(status: status, headers: headers, body: Array(text.utf8)))
  }
}

/// A clock that only moves while somebody sleeps, and notes for how long.
final class StoppedClock: Sendable {
  private let state: Mutex<(now: Double, sleeps: [Double])>

  init(at now: Double = 1_800_000_000) { state = Mutex((now, [])) }

  var sleeps: [Double] { state.withLock { $0.sleeps } }

  func move(_ seconds: Double) { state.withLock { $0.now += seconds } }

  var timekeeper: Timekeeper {
    Timekeeper(
      now: { self.state.withLock { $0.now } },
      sleep: { seconds in
        self.state.withLock {
          $0.now += seconds
          $0.sleeps.append(seconds)
        }
      })
  }
}
