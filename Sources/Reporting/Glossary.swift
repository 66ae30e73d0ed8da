package import EconomicMetrics
import Formulas
import Quantities
package import ReportModel
package import SeriesStore

/// What a name of a metric or series means, in words alone.
package struct GlossaryEntry: Sendable {
  /// The key, in snake case.
  package let id: String
  /// The place in the metric canon; empty for a series.
  package let code: String
  /// The name in a table.
  package let title: String
  /// The family of metrics, or `Data series`.
  package let family: String
  /// What its figures count; `capacity` and `usage` stand for the profile's words.
  package let unit: String
  /// The definition in words and signs.
  package let formula: String
  /// One sentence: what the number says.
  package let meaning: String
  /// How to read a level.
  package let reading: String
  /// What others call it.
  package let aliases: [String]
  /// What happens where the inputs are thin or odd.
  package let edges: String
  /// Where the definition or its convention stands.
  package let source: String
  /// The series that it rests on.
  package let inputs: [String]

  /// Every field with its name, in the order in which they are printed.
  package var fields: [(name: String, text: String)] {
    [
      ("id", id), ("code", code), ("title", title), ("family", family), ("unit", unit),
      ("formula", formula), ("meaning", meaning), ("how_to_read", reading),
      ("edge_cases", edges), ("source", source),
    ]
  }
}

/// The glossary: metrics of the catalogue and series of the data contract.
package enum Glossary {
  /// Every metric of a catalogue, by family.
  package static func metrics(of catalogue: Catalogue) -> [GlossaryEntry] {
    catalogue.families.flatMap { family in
      family.metrics.map { GlossaryEntry($0, of: catalogue, family: family.title) }
    }
  }

  /// Every series that a network may have without declaring it.
  package static let series: [GlossaryEntry] = SeriesDefinition.standard.map(GlossaryEntry.init)

  /// The entry of an id, else those whose id, title or meaning holds the word.
  package static func entries(matching word: String, in all: [GlossaryEntry]) -> [GlossaryEntry] {
    if let entry = all.first(where: { $0.id == word }) { return [entry] }
    let word = word.lowercased()
    return all.filter { entry in
      ([entry.id, entry.code, entry.title, entry.meaning] + entry.aliases).contains {
        $0.lowercased().contains(word)
      }
    }
  }

  /// A line for each entry.
  package static func table(of entries: [GlossaryEntry]) -> Table {
    Table(
      columns: [.init("id"), .init("title"), .init("unit"), .init("formula")],
      rows: entries.map { entry in
        [entry.id, entry.title, entry.unit, entry.formula].map { .text(Text($0)) }
      })
  }

  /// Every policy: its value, what it decides, its default.
  package static func policies(_ policies: Policies) -> Table {
    let defaults = Dictionary(uniqueKeysWithValues: Policies().listed.map { ($0.name, $0.value) })
    return Table(
      columns: [.init("Policy"), .init("Value"), .init("Decides"), .init("Default")],
      rows: policies.listed.map { name, value, meaning in
        let standard = defaults[name] == value ? "as here" : defaults[name] ?? ""
        return [
          .text(.code(name)), .text(Text(value)), .text(Text(meaning)), .text(Text(standard)),
        ]
      })
  }

  /// Everything about one entry, a line for each field that says something.
  package static func table(of entry: GlossaryEntry) -> Table {
    let inputs = ("rests on", entry.inputs.joined(separator: ", "))
    let names = ("also called", entry.aliases.joined(separator: ", "))
    let lines = entry.fields + [names] + (entry.inputs == [entry.id] ? [] : [inputs])
    return Table(
      columns: [.init("field"), .init(entry.id)],
      rows: lines.dropFirst().filter { !$0.1.isEmpty }.map { name, text in
        [.text(Text(name.replacing("_", with: " "))), .text(Text(text))]
      })
  }

  /// Everything about some entries, a section for each family.
  package static func page(of entries: [GlossaryEntry]) -> Report {
    var sections: [Section] = []
    for entry in entries {
      if sections.last?.title != entry.family { sections.append(Section(entry.family, [])) }
      sections[sections.count - 1].blocks += blocks(of: entry)
    }
    return Report(
      path: "glossary", title: "Glossary",
      preamble: [
        "Each figure is defined once: this text, the value, the cell formula of the workbook and the "
          + "trace to its rows come from the same definition.",
        "Days are UTC and periods include both ends. A figure is a value, partial (shown, never "
          + "annualized, grown or ranked), missing, not meaningful or not applicable; what has no "
          + "number has a reason. A ratio needs a divisor above 0 and both sides to cover the same "
          + "days within five points. Growth compares periods of one kind.",
      ],
      sections: sections + [Section("Policies", [.table(policies(Policies()))])])
  }

  private static func blocks(of entry: GlossaryEntry) -> [Block] {
    let unit = entry.unit.isEmpty ? "" : ", in \(entry.unit)"
    var lines: [Text] = [.strong("Formula") + ": " + .code(entry.formula) + Text(unit)]
    if !entry.reading.isEmpty { lines.append(.strong("How to read") + Text(": \(entry.reading)")) }
    if !entry.aliases.isEmpty {
      lines.append(.strong("Also called") + Text(": \(entry.aliases.joined(separator: ", "))"))
    }
    if !entry.edges.isEmpty { lines.append(.strong("Edge cases") + Text(": \(entry.edges)")) }
    lines.append(.strong("Source") + Text(": \(entry.source)"))
    if entry.inputs != [entry.id], !entry.inputs.isEmpty {
      lines.append(.strong("Rests on") + Text(": \(entry.inputs.joined(separator: ", "))"))
    }
    return [
      .heading(entry.code.isEmpty ? entry.title : "\(entry.code) \(entry.title)"),
      .paragraph(.code(entry.id) + Text(" — \(entry.meaning)")),
      .bullets(lines),
    ]
  }
}

extension GlossaryEntry {
  init(_ metric: MetricDefinition, of catalogue: Catalogue, family: String) {
    (id, code, title, self.family) = (metric.id, metric.code, metric.title, family)
    (unit, formula) = (metric.unit.description, metric.formulaText)
    (meaning, source, inputs) = (metric.meaning, metric.source, catalogue.inputs(of: metric))
    (reading, aliases) = (metric.reading, metric.aliases)
    let limits = metric.applies == .burning ? ["Only for networks that burn tokens."] : []
    edges = (limits + (metric.edges.isEmpty ? [] : [metric.edges])).joined(separator: " ")
  }

  init(_ series: SeriesDefinition) {
    let metric = Catalogue.metric(reading: series)
    (id, code, title, family) = (series.name, "", metric.title, "Data series")
    // Rows state a share as `fraction`; the sign is for figures.
    unit = series.unit.isDimensionless ? "fraction" : series.unit.description
    (formula, meaning, inputs) = (metric.formula.prose, series.meaning, [series.name])
    (reading, aliases) = ("", [])
    edges =
      switch series.gaps {
      case .missing: "Days without a row are unknown."
      case .zero: "Days without a row are 0."
      case .carry: "The last reading holds until the next."
      }
    source = "data contract, a \(series.kind.rawValue)"
  }
}
