import ArgumentParser
import Assurance
import Foundation

/// Makes a pair of keys.
struct KeygenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Make a pair of keys to sign reports with, in minisign's form.",
    discussion: """
      Writes NAME.key, which is secret and for its owner alone, and NAME.pub, which
      is for everyone, and prints the public key. Keys that exist are never replaced.

      EXAMPLES:
        depin-audit keygen ~/keys/auditor
        depin-audit keygen auditor --password-file ~/keys/auditor.password
      """)

  @Argument(help: "Path of both files without their endings.", completion: .file())
  var name: String
  @Flag(help: "Write the secret key unprotected; keep its file where nobody else can read it.")
  var noPassword = false
  @OptionGroup var password: PasswordOptions

  func run() throws {
    guard !noPassword || password.passwordFile == nil else {
      throw ValidationError("--no-password and --password-file exclude each other; give one")
    }
    let (secretPath, publicPath) = (name + ".key", name + ".pub")
    for path in [secretPath, publicPath] where FileManager.default.fileExists(atPath: path) {
      throw Failure("\(path): exists, and keys are never replaced; choose another name")
    }
    let password = noPassword ? nil : try password.new(for: secretPath)
    let key = SigningKey.random()
    do {
      try writeSecret(
        secretPath, try SecretKeyFile.file(of: key, password: password))
    } catch let error as SigningError {
      throw Failure("\(secretPath): \(error)")
    }
    try write([(publicPath, Array(key.publicKey.text.utf8))], force: false)
    try put(key.publicKey.line + "\n")
    say("\(secretPath): keep it secret, and a copy of it; \(publicPath): give it to your readers")
  }

  /// Writes a file that only its owner may read, from memory that is wiped.
  private func writeSecret(_ path: String, _ content: SecretBytes) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError.last.writing(path) }
    defer { close(descriptor) }
    do throws(SystemError) {
      try unsafe content.withBytes { bytes throws(SystemError) in
        try unsafe writeAll(UnsafeRawBufferPointer(bytes), to: descriptor)
      }
      guard fsync(descriptor) == 0 else { throw .last }
    } catch {
      unsafe unlink(path)
      throw error.writing(path)
    }
  }
}
