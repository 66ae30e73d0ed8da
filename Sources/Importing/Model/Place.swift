/// Where in a file something stands.
package enum Place: Hashable, Sendable {
  /// The file as a whole.
  case file
  /// A line, from 1.
  case line(Int)
  /// A byte, from 0.
  case byte(Int)

  /// The place behind a file's name: `:14`, `:byte 1204`, nothing for the whole.
  package var suffix: String {
    switch self {
    case .file: ""
    case .line(let line): ":\(line)"
    case .byte(let byte): ":byte \(byte)"
    }
  }

  /// The place within a sentence: `line 14`, `byte 1204`.
  package var words: String {
    switch self {
    case .file: "another place"
    case .line(let line): "line \(line)"
    case .byte(let byte): "byte \(byte)"
    }
  }
}
