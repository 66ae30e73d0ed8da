import DatasetLoading
import TextRendering

/// A node of a chain, spoken to by JSON-RPC 2.0, and how nodes refuse.
package struct Node: Sendable {
  let address: WebAddress
  let key: SentKey?

  /// A question: a method and its parameters, a list in JSON.
  func ask(_ method: String, _ parameters: String = "[]") -> Request {
    let body = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(parameters)}"#
    return Request(
      address, headers: acceptJSON + [("Content-Type", "application/json")],
      body: Array(body.utf8), key: key)
  }

  /// Why a node gives no result; `nil` where it does.
  static func fault(in body: [UInt8], at place: String) -> FetchFault? {
    guard let answer = try? JSONReader.value(of: body) else {
      return FetchFault(.notData, place, "answers with JSON that is none", "try again later")
    }
    guard let error = answer["error"], !error.isNull else {
      guard let result = answer["result"], !result.isNull else {
        return FetchFault(
          .rpcError, place, "answers without a result", "ask a node that keeps all blocks")
      }
      return nil
    }
    let words = error["message"]?.text ?? "no reason given"
    let told = "the node refuses: \"\(excerpt(words))\""
    if isAboutSize(words) {
      return FetchFault(.rangeRefused, place, told, "name another node with --endpoint")
    }
    if isAboutRate(words) {
      return FetchFault(.rateLimit, place, told, "wait some minutes and run it again")
    }
    return FetchFault(.rpcError, place, told, "mend what is asked for under 'fetch:'")
  }

  /// Whether a node wants to be asked for fewer blocks, rather than less often.
  ///
  /// There is no code for it on which nodes agree; their words are all there is.
  static func isAboutSize(_ words: String) -> Bool {
    let words = words.lowercased()
    if wide.contains(where: words.contains) { return true }
    return !isAboutRate(words) && limited.contains(where: words.contains)
  }

  /// Whether a node wants to be asked less often.
  static func isAboutRate(_ words: String) -> Bool {
    let words = words.lowercased()
    return !wide.contains(where: words.contains) && often.contains(where: words.contains)
  }

  private static let wide = [
    "range", "response size", "results", "too wide", "too large", "blocks",
  ]
  private static let often = ["rate limit", "request", "per second", "capacity"]
  private static let limited = ["limit", "exceed", "too many", "more than", "timeout", "timed out"]
}

extension FetchFault {
  /// Whether fewer blocks may be answered.
  var asksForLess: Bool {
    switch rule {
    case .rangeRefused, .tooLarge, .tooSlow: true
    // Some nodes refuse with a status, and words in the body.
    case .httpStatus, .serverFault: Node.isAboutSize(problem)
    default: false
    }
  }
}

extension JSONValue {
  var isNull: Bool { if case .null = self { true } else { false } }
}
