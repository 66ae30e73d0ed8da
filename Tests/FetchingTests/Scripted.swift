import Foundation
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

/// A node that answers what a test computes of a question.
final class ScriptedNode: Transport {
  private let answer: (_ method: String, _ text: String) -> String
  private(set) var questions: [String] = []

  init(_ answer: @escaping (_ method: String, _ text: String) -> String) { self.answer = answer }

  func exchange(_ request: Request) throws(TransportFault) -> Response {
    let text = String(decoding: request.body ?? [], as: UTF8.self)
    questions.append(text)
    let start = text.firstRange(of: #""method":""#)?.upperBound ?? text.endIndex
    let method = String(text[start...].prefix { $0 != "\"" })
    return Response(status: 200, body: Array(answer(method, text).utf8))
  }
}

extension Fetcher {
  /// A fetcher that asks a node without waiting, 200 times at most, and keeps answers in a folder.
  init(_ endpoint: any Endpoint, _ contact: Contact, _ node: ScriptedNode, _ folder: String) {
    let clock = StoppedClock()
    let cache = ResponseCache(folder) { files in
      for (path, content) in files {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content).write(to: url)
      }
    }
    self.init(
      endpoint, contact, Client(node, gap: 0, time: clock.timekeeper), cache,
      .init(freshFor: 3600, mostRequests: 200, time: clock.timekeeper))
  }
}
