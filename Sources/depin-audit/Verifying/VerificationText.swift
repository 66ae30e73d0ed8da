import Assurance
import DatasetLoading
import TextRendering

extension Verification {
  /// What holds and what does not, for people.
  var text: String {
    let verdict = differences.isEmpty ? "VERIFIED" : "DIFFERS \(differences.count)"
    let found = differences.isEmpty ? [] : shown(20) + [""]
    return (found + summary + [verdict]).joined(separator: "\n") + "\n"
  }

  /// The differences, so many of each kind, and how many there are besides.
  private func shown(_ limit: Int) -> [String] {
    Difference.Rule.allCases.flatMap { rule in
      let all = differences.filter { $0.rule == rule }
      let rest = all.count - limit
      return all.prefix(limit).map(\.description)
        + (rest > 0 ? ["and \(counted(rest, "difference")) more [\(rule.rawValue)]"] : [])
    }
  }

  private var summary: [String] {
    var lines: [String] = []
    if let manifest {
      lines.append(
        "report of \(escaped(manifest.period)) as of \(escaped(manifest.asOf)), made by release "
          + escaped(manifest.release))
    }
    if let signed {
      lines.append("signed with key \(signed.key): \(escaped(signed.comment))")
    }
    if let outputs {
      lines.append("files: \(outputs.same) of \(outputs.listed) are those of the manifest")
    }
    if let inputs {
      lines.append("datasets: \(inputs.same) of \(inputs.listed) files are those of the manifest")
    }
    if let recomputed {
      lines.append(
        "recomputed: \(recomputed.same) of \(recomputed.files) files have the same bytes")
    }
    return lines
  }

  /// The same for programs.
  var json: JSONValue {
    let most = 1000
    return .object([
      ("schema", "depin-audit/verification/1"), ("report", .string(folder)),
      ("verdict", differences.isEmpty ? "verified" : "differs"),
      ("release", .string(manifest?.release)), ("period", .string(manifest?.period)),
      ("as_of", .string(manifest?.asOf)), ("known_by", .string(manifest?.knownBy)),
      (
        "signature",
        signed.map { ["key": .string("\($0.key)"), "comment": .string($0.comment)] } ?? .null
      ),
      ("outputs", outputs.map(\.json) ?? .null), ("inputs", inputs.map(\.json) ?? .null),
      (
        "recomputed",
        recomputed.map { ["files": .integer($0.files), "same": .integer($0.same)] } ?? .null
      ),
      ("difference_count", .integer(differences.count)),
      ("differences", .array(differences.prefix(most).map(\.json))),
    ])
  }
}

extension FileComparison {
  fileprivate var json: JSONValue { ["listed": .integer(listed), "same": .integer(same)] }
}

extension Difference {
  fileprivate var json: JSONValue {
    ["rule": .string(rule.rawValue), "place": .string(place), "problem": .string(problem)]
  }
}
