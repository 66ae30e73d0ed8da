import Assurance
import TestSupport
import Testing
import TextRendering

@Suite struct ManifestTests {
  private static let manifest = Manifest(
    release: "0.1.0", period: "2025Q4", asOf: "2025-12-31", knownBy: nil,
    policies: [("valuation", "then"), ("days_in_year", "365")],
    inputs: ["Datasets/b.csv", "Datasets/a.csv"].map { .init(path: $0, content: [1, 2]) },
    outputs: [.init(path: "charts/é \"x\".svg", content: [])],
    request: .init(folders: 3, networks: ["b", "a", "b"], formats: ["xlsx", "md"]),
    libraries: [.init(name: "zlib", version: "1.2.13")])

  private static var text: String { String(decoding: manifest.file, as: UTF8.self) }

  @Test func `what is written reads back, to the byte`() throws {
    let read = try Manifest(file: Self.manifest.file)
    #expect(read.file == Self.manifest.file)
    #expect(read.inputs.map(\.path) == ["Datasets/a.csv", "Datasets/b.csv"])
    #expect(read.request.datasets == ["Datasets", "Overlay", "Overlay2"])
    #expect(read.request.networks == ["a", "b"])
    #expect(read.request.formats == ["md", "xlsx"])
    #expect(read.libraries == [.init(name: "zlib", version: "1.2.13")])
    #expect(read.knownBy == nil)
  }

  private func fault(_ text: String) -> ManifestFault? {
    do {
      _ = try Manifest(file: Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("\"tool\": \"depin-audit\"", "\"tool\": \"x\"", "tool is not 'depin-audit'"),
    ("\"period\": \"2025Q4\",", "", "period is not there"),
    ("\"period\": \"2025Q4\"", "\"period\": 2025", "period is no text"),
    ("\"known_by\": null", "\"known_by\": 1", "known_by is no text"),
    ("\"valuation\": \"then\"", "\"valuation\": 1", "policies.valuation is no text"),
    ("\"inputs\": [", "\"inputs\": {\"a\": 1}, \"b\": [", "inputs is no list"),
    ("\"inputs\": [", "\"inputs\": [1, ", "inputs[0] is no object"),
    ("\"bytes\": 2", "\"bytes\": -2", "inputs[0].bytes is no count"),
    ("\"bytes\": 2", "\"bytes\": 2.5", "inputs[0].bytes is no count"),
    ("\"bytes\": 2", "\"bytes\": 99999999999999999999", "inputs[0].bytes is no count"),
    ("Datasets/b", "Datasets/a", "inputs[1].path 'Datasets/a.csv' stands twice"),
    ("Datasets/b", "/etc/b", "inputs[1].path '/etc/b.csv' does not lie in the folder"),
    ("charts/é", "../é", "outputs[0].path '../é \"x\".svg' does not lie in the folder"),
    ("charts/é", "a/../é", "outputs[0].path 'a/../é \"x\".svg' does not lie in the folder"),
    ("charts/é", "a//é", "outputs[0].path 'a//é \"x\".svg' does not lie in the folder"),
    ("charts/é", "./é", "outputs[0].path './é \"x\".svg' does not lie in the folder"),
    ("charts/é", "\\u0000", "outputs[0].path '\\u{0} \"x\".svg' does not lie in the folder"),
    ("\"sha256\": \"a12871", "\"sha256\": \"A12871", "inputs[0].sha256 is not 64 digits"),
    ("\"sha256\": \"a12871", "\"sha256\": \"12871", "inputs[0].sha256 is not 64 digits"),
    ("charts/é \\\"x\\\".svg", "manifest.json", "outputs lists manifest.json"),
    ("\"Overlay2\"", "\"/home\"", "datasets is not Datasets, Overlay, Overlay2 and so on"),
    ("\"Overlay2\"", "2", "datasets holds what is no text"),
    ("\"libraries\": {", "\"libraries\": [{", "lacks a ',' or ']' here"),
    ("\"datasets\": [", "\"release\": \"1\", \"datasets\": [", "has the member 'release' twice"),
  ])
  func `a fault is named with its place`(_ part: String, _ change: String, _ problem: String) {
    #expect(Self.text.contains(part), "nothing to change")
    let found = fault(Self.text.replacing(part, with: change, maxReplacements: 1))
    #expect(found?.description.contains(problem) == true, "\(found?.description ?? "no fault")")
  }

  @Test(arguments: ["", "{", "[]", "null", "{}", "\u{FEFF}{}"])
  func `what is no manifest is refused`(_ text: String) { #expect(fault(text) != nil) }

  @Test func `a file that is too large is refused unread`() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: Manifest.largestFile + 1)
    #expect(throws: ManifestFault.self) { try Manifest(file: bytes) }
  }

  /// Cut at every place, and with bytes changed by chance: refused, or read and another one.
  @Test func `no bytes make it crash`() throws {
    let file = Self.manifest.file
    for count in 0..<file.count - 1 {
      #expect(throws: ManifestFault.self) { try Manifest(file: Array(file[..<count])) }
    }
    var random = SplitMix(state: 9)
    var read = 0
    for _ in 0..<5000 {
      var bytes = file
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      if let manifest = try? Manifest(file: bytes) {
        read += 1
        // White space that was changed is not written again, and is found by that.
        #expect(manifest.file != file || bytes != manifest.file)
      }
    }
    #expect(read > 100)
  }
}
