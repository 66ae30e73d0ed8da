import DatasetLoading
import Foundation
import Hashing
package import Quantities
import TextRendering

/// Answers as they came, kept as evidence: a body, and beside it when and from where it came.
///
/// No body is ever overwritten: another answer to the same question gets a file of its own.
package struct ResponseCache {
  /// One answer that is kept.
  package struct Entry: Hashable, Sendable {
    /// The file of the body.
    package let path: String
    /// SHA-256 of the body.
    package let sha256: String
    /// The size in bytes.
    package let byteCount: Int
    /// The address, without its key.
    package let url: String
    package let status: Int
    /// Seconds since 1970 when it was received, and when the host last said that it still holds.
    package let received: Double
    package var checked: Double
    package var etag: String?
    package var lastModified: String?
    /// Seconds since 1970 by the host's clock when it answered, where it told.
    package var hostTime: Double?

    /// The day on which the host gave it out, which was not over then.
    ///
    /// Of two clocks the one behind decides, lest a day be taken for whole that is not; a host's clock
    /// that is days away is wrong.
    package var day: Day {
      let own = Timekeeper.day(of: received)
      guard let host = hostTime.map(Timekeeper.day), abs(host - own) <= 1 else { return own }
      return min(own, host)
    }
  }

  private let directory: String
  private let store: ([(path: String, content: [UInt8])]) throws -> Void

  /// - Parameters:
  ///   - directory: Where vendors' folders lie.
  ///   - store: Writes files whole or not at all, replacing what is there.
  package init(
    _ directory: String, store: @escaping ([(path: String, content: [UInt8])]) throws -> Void
  ) {
    (self.directory, self.store) = (directory, store)
  }

  /// The newest answer to a request that is still as it was written.
  func newest(_ request: Request, of vendor: String) -> Entry? {
    let folder = folder(of: request, vendor)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.ending) }
      .compactMap { entry(folder, $0, request) }
      .max { ($0.checked, $0.path) < ($1.checked, $1.path) }
  }

  /// The body of an answer; `nil` where it is no longer what was received.
  package func body(of entry: Entry) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: entry.path) else { return nil }
    let body = Array(data)
    return body.count == entry.byteCount && sha256(of: body) == entry.sha256 ? body : nil
  }

  /// Keeps an answer.
  func keep(
    _ response: Response, to request: Request, of vendor: String, at time: Double
  ) throws -> Entry {
    // A host that repeats the key would have it written down.
    let body = request.key?.key.redacted(response.body) ?? response.body
    let hash = sha256(of: body)
    let shown: (String) -> String = { request.key?.key.redacted($0) ?? $0 }
    var entry = Entry(
      path: "\(folder(of: request, vendor))/\(hash.prefix(12)).json", sha256: hash,
      byteCount: body.count,
      url: request.shown, status: response.status, received: time, checked: time)
    entry.etag = response.headers["etag"].map(shown)
    entry.lastModified = response.headers["last-modified"].map(shown)
    entry.hostTime = response.headers["date"].flatMap(WebDate.seconds)
    try store([(entry.path, body), (Self.record(entry.path), ResponseCache.text(of: entry))])
    return entry
  }

  /// Notes that the host was asked again and has nothing newer.
  func confirm(_ entry: Entry, at time: Double) throws -> Entry {
    var entry = entry
    entry.checked = time
    try store([(Self.record(entry.path), ResponseCache.text(of: entry))])
    return entry
  }

  // MARK: Files

  private static let ending = ".received.json"

  /// The file beside a body.
  private static func record(_ path: String) -> String {
    String(path.dropLast(".json".count)) + ending
  }

  /// The folder of a question, in whose name no part of it can be read.
  ///
  /// Thousands of questions are looked up one by one, so each has its own.
  private func folder(of request: Request, _ vendor: String) -> String {
    "\(directory)/\(vendor)/\(sha256(of: Array(request.identity.utf8)).prefix(16))"
  }

  private static func text(of entry: Entry) -> [UInt8] {
    let json = JSONValue.object([
      ("url", .string(entry.url)), ("status", .integer(entry.status)),
      ("received", .string(instant(entry.received))),
      ("checked", .string(instant(entry.checked))),
      ("sha256", .string(entry.sha256)), ("bytes", .integer(entry.byteCount)),
      ("etag", .string(entry.etag)), ("last_modified", .string(entry.lastModified)),
      ("host_date", .string(entry.hostTime.map(instant))),
    ])
    return Array(JSONWriter().text(of: json).utf8)
  }

  /// Reads a record; `nil` where it, or its body, is not what was written.
  private func entry(_ folder: String, _ name: String, _ request: Request) -> Entry? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
      let json = try? JSONReader.value(of: Array(data)),
      let url = json["url"]?.text, url == request.shown, let hash = json["sha256"]?.text,
      case .integer(let status)? = json["status"], case .integer(let count)? = json["bytes"],
      let received = json["received"]?.text.flatMap(seconds(of:)),
      let checked = json["checked"]?.text.flatMap(seconds(of:))
    else { return nil }
    var entry = Entry(
      path: "\(folder)/\(name.dropLast(Self.ending.count)).json", sha256: hash, byteCount: count,
      url: url, status: status, received: received, checked: checked)
    entry.etag = json["etag"]?.text
    entry.lastModified = json["last_modified"]?.text
    entry.hostTime = json["host_date"]?.text.flatMap(seconds(of:))
    return body(of: entry) == nil ? nil : entry
  }
}
