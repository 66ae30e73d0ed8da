/// The names of the objects that are open, to find one that stands twice.
struct OpenNames {
  /// The most names of one object; more would be kept for nothing but this test.
  static let most = 100_000
  /// Up to here comparing one by one is faster than a set.
  private static let few = 24

  private var names: [String] = []
  /// Where the names of each open object begin.
  private var starts: [Int] = []
  /// The names of large objects, by their depth.
  private var sets: [Int: Set<String>] = [:]

  enum Outcome {
    case new
    case twice
    case tooMany
  }

  mutating func open() { starts.append(names.count) }

  mutating func close() {
    sets[starts.count] = nil
    if let start = starts.popLast() { names.removeLast(names.count - start) }
  }

  mutating func add(_ name: String) -> Outcome {
    let start = starts.last ?? 0
    let count = names.count - start
    guard count < OpenNames.most else { return .tooMany }
    if count < OpenNames.few {
      if names[start...].contains(name) { return .twice }
    } else {
      let known = sets[starts.count] == nil ? Set(names[start...]) : []
      guard sets[starts.count, default: known].insert(name).inserted else { return .twice }
    }
    names.append(name)
    return .new
  }
}
