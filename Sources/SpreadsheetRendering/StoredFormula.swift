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

  /// The formula with the prefixes that it lacks; quoted texts and sheet names stay as they are.
  ///
  /// Works on bytes: a workbook has some hundred thousand formulas.
  static func text(of formula: String) -> String {
    let bytes = formula.utf8
    var result = ""
    var (copied, word) = (bytes.startIndex, bytes.startIndex)
    var quote: UInt8?
    for index in bytes.indices {
      let byte = bytes[index]
      if quote == nil, isWordByte(byte) { continue }
      if quote == nil, byte == UInt8(ascii: "("), isLaterFunction(formula[word..<index]) {
        result += formula[copied..<word] + "_xlfn."
        copied = word
      }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      word = bytes.index(after: index)
    }
    return copied == bytes.startIndex && result.isEmpty ? formula : result + formula[copied...]
  }

  private static func isLaterFunction(_ word: Substring) -> Bool {
    !word.isEmpty && laterFunctions.contains(word.uppercased())
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
