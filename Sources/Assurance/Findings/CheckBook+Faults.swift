import Quantities
import SeriesStore

// What is wrong with a `checks.yaml` that can be read: it names what does not exist.
extension CheckBook {
  static func faults(of setting: WrittenChecks.Setting) -> [WrittenFault] {
    guard let check = Checks.check(setting.id) else {
      return [unknownCheck(setting.id, setting.path, setting.line)]
    }
    return unknownThresholds(setting, check) + senselessThresholds(setting, check)
  }

  private static func senselessThresholds(
    _ setting: WrittenChecks.Setting, _ check: Check
  ) -> [WrittenFault] {
    setting.thresholds.compactMap { written in
      guard let threshold = check.thresholds.first(where: { $0.name == written.name }),
        !threshold.range.contains(written.value)
      else { return nil }
      let ends = [threshold.range.lowerBound, threshold.range.upperBound]
        .map(NumberFormat.shortest).joined(separator: " to ")
      return WrittenFault(
        path: setting.path, line: written.line,
        "'\(written.name)' of \(check.id) is "
          + "\"\(NumberFormat.shortest(written.value))\", which makes no sense; use a number from "
          + "\(ends) [threshold-out-of-range]")
    }
  }

  private static func unknownThresholds(
    _ setting: WrittenChecks.Setting, _ check: Check
  ) -> [WrittenFault] {
    let names = check.thresholds.map(\.name)
    return setting.thresholds.filter { !names.contains($0.name) }.map { threshold in
      let other =
        names.isEmpty ? "it has severity alone" : "use severity, \(names.joined(separator: ", "))"
      let remedy = Suggestion.remedy(for: threshold.name, among: names, else: other)
      return WrittenFault(
        path: setting.path, line: threshold.line,
        "'\(threshold.name)' is no threshold of \(check.id); \(remedy) "
          + "[unknown-threshold]")
    }
  }

  static func faults(of waiver: WrittenChecks.Waiver, _ subjects: [String]) -> [WrittenFault] {
    var faults: [WrittenFault] = []
    if Checks.check(waiver.id) == nil {
      faults.append(unknownCheck(waiver.id, waiver.path, waiver.line))
    }
    if !subjects.contains(waiver.network) {
      let remedy = Suggestion.remedy(
        for: waiver.network, among: subjects, else: "use the name of a folder")
      faults.append(
        WrittenFault(
          path: waiver.path, line: waiver.line,
          "no network '\(waiver.network)' to waive \(waiver.id) for; \(remedy) "
            + "[unknown-network]"))
    }
    return faults
  }

  private static func unknownCheck(_ id: String, _ path: String, _ line: UInt32) -> WrittenFault {
    let remedy = Suggestion.remedy(
      for: id, among: Checks.all.map(\.id), else: "depin-audit check --list lists them")
    return WrittenFault(
      path: path, line: line, "no check '\(id)'; \(remedy) [unknown-check]")
  }
}
