import Quantities

/// Dates as HTTP writes them, in each of the three forms of RFC 9110, section 5.6.7.
enum WebDate {
  /// Seconds since 1970-01-01; `nil` where the text is no date.
  static func seconds(_ text: String) -> Double? {
    let words = text.split { " ,-:".contains($0) }.map(String.init)
    // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`
    switch words.count {
    case 8 where words[7] == "GMT":
      return seconds(words[3], words[2], words[1], Array(words[4...6]))
    case 7: return seconds(words[6], words[1], words[2], Array(words[3...5]))
    default: return nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func seconds(
    _ year: String, _ month: String, _ day: String, _ time: [String]
  ) -> Double? {
    let numbers = ([year, day] + time).map { Int($0) }.compactMap(\.self)
    guard numbers.count == 5, let month = months.firstIndex(of: month),
      let day = Day(year: full(numbers[0]), month: month + 1, day: numbers[1]),
      (0..<24).contains(numbers[2]), (0..<60).contains(numbers[3]), (0...60).contains(numbers[4])
    else { return nil }
    return Double(Int(day.number) * 86_400 + numbers[2] * 3600 + numbers[3] * 60 + numbers[4])
  }

  /// A year of two digits is the one from 1970 to 2069.
  private static func full(_ year: Int) -> Int {
    year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year
  }
}
