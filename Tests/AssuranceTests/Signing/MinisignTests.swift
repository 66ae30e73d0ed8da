import Assurance
import Foundation
import TestSupport
import Testing

/// Debian's minisign, where it is installed, and the program here read what the other one wrote.
@Suite(.enabled(if: Program.run(["minisign", "-v"]).status == 0, "minisign is missing"))
final class MinisignTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID())")
  private let content = Array("figures\n".utf8)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("content", content)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  /// Runs minisign in the folder; it asks for passwords on its standard input.
  private func minisign(
    _ arguments: String..., typing words: String = ""
  ) -> (status: Int32, output: String) {
    let script = #"cd "$0" && printf "$1" | { shift; exec minisign "$@"; }"#
    return Program.run(["sh", "-c", script, folder.path, words] + arguments)
  }

  @Test(arguments: [nil, "a word"])
  func `minisign accepts our keys and signatures`(_ password: String?) throws {
    let key = SigningKey.random()
    let file = try SecretKeyFile.file(
      of: key, password: password.map { SecretBytes($0.utf8) }, effort: .interactive)
    try write("our.key", unsafe file.withBytes { unsafe Array($0) })
    try write("our.pub", Array(key.publicKey.text.utf8))
    try write("content.minisig", key.signature(of: content, comment: "report 2025Q4").file)
    let checked = minisign("-Vm", "content", "-p", "our.pub")
    #expect(checked.status == 0 && checked.output.contains("report 2025Q4"), "\(checked.output)")
    let signed = minisign(
      "-Sm", "content", "-s", "our.key", "-x", "theirs", typing: password.map { $0 + "\\n" } ?? "")
    #expect(signed.status == 0, "\(signed.output)")
    try Signature(bytes("theirs")).check(content, with: key.publicKey)
    try write("content", Array("Figures\n".utf8))
    #expect(minisign("-Vm", "content", "-p", "our.pub").status != 0)
  }

  @Test(arguments: ["", "-l"])
  func `we accept minisign's keys and signatures`(_ form: String) throws {
    #expect(minisign("-G", "-W", "-p", "their.pub", "-s", "their.key").status == 0)
    let signed =
      form.isEmpty
      ? minisign("-Sm", "content", "-s", "their.key", "-t", "of theirs")
      : minisign("-S", form, "-m", "content", "-s", "their.key", "-t", "of theirs")
    #expect(signed.status == 0, "\(signed.output)")
    let signature = try Signature(bytes("content.minisig"))
    #expect(signature.comment == "of theirs")
    try signature.check(content, with: PublicKey(bytes("their.pub")))
    let key = try SecretKeyFile(SecretBytes(bytes("their.key"))).key(password: nil)
    #expect(key.publicKey.text == String(decoding: try bytes("their.pub"), as: UTF8.self))
  }

  @Test func `we open minisign's key behind a password`() throws {
    let made = minisign(
      "-G", "-p", "their.pub", "-s", "their.key", typing: "a word\\na word\\n")
    #expect(made.status == 0, "\(made.output)")
    let file = try SecretKeyFile(SecretBytes(bytes("their.key")))
    let key = try file.key(password: SecretBytes("a word".utf8))
    #expect(key.publicKey.text == String(decoding: try bytes("their.pub"), as: UTF8.self))
  }
}
