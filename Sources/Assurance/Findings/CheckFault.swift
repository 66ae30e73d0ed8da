import Quantities
import SeriesStore

/// What is wrong with a `checks.yaml` that can be read: it names what does not exist.
package struct CheckFault: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The line.
  package let line: Int
  /// What is wrong, the remedy and the rule in brackets.
  let problem: String

  /// `Datasets/checks.yaml:3: error: no check 'series.odd'; … [unknown-check]`.
  package var description: String { "\(path):\(line): error: \(problem)" }
}

extension CheckBook {
  static func faults(of setting: WrittenChecks.Setting) -> [CheckFault] {
    guard let check = Checks.check(setting.id) else {
      return [unknownCheck(setting.id, setting.path, setting.line)]
    }
    return unknownThresholds(setting, check) + senselessThresholds(setting, check)
  }

  private static func senselessThresholds(
    _ setting: WrittenChecks.Setting, _ check: Check
  ) -> [CheckFault] {
    setting.thresholds.compactMap { written in
      guard let threshold = check.thresholds.first(where: { $0.name == written.name }),
        !threshold.range.contains(written.value)
      else { return nil }
      let ends = [threshold.range.lowerBound, threshold.range.upperBound]
        .map(NumberFormat.shortest).joined(separator: " to ")
      return CheckFault(
        path: setting.path, line: Int(written.line),
        problem: "'\(written.name)' of \(check.id) is "
          + "\"\(NumberFormat.shortest(written.value))\", which makes no sense; use a number from "
          + "\(ends) [threshold-out-of-range]")
    }
  }

  private static func unknownThresholds(
    _ setting: WrittenChecks.Setting, _ check: Check
  ) -> [CheckFault] {
    let names = check.thresholds.map(\.name)
    return setting.thresholds.filter { !names.contains($0.name) }.map { threshold in
      let other =
        names.isEmpty ? "it has severity alone" : "use severity, \(names.joined(separator: ", "))"
      let remedy = Suggestion.remedy(for: threshold.name, among: names, else: other)
      return CheckFault(
        path: setting.path, line: Int(threshold.line),
        problem: "'\(threshold.name)' is no threshold of \(check.id); \(remedy) "
          + "[unknown-threshold]")
    }
  }

  static func faults(of waiver: WrittenChecks.Waiver, _ subjects: [String]) -> [CheckFault] {
    var faults: [CheckFault] = []
    if Checks.check(waiver.id) == nil {
      faults.append(unknownCheck(waiver.id, waiver.path, waiver.line))
    }
    if !subjects.contains(waiver.network) {
      let remedy = Suggestion.remedy(
        for: waiver.network, among: subjects, else: "use the name of a folder")
      faults.append(
        CheckFault(
          path: waiver.path, line: Int(waiver.line),
          problem: "no network '\(waiver.network)' to waive \(waiver.id) for; \(remedy) "
            + "[unknown-network]"))
    }
    return faults
  }

  private static func unknownCheck(_ id: String, _ path: String, _ line: UInt32) -> CheckFault {
    let remedy = Suggestion.remedy(
      for: id, among: Checks.all.map(\.id), else: "depin-audit check --list lists them")
    return CheckFault(
      path: path, line: Int(line), problem: "no check '\(id)'; \(remedy) [unknown-check]")
  }
}
