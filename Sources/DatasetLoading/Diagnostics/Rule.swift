extension Diagnostic {
  /// The catalogue of what can be wrong with a dataset; the raw value is the stable id.
  public enum Rule: String, CaseIterable, Sendable, CustomStringConvertible {
    // Files
    case unreadableFile = "unreadable-file"
    case notAFile = "not-a-file"
    case emptyFile = "empty-file"
    case fileTooLarge = "file-too-large"
    case noRows = "no-rows"
    case noProfile = "no-profile"
    case noSources = "no-sources"
    case folderName = "folder-name"
    // Bytes and records
    case notUTF8 = "not-utf8"
    case nulByte = "nul-byte"
    case loneCR = "lone-cr"
    case lineTooLong = "line-too-long"
    case unterminatedQuote = "unterminated-quote"
    case strayQuote = "stray-quote"
    case fieldCount = "field-count"
    // Headers
    case unknownColumn = "unknown-column"
    case duplicateColumn = "duplicate-column"
    case missingColumn = "missing-column"
    case missingProperty = "missing-property"
    // Cells and values
    case emptyValue = "empty-value"
    case notADate = "not-a-date"
    case noSuchDay = "no-such-day"
    case endBeforeStart = "end-before-start"
    case notANumber = "not-a-number"
    case numberOutOfRange = "number-out-of-range"
    case negativeValue = "negative-value"
    case notAUnit = "not-a-unit"
    case wrongUnit = "wrong-unit"
    case unknownNetwork = "unknown-network"
    case unknownSeries = "unknown-series"
    case unknownSource = "unknown-source"
    case notAName = "not-a-name"
    case notAnAddress = "not-an-address"
    case unknownEvidence = "unknown-evidence"
    case unknownBasis = "unknown-basis"
    case averageAsClose = "average-as-close"
    case unknownKind = "unknown-kind"
    case noAmounts = "no-amounts"
    // Rows against each other
    case duplicateRow = "duplicate-row"
    case overlappingRows = "overlapping-rows"
    case duplicateSource = "duplicate-source"
    case unrankedSource = "unranked-source"
    // Profiles
    case yamlSyntax = "yaml-syntax"
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case unknownWord = "unknown-word"
    case standardSeries = "standard-series"
    case cohortMismatch = "cohort-mismatch"
    case splitExpression = "split-expression"
    case overlappingSplits = "overlapping-splits"
    case overlappingRemints = "overlapping-remints"
    case bridgeForm = "bridge-form"
    case duplicateScheduleRule = "duplicate-schedule-rule"
    case scheduleGap = "schedule-gap"
    // Policies
    case unknownPolicy = "unknown-policy"
    case policyOutOfRange = "policy-out-of-range"
    // Claims
    case duplicateClaim = "duplicate-claim"
    case claimForm = "claim-form"
    // Published tables
    case tieOutForm = "tie-out-form"

    // Screens
    case duplicateScreen = "duplicate-screen"
    case screenForm = "screen-form"
    // Scorecards
    case scorecardForm = "scorecard-form"

    // Own metrics
    case duplicateMetric = "duplicate-metric"
    case metricForm = "metric-form"

    /// How grave a breach is; a few rules merely warn.
    public var severity: Severity {
      switch self {
      case .noRows, .noAmounts, .unrankedSource, .scheduleGap: .warning
      default: .error
      }
    }

    /// The id, as diagnostics print it.
    public var description: String { rawValue }
  }

  /// Whether a fault forbids going on.
  public enum Severity: String, Sendable { case error, warning }
}

extension Diagnostic.Rule {
  /// One line that says what the rule asks for.
  public var meaning: String { fileMeaning ?? cellMeaning ?? profileMeaning }

