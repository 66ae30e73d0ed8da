import ArgumentParser
import Assurance
import Foundation
import TextRendering

/// Says whether a report is what its manifest, its datasets and its signature say.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a report: its files, its datasets, the figures made again, who signed it.",
    discussion: """
      Hashes every file, makes the report again in memory, compares all bytes and
      writes nothing. The last line is VERIFIED, or DIFFERS with the number of
      differences and exit code 1.

      EXAMPLES:
        depin-audit verify Reports/2025Q4
        depin-audit verify Reports/2025Q4 --key auditor.pub -O json
        depin-audit verify ~/Downloads/2025Q4 --key auditor.pub --files-only
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: .init("Folder of the report.", valueName: "report"), completion: .directory)
  var report: String
  @Option(
    help: .init(
      "Public key of who signed it: a file of minisign, or its line that begins with RW.",
      valueName: "key"),
    completion: .file(extensions: ["pub"]))
  var key: String?
  @Flag(help: "Only hash the files of the report; needs no datasets.") var filesOnly = false
  @Option(
    help: .init(
      "What the report was compared with, where it was made with --previous.", valueName: "dir"),
    completion: .directory)
  var previous: String?
  @Option(
    name: [.customShort("O"), .long],
    help: .init("Form of what is printed: text or json.", valueName: "form"))
  var outputFormat = Format.text
  @OptionGroup var folders: FolderOptions

  func run() throws {
    let key = try key.map(PublicKey.init(argument:))
    var verification = try Verification(ReportFolder(report))
    if let key { try verification.checkSignature(with: key) }
    if verification.checkFiles(), !filesOnly {
      try verification.recompute(from: folders, previous: previous)
    }
    switch outputFormat {
    case .text: try put(verification.text)
    case .json: try put(JSONWriter().text(of: verification.json))
    }
    if key == nil, FileManager.default.fileExists(atPath: "\(report)/\(Manifest.signatureName)") {
      say("\(report)/\(Manifest.signatureName): not checked; give the public key with --key")
    }
    if !verification.differences.isEmpty { throw ExitCode(1) }
  }
}

extension PublicKey {
  /// The key of a file, or of the line itself.
  init(argument: String) throws {
    if argument.utf8.count == 56, argument.hasPrefix("RW"),
      let key = try? PublicKey(Array(argument.utf8))
    {
      self = key
      return
    }
    // People keep keys behind links, so that these are followed.
    let path = URL(fileURLWithPath: argument).resolvingSymlinksInPath().path
    let bytes = try PlainFile.bytes(of: path, atMost: SecretKeyFile.largestFile)
    do throws(SigningError) {
      try self.init(bytes)
    } catch {
      throw Failure("\(argument): \(error)")
    }
  }
}
