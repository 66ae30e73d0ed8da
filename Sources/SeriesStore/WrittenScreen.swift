/// A screen as its file states it; whoever evaluates it parses the formulas.
public struct WrittenScreen: Hashable, Sendable {
  /// The key by which it is asked for.
  public var id: String
  /// The name in a report; empty where the id serves.
  public var title: String
  /// What it looks for.
  public var meaning: String
  /// Whether meeting it is a warning.
  public var isFlag: Bool
  /// A condition on the networks that it is about; `nil` for all.
  public var universe: Text?
  /// Conditions that all have to hold.
  public var require: [Rule]
  /// Conditions that speak for a network.
  public var prefer: [Rule]
  /// The formula that sorts networks; `nil` where names do.
  public var order: Text?
  /// Whether the greatest comes first.
  public var isDescending: Bool
  /// How many networks are listed of those that meet it; `nil` for all.
  public var limit: Int?
  /// The path of its file.
  public var path: String
  /// Its first line there.
  public var line: UInt32

  /// A text in the formula language and the line where it stands.
  public struct Text: Hashable, Sendable {
    /// What is written.
    public var text: String
    /// Its line in the file.
    public var line: UInt32

    /// Creates a text.
    public init(_ text: String, line: UInt32 = 0) { (self.text, self.line) = (text, line) }
  }

  /// A condition and what is said of it.
  public struct Rule: Hashable, Sendable {
    /// What has to hold.
    public var condition: Text
    /// Where its threshold comes from.
    public var source: String
    /// How much it counts beside the others.
    public var weight: Double

    /// Creates a rule.
    public init(_ condition: Text, source: String = "", weight: Double = 1) {
      (self.condition, self.source, self.weight) = (condition, source, weight)
    }
  }

  /// Creates a screen.
  public init(
    id: String, title: String = "", meaning: String = "", isFlag: Bool = false,
    universe: Text? = nil, require: [Rule], prefer: [Rule] = [], order: Text? = nil,
    isDescending: Bool = false, limit: Int? = nil, path: String = "", line: UInt32 = 0
  ) {
    (self.id, self.title, self.meaning, self.isFlag) = (id, title, meaning, isFlag)
    (self.universe, self.require, self.prefer) = (universe, require, prefer)
    (self.order, self.isDescending, self.limit) = (order, isDescending, limit)
    (self.path, self.line) = (path, line)
  }
}

extension [WrittenScreen] {
  /// These screens with others that come after them; one of the same id takes the place of the first.
  public func replaced(by others: [WrittenScreen]) -> [WrittenScreen] {
    var screens = self
    for screen in others {
      if let place = screens.firstIndex(where: { $0.id == screen.id }) {
        screens[place] = screen
      } else {
        screens.append(screen)
      }
    }
    return screens
  }
}
