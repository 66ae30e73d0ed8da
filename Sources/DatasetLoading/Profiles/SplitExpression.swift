/// How one series follows from another: `revenue`, `revenue / 0.95`, `0.95 of fees`.
struct SplitExpression {
  /// The series that is measured.
  let base: String
  /// What it is multiplied by.
  let factor: Double

  /// Reads an expression.
  ///
  /// - Throws: A fault without field and cell.
  init(_ text: String) throws(Fault) {
    let spaced = text.replacing("/", with: " / ").replacing("*", with: " * ")
    let words = spaced.split(separator: " ").map(String.init)
    switch words.count {
    case 1: (base, factor) = (words[0], 1)
    case 3 where words[1] == "/":
      let divisor = try Self.share(words[2])
      guard divisor > 0, (1 / divisor).isFinite else {
        throw Fault(.splitExpression, "a division by \(words[2])", "divide by a number above 0")
      }
      (base, factor) = (words[0], 1 / divisor)
    case 3 where words[1] == "*": (base, factor) = (words[0], try Self.share(words[2]))
    case 3 where words[1] == "of": (base, factor) = (words[2], try Self.share(words[0]))
    default:
      throw Fault(
        .splitExpression, "no expression of a split",
        "write 'revenue', 'revenue / 0.95', 'revenue * 0.95' or '0.95 of revenue'")
    }
  }

  private static func share(_ text: String) throws(Fault) -> Double {
    guard let share = try? DecimalNumber.parseShare(text), share >= 0 else {
      throw Fault(
        .splitExpression, "a share that is no number of 0 or more", "write it as 0.95 or 95%")
    }
    return share
  }
}
