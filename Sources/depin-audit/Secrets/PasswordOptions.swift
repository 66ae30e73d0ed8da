import ArgumentParser
import Assurance
import Foundation

/// Where the password of a secret key comes from: a terminal or a file, never the command line or the
/// environment, which other programs can read.
struct PasswordOptions: ParsableArguments {
  @Option(
    help: .init(
      "File whose first line is the password; nobody else may read it (default: ask).",
      valueName: "file"),
    completion: .file())
  var passwordFile: String?

  /// The password of a key that exists.
  func existing(for path: String) throws -> SecretBytes {
    try fromFile() ?? Prompt.secret("Password of \(path): ")
  }

  /// A password for a new key, typed twice.
  func new(for path: String) throws -> SecretBytes {
    if let password = try fromFile() { return try accepted(password) }
    let password = try accepted(Prompt.secret("Password for \(path): "))
    let again = try Prompt.secret("The same again: ")
    guard password.isEqual(to: again) else {
      throw Failure("the passwords differ; nothing was written")
    }
    return password
  }

  private func accepted(_ password: SecretBytes) throws -> SecretBytes {
    guard password.count > 0 else {
      throw Failure("the password is empty; choose one, or give --no-password")
    }
    return password
  }

  private func fromFile() throws -> SecretBytes? {
    guard let passwordFile else { return nil }
    let bytes = try PlainFile.secret(of: passwordFile, atMost: Prompt.longest)
    let count = unsafe bytes.withBytes { bytes in
      unsafe bytes.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        ?? bytes.count
    }
    return bytes.part(0..<count)
  }
}

/// Asks on the terminal for what must not be shown.
enum Prompt {
  /// The longest answer, in bytes.
  static let longest = 1024

  /// What is typed up to the end of the line, without showing it.
  static func secret(_ question: String) throws -> SecretBytes {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw Failure("no terminal to ask for the password; give its file with --password-file")
    }
    defer { close(terminal) }
    var before = termios()
    guard unsafe tcgetattr(terminal, &before) == 0 else {
      throw SystemError.last.reading("/dev/tty")
    }
    var silent = before
    // Keys come one by one and signals as keys, so that Ctrl-C leaves no silent terminal behind.
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    unsafe tcsetattr(terminal, TCSAFLUSH, &silent)
    defer {
      unsafe tcsetattr(terminal, TCSAFLUSH, &before)
      try? writeAll(Array("\n".utf8), to: terminal)
    }
    try? writeAll(Array(question.utf8), to: terminal)
    let line = SecretBytes(count: longest)
    return line.part(0..<(try typed(into: line, from: terminal)))
  }

  /// How many bytes were typed.
  private static func typed(into line: SecretBytes, from terminal: Int32) throws -> Int {
    var count = 0
    while true {
      let key = SecretBytes(count: 1)
      let status = unsafe key.withBytes { unsafe read(terminal, $0.baseAddress, 1) }
      if status < 0, errno == EINTR { continue }
      guard status == 1 else { throw Failure("interrupted; nothing was written") }
      switch unsafe key.withBytes({ unsafe $0[0] }) {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return count
      // Ctrl-C, Ctrl-D, Ctrl-\
      case 0x03, 0x04, 0x1C: throw Failure("interrupted; nothing was written")
      // Ctrl-U takes all back, Backspace the last character of UTF-8.
      case 0x15: count = 0
      case 0x08, 0x7F:
        unsafe line.withBytes { line in
          while count > 0 {
            count -= 1
            if unsafe line[count] & 0xC0 != 0x80 { break }
          }
        }
      case let byte:
        guard count < longest else {
          throw Failure("the password has more than \(longest) bytes; nothing was written")
        }
        unsafe line.withBytes { unsafe $0[count] = byte }
        count += 1
      }
    }
  }
}
