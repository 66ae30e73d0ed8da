import ArgumentParser

/// The command: each subcommand parses, calls the library once and prints.
@main struct DepinAudit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "depin-audit",
    abstract: "Economic audits of token networks from cited datasets.",
    discussion: """
      Loads folders of CSV, computes what tells whether a network's business carries its token, and
      writes the quarterly report. Data goes to standard output, messages to standard error.

      EXIT CODES: 0 done; 1 the answer is no (n/a, findings); 2 could not do it; 64 wrong usage.
      """,
    version: releaseNumber,
    subcommands: [ReportCommand.self, GetCommand.self, TableCommand.self])
}

/// The release, as printed on every report; there is no clock or commit in it.
let releaseNumber = "0.1.0"
