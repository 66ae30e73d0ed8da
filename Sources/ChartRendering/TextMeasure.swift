/// How wide texts are: SVG has no lines that break and no boxes that grow with their text.
///
/// The widths are those of Helvetica (Adobe Font Metrics, thousandths of the size), which Arial
/// shares, with a tenth added: where neither is installed the font that stands in is wider.
enum TextMeasure {
  private static let slack = 1.1

  private static let widths: [Unicode.Scalar: Double] = {
    let classes: [(Double, String)] = [
      (191, "'"), (222, "ijl"), (278, " \u{A0}!,./:;I[]\\ft·"), (333, "()-`r{}"), (355, "\""),
      (389, "*"), (500, "Jckvsxyz"), (584, "+<=>~−"), (611, "FTZ"), (667, "&ABEKPSVXY"),
      (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W"), (1000, "…—"),
      (1015, "@"),
    ]
    return classes.reduce(into: [:]) { widths, group in
      for scalar in group.1.unicodeScalars { widths[scalar] = group.0 }
    }
  }()

  /// The width of a text on one line.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let units = text.unicodeScalars.reduce(0) { $0 + width($1) }
    return units / 1000 * size * slack * (isBold ? 1.17 : 1)
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    if let width = widths[scalar] { return width }
    return (0x1100...0xFFEF).contains(scalar.value) && scalar.value >= 0x2E80 ? 1000 : 556
  }

  /// The words in lines of at most a width; a longer word has a line of its own.
  static func lines(
    _ text: String, size: Double, isBold: Bool = false, width limit: Double
  ) -> [String] {
    var lines: [String] = []
    // At spaces only: a no-break space holds a number and its unit together.
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }).map(String.init) {
      if let last = lines.last, width("\(last) \(word)", size: size, isBold: isBold) <= limit {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// The words in as few lines as a width allows, as even as they can be: no word is left alone.
  static func evenLines(
    _ text: String, size: Double, isBold: Bool = false, width limit: Double
  ) -> [String] {
    let fewest = lines(text, size: size, isBold: isBold, width: limit)
    let narrower = stride(from: limit / 4, to: limit, by: 8).lazy
      .map { lines(text, size: size, isBold: isBold, width: $0) }
      .first { $0.count == fewest.count }
    return narrower ?? fewest
  }

  /// The text, or as much of its beginning as fits before an ellipsis.
  static func shortened(_ text: String, size: Double, width limit: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…", size: size) > limit { kept.removeLast() }
    return kept + "…"
  }
}
