public import Quantities

/// What `checks.yaml` states: how much findings matter, how far rows may go, and what was waived.
public struct WrittenChecks: Hashable, Sendable {
  /// Settings of checks, each id once.
  public var settings: [Setting] = []
  /// What somebody decided about findings, in the order of the files.
  public var waivers: [Waiver] = []

  /// Creates one that states nothing.
  public init() {}

  /// How one check is to be taken here.
  public struct Setting: Hashable, Sendable {
    /// The id of the check that is set.
    public var id: String
    /// How much its findings matter; `nil` for the check's own word.
    public var severity: Word?
    /// Thresholds that differ from the check's own.
    public var thresholds: [Threshold]
    /// The path of its file.
    public var path: String
    /// The line of its id there.
    public var line: UInt32

    /// Creates a setting.
    public init(
      id: String, severity: Word? = nil, thresholds: [Threshold] = [], path: String = "",
      line: UInt32 = 0
    ) {
      (self.id, self.severity, self.thresholds) = (id, severity, thresholds)
      (self.path, self.line) = (path, line)
    }
  }

  /// A severity as files write it.
  public enum Word: String, Hashable, Sendable, CaseIterable { case note, warning, error }

  /// A threshold as a file states it.
  public struct Threshold: Hashable, Sendable {
    /// The name of the threshold, as the check has it.
    public var name: String
    /// Its value in the threshold's unit; a percentage as a fraction.
    public var value: Double
    /// Its line in the file.
    public var line: UInt32

    /// Creates a threshold.
    public init(_ name: String, _ value: Double, line: UInt32 = 0) {
      (self.name, self.value, self.line) = (name, value, line)
    }
  }

  /// A decision to live with what a check finds in a network, up to a day.
  public struct Waiver: Hashable, Sendable {
    /// The id of the check whose findings are waived.
    public var id: String
    /// The network or benchmark.
    public var network: String
    /// The one series that it is about; empty for all.
    public var series: String
    /// Why it may stand.
    public var reason: String
    /// Who decided.
    public var who: String
    /// The last day on which it holds.
    public var until: Day
    /// The path of its file.
    public var path: String
    /// Its first line there.
    public var line: UInt32

    /// Creates a waiver.
    public init(
      id: String, network: String, series: String = "", reason: String, who: String, until: Day,
      path: String = "", line: UInt32 = 0
    ) {
      (self.id, self.network, self.series, self.reason) = (id, network, series, reason)
      (self.who, self.until, self.path, self.line) = (who, until, path, line)
    }
  }

  /// These settings with others that come after them: a check that is set again is set anew, and
  /// waivers are added.
  public func overlaid(by other: WrittenChecks) -> WrittenChecks {
    var result = self
    let ids = Set(other.settings.map(\.id))
    result.settings = settings.filter { !ids.contains($0.id) } + other.settings
    result.waivers += other.waivers
    return result
  }
}
