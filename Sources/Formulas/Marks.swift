extension Figure {
  /// Marks of a figure, each at most once, in the order in which `Mark` lists them.
  ///
  /// Every figure has such a set, most are empty: bits are copied and joined without the heap.
  public struct Marks: Hashable, Sendable, Sequence, ExpressibleByArrayLiteral {
    private var bits: UInt16 = 0

    /// Creates a set of some marks.
    public init(arrayLiteral marks: Mark...) { for mark in marks { insert(mark) } }

    /// Whether there is none.
    public var isEmpty: Bool { bits == 0 }

    /// Whether a mark is among them.
    public func contains(_ mark: Mark) -> Bool { bits & mark.bit != 0 }

    /// Adds a mark.
    public mutating func insert(_ mark: Mark) { bits |= mark.bit }

    /// Takes a mark away.
    public mutating func remove(_ mark: Mark) { bits &= ~mark.bit }

    /// Adds all of another set.
    public mutating func formUnion(_ other: Marks) { bits |= other.bits }

    /// The marks, in their order.
    public func makeIterator() -> [Mark].Iterator {
      Mark.allCases.filter(contains).makeIterator()
    }
  }
}

extension Figure.Mark {
  fileprivate var bit: UInt16 {
    let place: UInt16 =
      switch self {
      case .proRated: 0
      case .midPrice: 1
      case .scheduled: 2
      case .byRule: 3
      case .carried: 4
      case .dated: 5
      case .parts: 6
      case .opposedBounds: 7
      case .sinceFirstClose: 8
      }
    return 1 << place
  }
}
