import Quantities
import ReportModel

/// A page with one of everything, written to provoke each rule of escaping and of notes.
enum Samples {
  static let table = Table(
    "Does usage carry the token?",
    columns: [
      .init("Network"), .init("Token | ticker"), .init("Revenue", isNumeric: true),
      .init("Revenue to emission", isNumeric: true), .init("Change on the year", isNumeric: true),
    ],
    rows: [
      [
        .text(.link("Helium", to: "helium.md")), .text(.code("HNT|x")),
        figure(4_234_567, .usd),
        figure(0.5432, .multiple, marks: ["partial (62 %)", "pro-rated"]),
        .figure(.init(value: -0.123, unit: .percent, isChange: true)),
      ],
      [
        .text("Render *network*"), .text("RENDER"),
        figure(nil, .usd, reason: "needs 'revenue'"),
        figure(nil, .multiple, reason: "needs 'revenue'"),
        .figure(
          .init(
            value: 12.3, unit: .percent, marks: ["pro-rated"], isChange: true)
        ),
      ],
      [
        .text("A network whose name is a sentence, longer than a column should ever be"), .empty,
        figure(0, .usd),
        .figure(
          .init(
            value: 3.2, unit: .multiple, marks: ["scheduled"],
            prefix: "at least")),
        figure(nil, .percent, reason: "the base is 0 or below"),
      ],
    ],
    notes: ["Figures of 2025Q4."])

  static let report = Report(
    path: "networks/helium", title: "Helium #1",
    preamble: ["As of 2025-12-31", "Inputs " + .code("9f2c")],
    sections: [
      Section(
        "Verdict",
        [
          .paragraph("Usage pays for " + .strong("54 %") + " of emission, $4.23M against $7.80M."),
          .bullets(["- a dash is no bullet", "[ ] nor this a box", .strong("Revenue:") + " up"]),
          .table(table),
        ]),
      Section(
        "Charts",
        [
          .heading("Ratio"),
          .chart(
            Chart(
              id: "helium-ratio", title: "Helium nears [break-even]",
              description: "From 0.12x in 2023Q4 to 0.54x in 2025Q4.", form: .lines,
              places: .names(["2025Q4"]), series: [], unit: .multiple)),
        ]),
    ])

  static func figure(
    _ value: Double?, _ unit: Unit, reason: String = "", marks: [String] = []
  ) -> Cell {
    .figure(.init(value: value, unit: unit, reason: reason, marks: marks))
  }
}
