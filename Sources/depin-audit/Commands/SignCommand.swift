import ArgumentParser
import Assurance
import Foundation

/// Signs a report.
struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a report, so that others can verify who stands behind it.",
    discussion: """
      Signs manifest.json, which holds the hashes of all other files, and writes
      manifest.json.minisig beside it, in minisign's form. Verify the report first.

      EXAMPLES:
        depin-audit sign Reports/2025Q4 --key ~/keys/auditor.key
        depin-audit sign Reports/2025Q4 --key auditor.key --comment "reviewed by Ada"
      """)

  @Argument(help: .init("Folder of the report.", valueName: "report"), completion: .directory)
  var report: String
  @Option(
    help: .init("Secret key, as keygen or minisign wrote it.", valueName: "file"),
    completion: .file(extensions: ["key"]))
  var key: String
  @Option(
    help: .init(
      "Words to sign with it (default: the quarter and the digest of the inputs).",
      valueName: "text"))
  var comment: String?
  @Flag(help: "Replace a signature that exists.") var force = false
  @OptionGroup var password: PasswordOptions

  func run() throws {
    let folder = try ReportFolder(report)
    let manifest = try checked(folder)
    let path = "\(folder.path)/\(Manifest.signatureName)"
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw Failure("\(path): exists; give --force to replace it")
    }
    let content = try folder.bytes(of: Manifest.fileName, atMost: Manifest.largestFile)
    let comment = comment ?? manifest.signatureComment
    let signature: Signature
    let key = try secretKey()
    do throws(SigningError) {
      signature = try key.signature(of: content, comment: comment)
    } catch {
      throw Failure("--comment: \(error)")
    }
    try write([(path, signature.file)], force: force)
    say("\(path): signed with key \(key.publicKey.id): \(comment)")
  }

  /// The manifest of a folder whose files are those that it lists.
  private func checked(_ folder: ReportFolder) throws -> Manifest {
    var verification = try Verification(folder)
    guard verification.checkFiles(), let manifest = verification.manifest,
      verification.differences.isEmpty
    else {
      for difference in verification.differences.prefix(20) { say("\(difference)") }
      throw Failure(
        "\(folder.path): is not what its manifest says, so it was not signed; make the report again"
      )
    }
    return manifest
  }

  private func secretKey() throws -> SigningKey {
    let bytes = try PlainFile.secret(of: key, atMost: SecretKeyFile.largestFile)
    do {
      let file = try SecretKeyFile(bytes)
      return try file.key(password: file.isProtected ? password.existing(for: key) : nil)
    } catch let error as SigningError {
      throw Failure("\(key): \(error)")
    }
  }
}

extension Manifest {
  /// What a signature says of the report, the same whenever it is made.
  fileprivate var signatureComment: String {
    "depin-audit report \(period) inputs \(digest(of: inputs))"
  }
}