  private var fileMeaning: String? {
    switch self {
    case .unreadableFile: "a file or folder can be opened and read"
    case .notAFile: "what has the name of a data file is a file, not a folder or device"
    case .emptyFile: "a file holds something"
    case .fileTooLarge: "a YAML file has a size that people can read"
    case .noRows: "a table holds at least one row below its header"
    case .noProfile: "every top-level folder has a network.yaml, every benchmark a benchmark.yaml"
    case .noSources: "the first dataset directory has a sources.csv"
    case .folderName: "a network's folder is named by lower-case letters, digits and single dashes"
    case .notUTF8: "text is encoded as UTF-8"
    case .nulByte: "text holds no NUL byte"
    case .loneCR: "a line ends with LF or CR LF, never with CR alone"
    case .lineTooLong: "a line is at most 1 MB long"
    case .unterminatedQuote: "an opening quote has its closing quote"
    case .strayQuote: "a field is quoted as a whole or not at all"
    case .fieldCount: "a row has as many fields as the header"
    case .unknownColumn: "the header names only columns of its form"
    case .duplicateColumn: "the header names a column once"
    case .missingColumn: "the header names every column that its form requires"
    case .missingProperty: "what a short form leaves out is stated in the profile"
    default: nil
    }
  }

  private var cellMeaning: String? {
    switch self {
    case .emptyValue: "what is required is not empty"
    case .notADate: "a day is written 2025-12-31"
    case .noSuchDay: "a day exists in the calendar"
    case .endBeforeStart: "a period does not end before it starts"
    case .notANumber: "a number is written with digits, a point and nothing else"
    case .numberOutOfRange: "a number fits a double"
    case .negativeValue: "stocks, prices, balances, rewards and amounts of rules are not negative"
    case .notAUnit: "a unit is one word or two words joined by one '/'"
    case .wrongUnit: "values are in the unit of their series, literally"
    case .unknownNetwork: "a bulk row or a claim names a network that has a folder"
    case .unknownSeries: "a series is a standard one or declared in the profile"
    case .unknownSource: "a source is listed in a sources.csv"
    case .notAName: "the id of a source and the symbol of a token are plain words"
    case .notAnAddress: "the address of a source is that of a page, or empty"
    case .unknownEvidence: "evidence is one of the six tiers"
    case .unknownBasis: "a basis is explained in the profile"
    case .averageAsClose: "a price of several days carries a basis, since it is no close"
    case .unknownKind: "the kind of a holder or customer is one of the contract's words"
    case .noAmounts: "a table of holders, customers or suppliers has an amount above 0"
    case .duplicateRow: "one source states the value of a period, or of a party on a day, once"
    case .overlappingRows: "the rows of one source do not overlap in time"
    case .duplicateSource: "an id of a source is defined once"
    case .unrankedSource: "the profile ranks every source of a series"
    default: nil
    }
  }

  private var profileMeaning: String {
    switch self {
    case .yamlSyntax: "a file of YAML is one document"
    case .duplicateKey: "a key stands once in its mapping"
    case .unknownKey: "a profile or claim has only keys of the contract"
    case .missingKey: "a profile or claim has the keys that the contract requires"
    case .wrongType: "a value is a text, a list or a mapping, as the contract says"
    case .unknownWord: "a word is one of those that its key allows"
    case .standardSeries: "a profile leaves the kind of a standard series as it is"
    case .cohortMismatch: "the cohort is the year of the token's launch"
    case .splitExpression: "a split is 'series', 'series / n', 'series * n' or 'n of series'"
    case .unknownPolicy: "policy.yaml states policies by the names of the basis of preparation"
    case .policyOutOfRange: "a policy has a value that makes sense"
    case .duplicateClaim: "an id of a claim is defined once"
    case .duplicateScreen: "an id of a screen is defined once in a file"
    case .screenForm: "a screen lists one network at least"
    case .duplicateMetric: "an id of an own metric is defined once in a file"
    case .metricForm: "an id of an own metric is in snake case"
    case .scorecardForm:
      "a scorecard has weights above 0, scores from 0 to 100, and grades for all of them"
    case .claimForm: "a claim has a test or says what it needs, and keys that belong together"
    case .tieOutForm: "a published figure has a number, a unit and a period, and its table an id"
    case .overlappingRemints: "one rule at a time says how burned tokens come back"
    case .bridgeForm: "a rule of reconciliation says whose rows are meant, and takes one step"
    case .duplicateScheduleRule: "a schedule states a rule once"
    case .scheduleGap: "a schedule of emission has a rule for each day between its first and last"
    default: "one rule at a time splits a series"
    }
  }
}
