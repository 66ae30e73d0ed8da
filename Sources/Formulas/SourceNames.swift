/// Ids of sources, each once, in the order of the alphabet.
///
/// Figures mostly rest on one source, or on the same as the figure they are joined with: such sets
/// are told apart and joined without hashing.
public struct SourceNames: Hashable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private var ids: [String]

  /// Creates a set of some ids.
  public init(arrayLiteral ids: String...) { self.ids = Set(ids).sorted() }

  /// The place of the first id.
  public var startIndex: Int { 0 }
  /// The place behind the last id.
  public var endIndex: Int { ids.count }
  /// The id at a place.
  public subscript(index: Int) -> String { ids[index] }

  /// Adds an id.
  public mutating func insert(_ id: String) {
    if ids.last == id { return }
    let index = ids.firstIndex { $0 >= id } ?? ids.count
    if index == ids.count || ids[index] != id { ids.insert(id, at: index) }
  }

  /// Adds all of another set.
  public mutating func formUnion(_ other: SourceNames) {
    if ids.isEmpty {
      self = other
    } else if self != other {
      for id in other { insert(id) }
    }
  }

  /// The ids of both sets.
  public func union(_ other: SourceNames) -> SourceNames {
    var union = self
    union.formUnion(other)
    return union
  }
}
