/// What a JSON text consists of, in the order of its bytes.
package enum JSONToken: Hashable, Sendable {
  case null
  case `true`
  case `false`
  /// The digits of a number as they stand in the file.
  case number
  case string
  /// The name of what comes next in an object.
  case name
  case beginObject
  case endObject
  case beginArray
  case endArray
}

extension JSONToken {
  /// How many bytes of the file it takes, by the length of its text; a text with escapes takes more.
  func length(_ text: Int) -> Int {
    switch self {
    case .beginObject, .endObject, .beginArray, .endArray: 1
    case .null, .true: 4
    case .false: 5
    case .number: text
    case .string, .name: text + 2
    }
  }
}
