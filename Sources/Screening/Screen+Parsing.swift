package import Formulas
package import SeriesStore

/// A text of a screen that the formula language does not take.
package struct ScreenFault: Error, Hashable, CustomStringConvertible {
  /// The file and line of the text.
  package let path: String
  package let line: Int
  /// The screen and the key.
  package let screen: String
  package let key: String
  /// What is wrong with the text.
  package let error: LanguageError

  /// `screens.yaml:14: error: 'require' of self-funding: no metric …` and the place underlined.
  package var description: String {
    "\(path):\(line): error: '\(key)' of \(screen): \(error)"
  }
}

/// Why a screen cannot be judged: every fault of its texts.
package struct ScreenFaults: Error, CustomStringConvertible {
  /// The faults, in the order of the texts.
  package let faults: [ScreenFault]

  /// The faults, one after the other.
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension Screen {
  /// Reads the texts of a screen as its file states it.
  ///
  /// - Throws: Every text that is no formula or condition, all at once.
  package init(_ written: WrittenScreen, names: Names) throws(ScreenFaults) {
    var reader = TextReader(screen: written, names: names)
    let universe = written.universe.flatMap { reader.condition($0, "universe") }
    let require = written.require.compactMap { reader.rule($0, "require") }
    let prefer = written.prefer.compactMap { rule in
      reader.rule(rule, "prefer").map { Preference($0, weight: rule.weight) }
    }
    let order = written.order.flatMap { reader.formula($0, "order_by") }.map {
      Order($0, isDescending: written.isDescending)
    }
    guard reader.faults.isEmpty else { throw ScreenFaults(faults: reader.faults) }
    self.init(
      id: written.id, title: written.title, meaning: written.meaning, isFlag: written.isFlag,
      universe: universe, require: require, prefer: prefer, order: order, limit: written.limit)
  }
}

/// Reads the texts of one screen and collects what is wrong with them.
private struct TextReader {
  let screen: WrittenScreen
  let names: Names
  var faults: [ScreenFault] = []

  mutating func rule(_ rule: WrittenScreen.Rule, _ key: String) -> Screen.Rule? {
    condition(rule.condition, key).map { Screen.Rule($0, source: rule.source) }
  }

  mutating func condition(_ text: WrittenScreen.Text, _ key: String) -> Condition? {
    do throws(LanguageError) {
      return try Condition(parsing: text.text, names: names)
    } catch {
      report(error, text, key)
      return nil
    }
  }

  mutating func formula(_ text: WrittenScreen.Text, _ key: String) -> Formula? {
    do throws(LanguageError) {
      return try Formula(parsing: text.text, names: names)
    } catch {
      report(error, text, key)
      return nil
    }
  }

  private mutating func report(
    _ error: LanguageError, _ text: WrittenScreen.Text, _ key: String
  ) {
    faults.append(
      ScreenFault(
        path: screen.path, line: Int(text.line), screen: screen.id, key: key, error: error))
  }
}
