import EconomicMetrics
import Formulas
import Foundation
import TestSupport
import Testing

/// The page that explains the language is what the parser does.
@Suite struct LanguageDocumentTests {
  private static let page = "Documentation/language.md"

  /// The lines of the page, to be read in order.
  private static func lines() throws -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../\(page)").standardized
    return try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The lines of all blocks with a name behind their fence.
  private static func examples(_ name: String) throws -> [String] {
    var (examples, isInside) = ([String](), false)
    for line in try lines() {
      if line.hasPrefix("```") {
        isInside = line == "```\(name)"
      } else if isInside {
        examples.append(line)
      }
    }
    return examples
  }

  @Test func `every example of a formula parses, and its text to the same`() throws {
    let examples = try Self.examples("formula")
    #expect(examples.count > 15)
    for example in examples {
      let formula = try Formula(parsing: example, names: .example)
      #expect(try Formula(parsing: formula.text, names: .example) == formula, "\(example)")
    }
  }

  @Test func `every example of a condition parses, and its text to the same`() throws {
    let examples = try Self.examples("condition")
    #expect(examples.count > 15)
    for example in examples {
      let condition = try Condition(parsing: example, names: .example)
      let again = try Condition(parsing: condition.description, names: .example)
      #expect(again == condition, "\(example)")
    }
  }

  @Test func `every function is on the page`() throws {
    let table = try Self.lines().filter { $0.hasPrefix("|") || $0.hasPrefix("side") }.joined()
    for function in Self.functions { #expect(table.contains(function), "\(function)") }
  }

  /// The functions that a message lists, so that none is forgotten.
  private static var functions: [String] {
    do throws(LanguageError) {
      _ = try Formula(parsing: "zzzzzzzzzzzzz(revenue)", names: .example)
      return []
    } catch {
      return error.remedy.dropFirst("there is ".count).split(separator: ", ").map(String.init)
    }
  }

  @Test func `the messages are what the parser says`() throws {
    let inputs = try Self.lines().compactMap { line in
      line.hasPrefix("> ") ? String(line.dropFirst(2)) : nil
    }
    #expect(inputs.count > 20)
    var (lines, rules) = (["```text"], Set<LanguageError.Rule>())
    for input in inputs {
      let error = try #require(throws: LanguageError.self, "\(input)") {
        try Condition(parsing: input, names: .example)
      }
      rules.insert(error.rule)
      lines += ["> \(input)", error.description, ""]
    }
    lines = lines.joined(separator: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    lines[lines.count - 1] = "```"
    try expectPart(lines, named: "errors", of: Self.page)
    #expect(rules.union([.empty]) == Set(LanguageError.Rule.allCases))
  }
}

extension Names {
  /// The catalogue's, with the categories of the data contract.
  static let example = Names.catalogue(words: [
    .category: [
      "wireless", "compute", "storage", "mapping", "data", "sensors", "energy", "platform",
    ]
  ])
}
