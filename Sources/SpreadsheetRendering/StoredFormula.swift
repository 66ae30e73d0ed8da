/// The form in which a file stores a formula.
///
/// Functions that came with Excel 2010 or later carry the prefix `_xlfn.` there; without it both
/// Excel and LibreOffice show `#NAME?`.
/// Source: https://support.microsoft.com/office/issue-an-xlfn-prefix-is-displayed-in-front-of-a-formula-882f1ef7-68fb-4fcd-8d54-9fbb77fd5025
enum StoredFormula {
  private static let laterFunctions: Set<String> = [
    "AGGREGATE", "CEILING.MATH", "CHISQ.DIST", "CHISQ.INV", "CHISQ.TEST", "CONCAT",
    "CONFIDENCE.NORM", "CONFIDENCE.T", "COVARIANCE.P", "COVARIANCE.S", "DAYS", "F.DIST", "F.TEST",
    "FLOOR.MATH", "FORECAST.ETS", "FORECAST.LINEAR", "FORMULATEXT", "IFNA", "IFS", "ISFORMULA",
    "ISOWEEKNUM", "LOGNORM.DIST", "MAXIFS", "MINIFS", "MODE.SNGL", "NORM.DIST", "NORM.INV",
    "NORM.S.DIST", "NORM.S.INV", "NUMBERVALUE", "PERCENTILE.EXC", "PERCENTILE.INC",
    "PERCENTRANK.EXC", "PERCENTRANK.INC", "QUARTILE.EXC", "QUARTILE.INC", "RANK.AVG", "RANK.EQ",
    "RRI", "SHEET", "SHEETS", "STDEV.P", "STDEV.S", "SWITCH", "T.DIST", "T.INV", "T.INV.2T",
    "T.TEST", "TEXTJOIN", "UNICHAR", "UNICODE", "VAR.P", "VAR.S", "XOR", "Z.TEST",
  ]

  /// Length, first and last letter of each: a word that has none of these is no later function.
  private static let shapes = Set(
    laterFunctions.map { shape(of: Array($0.utf8).span, 0, $0.utf8.count) })

  /// The formula with the prefixes that it lacks; quoted texts and sheet names stay as they are.
  ///
  /// Works on bytes: a workbook has some hundred thousand formulas, and hardly any needs a prefix.
  static func text(of formula: String) -> String {
    let places = laterFunctions(in: formula)
    guard !places.isEmpty else { return formula }
    var (result, bytes) = ("", Array(formula.utf8)[...])
    for place in places {
      result += String(decoding: bytes[..<place], as: UTF8.self) + "_xlfn."
      bytes = bytes[place...]
    }
    return result + String(decoding: bytes, as: UTF8.self)
  }

  /// Where later functions without a prefix begin.
  private static func laterFunctions(in formula: String) -> [Int] {
    let bytes = formula.utf8.span
    var (places, word, quote) = ([Int](), 0, UInt8?.none)
    for index in bytes.indices {
      let byte = bytes[index]
      if quote == nil, isWordByte(byte) { continue }
      if quote == nil, byte == UInt8(ascii: "("), index > word,
        shapes.contains(shape(of: bytes, word, index)), isLaterFunction(formula, word..<index)
      {
        places.append(word)
      }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      word = index + 1
    }
    return places
  }

  private static func shape(of bytes: Span<UInt8>, _ from: Int, _ to: Int) -> Int {
    (to - from) << 16 | Int(bytes[from] & 0xDF) << 8 | Int(bytes[to - 1] & 0xDF)
  }

  private static func isLaterFunction(_ formula: String, _ range: Range<Int>) -> Bool {
    let word = String(decoding: Array(formula.utf8)[range], as: UTF8.self)
    return laterFunctions.contains(word.uppercased())
  }

  /// Whether a byte belongs to a name; those of 128 and more are parts of letters.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
