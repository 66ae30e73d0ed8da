import DatasetLoading
import TextRendering

/// A fault of a manifest: where it is, what is wrong and what to do.
package struct ManifestFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, where the file is no JSON.
  package let line: Int?
  /// The fault in words: the member, what is wrong with it, the remedy.
  package let description: String

  init(line: Int? = nil, _ description: String) {
    (self.line, self.description) = (line, description)
  }
}

extension Manifest {
  /// Files above it are no manifests: as many bytes as some hundred thousand files take.
  package static let largestFile = 64 << 20

  /// Reads a manifest that anybody may have written.
  ///
  /// - Throws: The first fault.
  package init(file: [UInt8]) throws(ManifestFault) {
    guard file.count <= Manifest.largestFile else {
      throw ManifestFault(
        "has more than \(Manifest.largestFile >> 20) MiB; give the one that depin-audit wrote")
    }
    let document: JSONValue
    do throws(JSONReader.Fault) {
      document = try JSONReader.value(of: file)
    } catch {
      throw ManifestFault(line: error.line, "\(excerpt(error.problem)); restore the file")
    }
    let members = try Members(document, at: "")
    guard try members.text("tool") == Manifest.tool else {
      throw members.fault("tool", "is not '\(Manifest.tool)'")
    }
    let inputs = try members.files("inputs")
    let outputs = try members.files("outputs")
    for reserved in [Manifest.fileName, Manifest.signatureName] {
      if outputs.contains(where: { $0.path == reserved }) {
        throw members.fault("outputs", "lists \(reserved), which lists the others")
      }
    }
    self.init(
      release: try members.text("release"), period: try members.text("period"),
      asOf: try members.text("as_of"), knownBy: try members.textOrNull("known_by"),
      policies: try members.textsByName("policies"), inputs: inputs, outputs: outputs,
      request: try members.request,
      libraries: try members.textsByName("libraries").map(Library.init))
  }
}

/// The members of an object, asked for by name and kind.
private struct Members {
  private let value: JSONValue
  /// Where the object stands: `outputs[3]`; empty for the whole.
  private let place: String

  init(_ value: JSONValue, at place: String) throws(ManifestFault) {
    guard case .object = value else {
      throw ManifestFault("\(place.isEmpty ? "is" : place + " is") no object; restore the file")
    }
    (self.value, self.place) = (value, place)
  }

  func fault(_ name: String, _ problem: String) -> ManifestFault {
    let member = place.isEmpty ? name : "\(place).\(name)"
    return ManifestFault("\(member) \(problem); restore the file, or make the report again")
  }

  private func member(_ name: String) throws(ManifestFault) -> JSONValue {
    guard let member = value[name] else { throw fault(name, "is not there") }
    return member
  }

  func text(_ name: String) throws(ManifestFault) -> String {
    guard let text = try member(name).text else { throw fault(name, "is no text") }
    return text
  }

  func textOrNull(_ name: String) throws(ManifestFault) -> String? {
    if case .null = try member(name) { return nil }
    return try text(name)
  }

  private func elements(_ name: String) throws(ManifestFault) -> [JSONValue] {
    guard let elements = try member(name).elements else { throw fault(name, "is no list") }
    return elements
  }

  private func texts(_ name: String) throws(ManifestFault) -> [String] {
    var texts: [String] = []
    for element in try elements(name) {
      guard let text = element.text else { throw fault(name, "holds what is no text") }
      texts.append(text)
    }
    return texts
  }

  func textsByName(_ name: String) throws(ManifestFault) -> [(name: String, value: String)] {
    guard case .object(let members) = try member(name) else {
      throw fault(name, "is no object")
    }
    var texts: [(name: String, value: String)] = []
    for member in members {
      guard let text = member.value.text else {
        throw fault("\(name).\(excerpt(member.name))", "is no text")
      }
      texts.append((member.name, text))
    }
    return texts
  }

  var request: Manifest.Request {
    get throws(ManifestFault) {
      let folders = try texts("datasets")
      let request = Manifest.Request(
        folders: folders.count, networks: try texts("networks"), formats: try texts("formats"),
        previous: try previous, edition: try edition)
      guard !folders.isEmpty, folders == request.datasets else {
        throw fault("datasets", "is not Datasets, Overlay, Overlay2 and so on")
      }
      return request
    }
  }

  private var edition: String? {
    get throws(ManifestFault) { value["edition"] == nil ? nil : try text("edition") }
  }

  private var previous: Manifest.Previous? {
    get throws(ManifestFault) {
      guard let value = value["previous"] else { return nil }
      let members = try Members(value, at: "previous")
      guard let kind = Manifest.Previous.Kind(rawValue: try members.text("of")) else {
        throw members.fault("of", "is neither datasets nor facts")
      }
      return Manifest.Previous(kind, sha256: try members.hash("sha256"))
    }
  }

  private func hash(_ name: String) throws(ManifestFault) -> String {
    let hash = try text(name)
    guard hash.utf8.count == 64, hash.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    else { throw fault(name, "is not 64 digits of 0 to 9 and a to f") }
    return hash
  }

  func files(_ name: String) throws(ManifestFault) -> [HashedFile] {
    var (files, paths) = ([HashedFile](), Set<String>())
    for (index, element) in try elements(name).enumerated() {
      let members = try Members(element, at: "\(name)[\(index)]")
      let file = try members.file
      guard paths.insert(file.path).inserted else {
        throw members.fault("path", "'\(excerpt(file.path))' stands twice")
      }
      files.append(file)
    }
    return files
  }

  private var file: HashedFile {
    get throws(ManifestFault) {
      let path = try text("path")
      guard path.isInside else {
        throw fault(
          "path", "'\(excerpt(path))' does not lie in the folder or is no plain path")
      }
      let hash = try hash("sha256")
      guard case .integer(let count) = try member("bytes"), count >= 0 else {
        throw fault("bytes", "is no count")
      }
      return HashedFile(path: path, sha256: hash, byteCount: count)
    }
  }
}

extension String {
  /// Whether it is a path below a folder that names each step: not absolute, and without `..`.
  fileprivate var isInside: Bool {
    utf8.count <= 4096 && !utf8.contains(0)
      && split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0 != "." && $0 != ".."
      }
  }
}
