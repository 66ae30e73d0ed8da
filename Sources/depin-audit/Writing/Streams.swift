import Foundation

/// Prints data to standard output.
///
/// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
func put(_ data: [UInt8]) throws {
  do throws(SystemError) {
    try writeAll(data, to: STDOUT_FILENO)
  } catch {
    if error.code != EPIPE { throw error.writing("standard output") }
  }
}

/// Prints a text to standard output.
func put(_ text: String) throws { try put(Array(text.utf8)) }

/// Prints a message for people to standard error; nobody is left to hear of a failure to do so.
func say(_ message: String) {
  try? writeAll(Array((message + "\n").utf8), to: STDERR_FILENO)
}

/// Makes writing to a closed pipe or past a limit of size an error that is handled here, where the
/// system's custom is to end the process at once and leave files half written.
func turnWritingSignalsIntoErrors() {
  for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
}

/// Why the command could not do it; exit code 2.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
