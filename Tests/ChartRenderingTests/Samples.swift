import Quantities
import ReportModel

/// Charts that provoke each rule of drawing.
enum Samples {
  static let quarters = [
    "2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4",
  ]

  /// Gaps, points alone between gaps, labels that collide, a reference line.
  static let lines = Chart(
    id: "lines", title: "Helium burns more than half of what it emits; Render passed break-even",
    description: "Burn to mint of three networks, 2023Q4 to 2025Q4.", form: .lines,
    places: .names(quarters),
    series: [
      .init("Helium", [0.12, 0.18, 0.21, nil, 0.33, 0.41, 0.44, 0.52, 0.54]),
      .init("Render Network", [0.4, nil, 0.45, nil, 0.62, 0.8, 0.95, 1.1, 1.21]),
      .init("Geodnet", [0.05, 0.07, 0.11, 0.2, 0.31, 0.36, 0.43, 0.5, 0.56]),
    ], unit: .multiple, references: [1: "break-even"])

  /// One huge value, missing ones, a 0 and one below it.
  static let columns = Chart(
    id: "columns", title: "One quarter dwarfs the rest", description: "Revenue & \"claims\" <all>",
    form: .columns, places: .names(Array(quarters.dropFirst())),
    series: [
      .init("On-chain revenue", [1.2e6, 1.5e6, 1.1e6, 1.9e6, 2.4e6, 48.2e6, 3.1e6, 4.2e6]),
      .init("Reported by the project", [1.3e6, 1.4e6, nil, 2.2e6, -2.9e6, 12e6, nil, 0]),
    ], unit: .usd)

  /// A fall by weeks over two years.
  static let drawdown = Chart(
    id: "drawdown", title: "HNT has not recovered", description: "Fall from the peak.",
    form: .area,
    places: .days((0..<105).map { Day(number: 19_000 + 7 * $0) }),
    series: [.init("HNT", (0..<105).map { -Double($0 * (160 - Int($0))) / 7000 })], unit: .percent)

  /// A plain value, one by schedule, and bounds to either side and to both.
  static let marks = Chart(
    id: "marks", title: "Emission is what the schedule allows at most", description: "Marks.",
    form: .columns, places: .names(Array(quarters.suffix(5))),
    series: [
      .init(
        "emission", [1e6, 2e6, 3e6, 4e6, 5e6], style: 1,
        marks: [
          1: [.scheduled], 2: [.atLeast], 3: [.scheduled, .atMost], 4: [.atLeast, .atMost],
        ])
    ], unit: .usd, notes: ["no usage revenue in the datasets"],
    footnotes: ["Source: Render Network Proposals"])

  static func lines(
    _ values: [Double?], unit: Unit = .multiple, references: [Double: String] = [:]
  ) -> Chart {
    Chart(
      id: "x", title: "T", description: "D", form: .lines,
      places: .names(Array(quarters.prefix(values.count))), series: [.init("S", values)],
      unit: unit, references: references)
  }

  static let all = [
    lines, columns, drawdown, marks, lines([0.54], references: [1: "break-even"]),
    lines([nil, nil]),
    lines([0.000_4, 0.000_1], references: [1: "break-even"]), lines([1.1e9, 1.2e9], unit: .usd),
    lines([]),
  ]
}
