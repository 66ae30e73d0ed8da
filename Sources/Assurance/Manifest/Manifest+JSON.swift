package import TextRendering

extension Manifest {
  /// The manifest as a file.
  package var file: [UInt8] { Array(JSONWriter().text(of: json).utf8) }

  private var json: JSONValue {
    .object(
      identity + [
        ("inputs", .array(inputs.map(\.json))), ("outputs", .array(outputs.map(\.json))),
        ("datasets", .texts(request.datasets)), ("networks", .texts(request.networks)),
        ("formats", .texts(request.formats)),
        ("libraries", .object(libraries.map { ($0.name, .string($0.version)) })),
      ] + (request.previous.map { [("previous", $0.json)] } ?? [])
        + (request.edition.map { [("edition", .string($0))] } ?? []))
  }

  /// What tells one report from another, in every file that is read by programs.
  package var identity: [(name: String, value: JSONValue)] {
    [
      ("tool", .string(Manifest.tool)), ("release", .string(release)),
      ("period", .string(period)), ("as_of", .string(asOf)), ("known_by", .string(knownBy)),
      ("policies", .object(policies.map { ($0.name, .string($0.value)) })),
      ("inputs_digest", .string(digest(of: inputs))),
    ]
  }

  static let tool = "depin-audit"
}

extension JSONValue {
  fileprivate static func texts(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }
}

extension Manifest.Previous {
  fileprivate var json: JSONValue {
    ["of": .string(kind.rawValue), "sha256": .string(sha256)]
  }
}

extension HashedFile {
  fileprivate var json: JSONValue {
    .object([
      ("path", .string(path)), ("bytes", .integer(byteCount)), ("sha256", .string(sha256)),
    ])
  }
}
