import Assurance
import TextRendering

extension Manifest {
  /// The manifest as a document.
  var json: JSONValue {
    .object(
      identity + [
        ("inputs", .array(inputs.map(\.json))), ("outputs", .array(outputs.map(\.json))),
      ])
  }

  /// What tells one report from another, in every file that is read by programs.
  var identity: [(name: String, value: JSONValue)] {
    [
      ("tool", "depin-audit"), ("release", .string(release)), ("period", .string(period)),
      ("as_of", .string(asOf)), ("known_by", .string(knownBy)),
      ("policies", .object(policies.map { ($0.name, .string($0.value)) })),
      ("inputs_digest", .string(digest(of: inputs))),
    ]
  }
}

extension HashedFile {
  fileprivate var json: JSONValue {
    .object([
      ("path", .string(path)), ("bytes", .integer(byteCount)), ("sha256", .string(sha256)),
    ])
  }
}
