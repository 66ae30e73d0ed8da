import Foundation
import ReportModel
import TextRendering

/// What standard output and standard error are connected to.
enum Terminal {
  /// The columns of the terminal that standard output is, or `nil` for a file or a pipe.
  static var width: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    if let text = variable("COLUMNS"), let columns = Int(text), columns > 0 { return columns }
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Whether standard output shows bold and faint letters, by the custom of no-color.org.
  static var isStyled: Bool {
    isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR") == nil && variable("TERM") != "dumb"
  }

  /// A table as this standard output shows it.
  static func text(of table: Table) -> String {
    TerminalTable(width: width, isStyled: isStyled).text(of: table)
  }

  /// Says on a terminal what a long command is doing, on a line that the next word replaces.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1, variable("TERM") != "dumb" else { return }
    let line = "\r\u{1B}[K" + (text.isEmpty ? "" : text + "…")
    try? writeAll(Array(line.utf8), to: STDERR_FILENO)
  }

  /// A variable of the environment that says something.
  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
