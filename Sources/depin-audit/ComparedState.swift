import Assurance
import Foundation
import TextRendering

/// What a path of something to compare names.
enum ComparedState {
  case datasets
  case facts(FactsFile, sha256: String)

  init(_ path: String) throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: path + "/.") {
      guard manager.fileExists(atPath: "\(path)/\(Manifest.fileName)") else {
        self = .datasets
        return
      }
      let names = ["facts.json", "facts.csv"].map { "\(path.withoutSlash)/\($0)" }
      guard let file = names.first(where: manager.fileExists) else {
        throw Failure(
          "\(path): is a report without facts; make it again with --formats json among others")
      }
      self = try .facts(of: file)
    } else if path.hasSuffix(".json") || path.hasSuffix(".csv") {
      self = try .facts(of: path)
    } else {
      self = .datasets
    }
  }

  /// Reads a file by its ending; a manifest beside a `facts.csv` tells which report it is of.
  private static func facts(of path: String) throws -> ComparedState {
    let bytes = try PlainFile.bytes(of: path, atMost: FactsFile.largestFile)
    var facts: FactsFile
    do throws(FactsFile.Fault) {
      facts = path.hasSuffix(".csv") ? try FactsFile(csv: bytes) : try FactsFile(json: bytes)
    } catch {
      throw Failure("\(path)\(error.line.map { ":\($0)" } ?? ""): \(error.problem)")
    }
    if facts.identity == nil { facts.identity = identity(beside: path) }
    return .facts(facts, sha256: HashedFile(path: "facts", content: bytes).sha256)
  }

  private static func identity(beside path: String) -> [String: String]? {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let manifest = (folder + [Substring(Manifest.fileName)]).joined(separator: "/")
    guard let text = try? PlainFile.bytes(of: manifest, atMost: Manifest.largestFile),
      let document = try? JSONReader.value(of: text)
    else { return nil }
    return ReportIdentity.members(of: document)
  }
}

extension String {
  /// A path of a folder as places begin with it.
  var withoutSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()).withoutSlash : self
  }
}
