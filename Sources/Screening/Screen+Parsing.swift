package import Formulas
package import SeriesStore

extension Screen {
  /// Reads the texts of a screen as its file states it.
  ///
  /// - Throws: Every text that is no formula or condition, all at once.
  package init(_ written: WrittenScreen, names: Names) throws(WrittenFaults) {
    var reader = TextReader(screen: written, names: names)
    let universe = written.universe.flatMap { reader.condition($0, "universe") }
    let require = written.require.compactMap { reader.rule($0, "require") }
    let prefer = written.prefer.compactMap { rule in
      reader.rule(rule, "prefer").map { Preference($0, weight: rule.weight) }
    }
    let order = written.order.flatMap { reader.formula($0, "order_by") }.map {
      Order($0, isDescending: written.isDescending)
    }
    guard reader.faults.isEmpty else { throw WrittenFaults(reader.faults) }
    self.init(
      id: written.id, title: written.title, meaning: written.meaning, isFlag: written.isFlag,
      universe: universe, require: require, prefer: prefer, order: order, limit: written.limit)
  }
}

/// Reads the texts of one screen and collects what is wrong with them.
private struct TextReader {
  let screen: WrittenScreen
  let names: Names
  var faults: [WrittenFault] = []

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
      WrittenFault(path: screen.path, line: text.line, "'\(key)' of \(screen.id): \(error)"))
  }
}
