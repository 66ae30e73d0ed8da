/// Where in a JSON text pieces of one kind stand: `data.quotes[*]`, `coins.*.prices[*]`.
///
/// `*` stands for any name, `[*]` for any element; the empty path is the whole text.
package struct JSONPath: Hashable, Sendable, ExpressibleByStringLiteral {
  enum Step: Hashable, Sendable {
    case name(String)
    case anyName
    case anyElement
  }

  let steps: [Step]

  package init(stringLiteral text: String) { self.init(text) }

  package init(_ text: String) {
    steps = text.split(separator: ".").flatMap(JSONPath.steps)
  }

  private static func steps(of part: Substring) -> [Step] {
    var (name, elements) = (part, 0)
    while name.hasSuffix("[*]") { (name, elements) = (name.dropLast(3), elements + 1) }
    let first: [Step] = name.isEmpty ? [] : [name == "*" ? .anyName : .name(String(name))]
    return first + Array(repeating: .anyElement, count: elements)
  }
}

/// Which of some paths a place lies on, one bit for each path.
struct JSONPathSet {
  let paths: [[JSONPath.Step]]

  init(_ paths: [JSONPath]) {
    precondition(paths.count <= 64, "the bits of a word stand for paths")
    self.paths = paths.map(\.steps)
  }

  /// The bits of all paths.
  var all: UInt64 { paths.isEmpty ? 0 : UInt64.max >> UInt64(64 - paths.count) }

  /// The paths on which a child at a depth lies, of those on which its parent lies; `nil` is an
  /// element.
  func narrowed(_ bits: UInt64, depth: Int, name: String?) -> UInt64 {
    var (rest, result) = (bits, UInt64(0))
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      guard depth < paths[index].count else { continue }
      switch paths[index][depth] {
      case .name(let own) where own == name: result |= 1 << UInt64(index)
      case .anyName where name != nil: result |= 1 << UInt64(index)
      case .anyElement where name == nil: result |= 1 << UInt64(index)
      default: break
      }
    }
    return result
  }

  /// The first path that ends at a depth.
  func complete(_ bits: UInt64, depth: Int) -> Int? {
    paths.indices.first { bits & 1 << UInt64($0) != 0 && paths[$0].count == depth }
  }
}
