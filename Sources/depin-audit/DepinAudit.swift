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

      EXAMPLES:
        depin-audit report -p 2025Q4
        depin-audit get helium revenue_to_emission -p 2025Q4
        depin-audit check
        depin-audit --generate-completion-script bash
      """,
    version: releaseNumber,
    subcommands: [
      ReportCommand.self, GetCommand.self, TableCommand.self, MetricsCommand.self,
      ScreenCommand.self, ScorecardCommand.self,
      ClaimsCommand.self, ReconcileCommand.self, OpinionCommand.self, CheckCommand.self,
      FetchCommand.self, StatusCommand.self, DiffCommand.self, InitCommand.self,
      ImportCommand.self, VerifyCommand.self, SignCommand.self, KeygenCommand.self,
    ])

  static func main() {
    turnWritingSignalsIntoErrors()
    do {
      var command = try parseAsRoot()
      do {
        try command.run()
      } catch {
        try explain(error, in: type(of: command))
      }
    } catch {
      exit(withError: error)
    }
  }

  /// Says why a command ended, and turns the reason into its exit code.
  private static func explain(_ error: any Error, in command: any ParsableCommand.Type) throws {
    Terminal.progress("")
    switch error {
    case let failure as Failure:
      say("depin-audit: \(failure)")
      throw ExitCode(2)
    case let error as ValidationError:
      let name = command.configuration.commandName ?? ""
      say("depin-audit \(name): \(error.message)\nSee 'depin-audit \(name) --help'.")
      throw ExitCode.validationFailure
    default: throw error
    }
  }
}

/// The release, as printed on every report; there is no clock or commit in it.
let releaseNumber = "0.1.0"
