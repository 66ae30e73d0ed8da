import Formulas
import Quantities

extension MetricDefinition {
  /// How price and revenue move together.
  static let priceAndRevenue: [MetricDefinition] = [
    MetricDefinition(
      "H3", "co_movement", "Co-movement", .multiple, .measure(.comovement),
      method: "Pearson correlation of Δ ln(monthly revenue) and Δ ln(month-end price), 12 "
        + "months",
      meaning: "How closely monthly changes of the price follow those of revenue over twelve "
        + "months: from −1 to 1.",
      reading:
        "Near 1 the price follows the business, near 0 it does not care, below 0 it goes the other way.",
      aliases: ["rolling correlation of price and revenue"],
      edges:
        "Changes of logarithms, at least 10 months that have both; needs revenue by the month.",
      source: "house",
      examples: [
        .init(["revenue@month": toAndFro(1000, 3000), "price@month": toAndFro(1, 2)], gives: 1),
        .init(["revenue@month": toAndFro(1000, 3000), "price@month": toAndFro(2, 1)], gives: -1),
        .init(["revenue@month": [1000, 2000], "price@month": [1, 2]], .missing),
        .init(["price@month": toAndFro(1, 2)], .missing),
      ]),
    MetricDefinition(
      "H4", "lead_lag", "Price follows revenue by", .months, .measure(.leadLag),
      method: "the lag from −3 to +3 months with the greatest |correlation| of Δ ln revenue "
        + "and Δ ln price",
      meaning: "The shift of up to three months at which changes of price and revenue correlate "
        + "most, either way; below 0 the price comes first. Exploratory: of seven shifts one is "
        + "always the largest.",
      reading: "1: the price moves a month after revenue; −1: a month before.",
      aliases: ["lead-lag", "cross-correlation"],
      edges: "At least 18 months of the last 36 that have both changes.",
      source: "house",
      examples: [
        .init(
          [
            "revenue@month": erratic.dropFirst().map { Double($0) * 1000 },
            "price@month": erratic.dropLast().map { Double($0) },
          ], gives: 1),
        .init(["revenue@month": toAndFro(1000, 3000), "price@month": [1]], .missing),
      ]),
    MetricDefinition(
      "H5", "quadrant", "Quadrant", .one, .measure(.quadrant),
      method: "1: price up, revenue up; 2: price down, revenue up; 3: both down; 4: price up, "
        + "revenue down; 0: one within the flat band",
      meaning: "1: price and revenue up over a year; 2: price down, revenue up; 3: both down; 4: "
        + "price up, revenue down; 0: one of them within ±10 %.",
      reading: "2 is a business that outgrows its token, 4 a token that outruns its business.",
      aliases: ["price-revenue quadrant"],
      edges: "Needs whole revenue and a close in both years.",
      source: "house",
      examples: [
        .init(
          ["revenue": [1000, nil, nil, nil, 2000], "price": [4, nil, nil, nil, 1]], gives: 2),
        .init(
          ["revenue": [2000, nil, nil, nil, 1000], "price": [1, nil, nil, nil, 4]], gives: 4),
        .init(
          ["revenue": [1000, nil, nil, nil, 2000], "price": [4, nil, nil, nil, 4.4]], gives: 0),
        .init(["price": [4, nil, nil, nil, 1]], .missing),
      ]),
  ]

  /// Thirteen months that go up and down.
  private static func toAndFro(_ first: Double, _ second: Double) -> [Double] {
    (0..<13).map { $0 % 2 == 0 ? first : second }
  }

  /// Twenty-three months without a rhythm.
  private static let erratic = [
    1, 2, 2, 5, 3, 3, 7, 7, 4, 6, 2, 9, 8, 8, 3, 1, 5, 6, 6, 2, 7, 4, 9,
  ]
}
