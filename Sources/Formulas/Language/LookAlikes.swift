/// Characters that look like those of the language and are others: pasted from a page, typed on
/// another keyboard, or put there to deceive.
enum LookAlikes {
  /// Quotes of print; the language has none of any kind.
  static let quotes = Set("\u{2018}\u{2019}\u{201C}\u{201D}\u{AB}\u{BB}\u{B4}".unicodeScalars)

  /// What a character was probably meant to be; `nil` where nobody can tell.
  static func ascii(for scalar: Unicode.Scalar) -> String? {
    // The full-width forms repeat ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value) {
      return Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    }
    return pairs[scalar]
  }

  /// The name of the Unicode standard in lower case and the code: `cyrillic small letter a (U+0430)`.
  static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return scalar.properties.name.map { "\($0.lowercased()) (\(code))" } ?? code
  }

  private static let pairs: [Unicode.Scalar: String] = {
    var pairs: [Unicode.Scalar: String] = [:]
    for (ascii, others) in alike {
      for scalar in others.unicodeScalars { pairs[scalar] = ascii }
    }
    return pairs
  }()

  private static let alike: [(ascii: String, others: String)] = [
    ("a", "\u{430}\u{3B1}"), ("c", "\u{441}\u{3F2}"), ("d", "\u{501}"), ("e", "\u{435}\u{212E}"),
    ("g", "\u{261}"), ("h", "\u{4BB}"), ("i", "\u{456}\u{3B9}\u{131}"), ("j", "\u{458}\u{3F3}"),
    ("k", "\u{43A}\u{3BA}"), ("l", "\u{4CF}\u{2113}"), ("m", "\u{43C}"), ("n", "\u{3B7}"),
    ("o", "\u{43E}\u{3BF}\u{585}"), ("p", "\u{440}\u{3C1}"), ("q", "\u{51B}"), ("r", "\u{433}"),
    ("s", "\u{455}"), ("t", "\u{442}\u{3C4}"), ("u", "\u{3C5}\u{57D}"), ("v", "\u{3BD}\u{475}"),
    ("w", "\u{51D}\u{3C9}"), ("x", "\u{445}\u{3C7}"), ("y", "\u{443}\u{3B3}"), ("z", "\u{1D22}"),
    ("A", "\u{410}\u{391}"), ("B", "\u{412}\u{392}"), ("M", "\u{41C}\u{39C}"),
    ("T", "\u{422}\u{3A4}"),
    ("-", "\u{2212}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{FE63}\u{2796}\u{AD}"),
    ("+", "\u{2795}\u{FE62}"), ("*", "\u{D7}\u{B7}\u{22C5}\u{2217}\u{2716}\u{2022}"),
    ("/", "\u{F7}\u{2215}\u{2044}\u{2797}"), ("^", "\u{2C6}\u{2191}"),
    ("=", "\u{2261}\u{2248}"), ("<", "\u{2039}\u{3008}\u{276E}"), (">", "\u{203A}\u{3009}\u{276F}"),
    ("%", "\u{66A}"), (",", "\u{201A}\u{3001}\u{60C}"), (".", "\u{2024}\u{3002}"),
    (":", "\u{2236}\u{A789}"), ("_", "\u{203F}"), ("..", "\u{2025}"), ("...", "\u{2026}"),
    ("(", "\u{2768}"), (")", "\u{2769}"), ("[", "\u{27E6}"), ("]", "\u{27E7}"),
    (" ", "\u{A0}\u{2002}\u{2003}\u{2007}\u{2009}\u{200A}\u{202F}\u{3000}\u{2028}\u{2029}"),
    ("", "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}"),
  ]
}
