import Formulas
import TestSupport
import Testing

/// Texts made by chance from a seed: what is read is written and read again to the same, what is
/// refused is underlined inside the text, and nothing crashes.
@Suite struct LanguageFuzzTests {
  private static let rounds = 1500
  /// The catalogue's names; a few are enough to be suggested.
  private static let names = Names(
    metric: Names.example.metric, series: Names.example.series, known: ["revenue", "fees"],
    words: Names.example.words)

  @Test(arguments: [1, 2])
  func `texts of the grammar, as they are and damaged`(_ seed: UInt64) {
    var writer = GrammarWriter(seed: seed)
    var read = 0
    for _ in 0..<Self.rounds {
      let text = writer.condition(4)
      if check(text) { read += 1 }
      _ = check(writer.damaged(text))
    }
    // The grammar's writer minds units, so that most of its texts are read.
    #expect(read > Self.rounds / 2)
  }

  @Test func `bytes`() {
    var random = SplitMix(state: 3)
    for _ in 0..<Self.rounds {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `characters of the language`() {
    var random = SplitMix(state: 4)
    let alphabet = Array("()[]@:,.$%<>=!+-*/^ 0123456789eakMxd_\n")
    for _ in 0..<Self.rounds {
      let length = Int.random(in: 0...30, using: &random)
      _ = check(String((0..<length).compactMap { _ in alphabet.randomElement(using: &random) }))
    }
  }

  /// Reads a text both ways; whether it is a condition.
  private func check(_ text: String) -> Bool {
    do throws(LanguageError) {
      let formula = try Formula(parsing: text, names: Self.names)
      #expect(
        (try? Formula(parsing: formula.text, names: Self.names)) == formula,
        "\(text.debugDescription) gives \(formula.text)")
    } catch { check(error, in: text) }
    do throws(LanguageError) {
      let condition = try Condition(parsing: text, names: Self.names)
      #expect(
        (try? Condition(parsing: condition.description, names: Self.names)) == condition,
        "\(text.debugDescription) gives \(condition)")
      return true
    } catch {
      check(error, in: text)
      return false
    }
  }

  private func check(_ error: LanguageError, in text: String) {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let line = error.line - 1
    let length = lines.indices.contains(line) ? lines[line].count : -1
    let isInside = error.column >= 1 && error.column + error.width <= length + 2
    #expect(isInside, "\(text.debugDescription): \(error)")
    let shown = error.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(shown.count == 3, "\(text.debugDescription): \(error)")
    #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
  }
}

/// Writes conditions by the grammar, and damages them.
private struct GrammarWriter {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(state: seed) }

  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }

  private mutating func chance(_ number: Int) -> Int { Int.random(in: 0..<number, using: &random) }

  mutating func condition(_ depth: Int) -> String {
    guard depth > 0 else { return comparison(1) }
    switch chance(9) {
    case 0: return "\(condition(depth - 1)) and \(condition(depth - 1))"
    case 1: return "\(condition(depth - 1)) or \(condition(depth - 1))"
    case 2: return "not \(condition(depth - 1))"
    case 3: return "(\(condition(depth - 1)))"
    case 4:
      return "\(comparison(depth - 1)) for \(pick(["2 of last 4", "all of last 3", "5"])) quarters"
    case 5:
      return
        "\(figure("USD", depth - 1)) \(pick(["rising", "falling"])) for \(1 + chance(5)) quarters"
    case 6:
      return pick([
        "category = wireless", "category in (compute, storage)", "network != helium",
        "mechanism = burn-and-mint", "launched before 2023-01-01",
        "launched between 2018-01-01 and 2022-12-31",
      ])
    default: return comparison(depth - 1)
    }
  }

  private mutating func comparison(_ depth: Int) -> String {
    let unit = pick(["USD", "ratio", "token"])
    switch chance(5) {
    case 0:
      return "\(figure(unit, depth)) between \(number(unit)) and \(figure(unit, depth))"
    case 1:
      return "\(pick(["percentile", "rank"]))(\(figure(unit, depth))) <= \(pick(["10%", "1"]))"
    default:
      return "\(figure(unit, depth)) \(pick(["<", "<=", ">", ">=", "=", "!=", "≥"])) "
        + "\(chance(2) == 0 ? number(unit) : figure(unit, depth))"
    }
  }

  private mutating func number(_ unit: String) -> String {
    let digits = "\(chance(10000))" + pick(["", ".5", ".25", "e3", "e-7", ".125e12"])
    switch unit {
    case "USD": return pick(["", "-"]) + "$" + digits + pick(["", "k", "M"])
    case "ratio": return pick(["", "-"]) + digits + pick(["%", "pp", "x", ""])
    default: return digits + pick(["", "k", "B"])
    }
  }

  private mutating func figure(_ unit: String, _ depth: Int) -> String {
    guard depth > 0 else { return leaf(unit) }
    switch chance(12) {
    case 0: return "\(figure(unit, depth - 1)) + \(figure(unit, depth - 1))"
    case 1: return "\(figure(unit, depth - 1)) - \(figure(unit, depth - 1))"
    case 2: return "\(figure(unit, depth - 1)) * \(figure("ratio", depth - 1))"
    case 3: return "(\(figure(unit, depth - 1))) / (\(figure("ratio", depth - 1)))"
    case 4: return "-\(figure(unit, depth - 1))"
    case 5: return "(\(figure(unit, depth - 1)))"
    case 6: return "\(pick(["previous", "year_ago"]))(\(figure(unit, depth - 1)))"
    case 7: return "first_known(\(figure(unit, depth - 1)), \(number(unit)))"
    case 8 where unit == "ratio":
      return "\(pick(["growth", "growth_yoy"]))(\(figure("USD", depth - 1)))"
    case 9 where unit == "ratio":
      return "change(\(figure("token", depth - 1)), \(figure("token", depth - 1)))"
    case 10 where unit == "ratio": return "(\(figure(unit, depth - 1)))^\(pick(["2", "-0.5"]))"
    default: return leaf(unit)
    }
  }

  private mutating func leaf(_ unit: String) -> String {
    switch unit {
    case "USD":
      return pick([
        "revenue", "fees", "sum(revenue)", "usd(tokens_emitted)", "ltm(fees)", "treasury",
        "revenue[basis: all-burns]", "market_cap@2025-12-31", "run_rate",
      ])
    case "ratio":
      return pick(["take_rate", "revenue_to_emission", "utilization@2025Q4", "0.5", "12%"])
    default:
      return pick([
        "tokens_emitted", "mean(circulating_supply)", "tokens_burned[usage]", "max_supply",
      ])
    }
  }

  /// A text with some characters or pieces removed, doubled, exchanged or put in.
  mutating func damaged(_ text: String) -> String {
    var characters = Array(text)
    for _ in 0...chance(3) where !characters.isEmpty {
      let place = chance(characters.count)
      let end = min(characters.count, place + 1 + chance(4))
      switch chance(4) {
      case 0: characters.removeSubrange(place..<end)
      case 1: characters.insert(contentsOf: characters[place..<end], at: place)
      case 2: characters.swapAt(place, chance(characters.count))
      default:
        characters.insert(
          contentsOf: pick([
            "(", ")", "@", "[", "]", " and ", "=", "0", "-", "\u{430}", "\u{0}", " for ",
          ]),
          at: place)
      }
    }
    return String(characters)
  }
}
