import Foundation
import TestSupport
import Testing

struct SignTests {
  private let place: Workplace
  private static let hasMinisign = Program.run(["minisign", "-v"]).status == 0

  init() throws {
    place = try Workplace()
    _ = try place.run("report", "-p", "2025Q4", "--output", "out", "--formats", "csv")
    _ = try place.run("keygen", "ours", "--no-password")
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: place.url(path).path)[.posixPermissions]
      as? Int
  }

  private func secret(_ path: String, _ text: String, mode: Int = 0o600) throws {
    try place.write(path, text)
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: place.url(path).path)
  }

  @Test func `keys are made, the secret one for its owner alone`() throws {
    #expect(try mode("ours.key") == 0o600)
    let line = try #require(try place.text("ours.pub").split(separator: "\n").last)
    let again = try place.run("keygen", "ours", "--no-password")
    #expect(
      again.messages
        == "depin-audit: ours.key: exists, and keys are never replaced; choose another name\n")
    #expect(again.code == 2)
    let other = try place.run("keygen", "other", "--no-password")
    #expect(other.output.hasPrefix("RW") && other.output != line + "\n")
  }

  @Test func `a report is signed and verified`() throws {
    let signed = try place.run("sign", "out", "--key", "ours.key")
    #expect(signed.code == 0 && signed.output == "")
    let digest = try #require(
      try place.text("out/manifest.json").firstMatch(of: /"inputs_digest": "([^"]*)"/)
    ).1
    let line = try #require(try place.text("ours.pub").split(separator: "\n").last)
    for key in ["ours.pub", String(line)] {
      let outcome = try place.run("verify", "out", "--key", key)
      #expect(
        outcome.lines.contains {
          $0.hasPrefix("signed with key ")
            && $0.hasSuffix(": depin-audit report 2025Q4 inputs \(digest)")
        }, "\(outcome.output)")
      #expect(outcome.lines.last == "VERIFIED")
      #expect(outcome.messages == "" && outcome.code == 0)
    }
    #expect(
      try place.run("verify", "out").messages
        == "out/manifest.json.minisig: not checked; give the public key with --key\n")
  }

  @Test func `signing again gives the same bytes`() throws {
    let once = try place.run("sign", "out", "--key", "ours.key", "--comment", "seen by Ada")
    #expect(once.code == 0)
    let first = try place.text("out/manifest.json.minisig")
    let again = try place.run("sign", "out", "--key", "ours.key", "--comment", "seen by Ada")
    #expect(again.messages.hasSuffix(".minisig: exists; give --force to replace it\n"))
    let forced = try place.run(
      "sign", "out", "--key", "ours.key", "--comment", "seen by Ada", "--force")
    #expect((again.code, forced.code) == (2, 0))
    #expect(try place.text("out/manifest.json.minisig") == first)
    #expect(first.contains("\ntrusted comment: seen by Ada\n"))
  }

  @Test func `a signature that does not hold is told first`() throws {
    let missing = try place.run("verify", "out", "--key", "ours.pub", "--files-only")
    #expect(missing.lines[0].hasSuffix("check the path and who may read it [signature.refused]"))
    _ = try place.run("sign", "out", "--key", "ours.key")
    _ = try place.run("keygen", "other", "--no-password")
    let other = try place.run("verify", "out", "--key", "other.pub", "--files-only")
    #expect(other.lines[0].contains("was made with key"))
    let text = try place.text("out/manifest.json.minisig")
    try place.write("out/manifest.json.minisig", text.replacing("2025Q4", with: "2025Q3"))
    let comment = try place.run("verify", "out", "--key", "ours.pub", "--files-only")
    #expect(comment.lines[0].contains("does not fit its trusted comment"))
    try place.write("out/manifest.json.minisig", text)
    try place.write("out/manifest.json", place.text("out/manifest.json") + "\n")
    let content = try place.run("verify", "out", "--key", "ours.pub", "--files-only")
    #expect(content.lines[0].contains("does not fit the content"))
    #expect([missing, other, comment, content].allSatisfy { $0.code == 1 })
  }

  @Test func `a report that is not what its manifest says is not signed`() throws {
    try place.write("out/facts.csv", place.text("out/facts.csv") + "\n")
    let outcome = try place.run("sign", "out", "--key", "ours.key")
    #expect(outcome.messages.contains("facts.csv: changed: SHA-256 is"))
    #expect(outcome.messages.contains("so it was not signed; make the report again"))
    #expect(outcome.code == 2)
    #expect(!place.exists("out/manifest.json.minisig"))
  }

  /// scrypt takes a gigabyte and seconds, as minisign has it.
  @Test func `a password from a file opens the key`() throws {
    try secret("word", "a word\n")
    #expect(try place.run("keygen", "kept", "--password-file", "word").code == 0)
    let signed = try place.run("sign", "out", "--key", "kept.key", "--password-file", "word")
    #expect(signed.code == 0, "\(signed.messages)")
    try secret("word", "another\n")
    let wrong = try place.run(
      "sign", "out", "--key", "kept.key", "--password-file", "word", "--force")
    #expect(
      wrong.messages == "depin-audit: kept.key: does not open with this password; try another "
        + "one [key.password]\n")
    #expect(wrong.code == 2)
  }

  @Test func `secrets that others may read are refused`() throws {
    try secret("open.key", place.text("ours.key"), mode: 0o640)
    let key = try place.run("sign", "out", "--key", "open.key")
    #expect(
      key.messages == "depin-audit: open.key: others may read it; run chmod 600 on it, or make "
        + "another key\n")
    try secret("word", "a word\n", mode: 0o604)
    let word = try place.run("keygen", "new", "--password-file", "word")
    #expect(word.messages.hasPrefix("depin-audit: word: others may read it"))
    #expect((key.code, word.code) == (2, 2))
    #expect(!place.exists("new.key"))
  }

  @Test func `an empty password and a terminal that is not there are told`() throws {
    try secret("word", "\n")
    let empty = try place.run("keygen", "new", "--password-file", "word")
    #expect(
      empty.messages
        == "depin-audit: the password is empty; choose one, or give --no-password\n")
    let nobody = try place.run(["keygen", "new"], through: #"setsid "$0" "$@""#)
    #expect(
      nobody.messages == "depin-audit: no terminal to ask for the password; give its file with "
        + "--password-file\n")
    #expect((empty.code, nobody.code) == (2, 2))
    #expect(!place.exists("new.key") && !place.exists("new.pub"))
  }

  /// Types at a terminal, each answer when it is asked for; prints what the terminal shows.
  private static let typist = """
    import os, pty, sys
    pid, terminal = pty.fork()
    if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
    shown = b""
    for question, answer in ((b"asked.key: ", b"a meloz\\177n\\r"), (b"again: ", b"a melon\\r")):
        while question not in shown: shown += os.read(terminal, 1024)
        os.write(terminal, answer)
    try:
        while True: shown += os.read(terminal, 1024)
    except OSError: pass
    sys.stdout.buffer.write(shown)
    """

  @Test func `a terminal asks twice for a new password, and does not show it`() throws {
    try place.write("typist.py", Self.typist)
    let outcome = try place.run(
      ["keygen", "asked"], through: #"timeout 100 python3 typist.py "$0" "$@""#)
    #expect(outcome.output.contains("Password for asked.key: "), "\(outcome.messages)")
    #expect(outcome.output.contains("The same again: "))
    #expect(!outcome.output.contains("melo"), "\(outcome.output)")
    try secret("word", "a melon\n")
    let signed = try place.run("sign", "out", "--key", "asked.key", "--password-file", "word")
    #expect(signed.code == 0, "\(signed.messages)\(outcome.output)")
  }

  @Test(.enabled(if: SignTests.hasMinisign, "minisign is missing"))
  func `minisign verifies what was signed`() throws {
    _ = try place.run("sign", "out", "--key", "ours.key")
    let checked = Program.run([
      "minisign", "-Vm", place.url("out/manifest.json").path, "-p", place.url("ours.pub").path,
    ])
    #expect(checked.status == 0, "\(checked.output)")
    #expect(checked.output.contains("Trusted comment: depin-audit report 2025Q4 inputs "))
  }

  @Test(.enabled(if: SignTests.hasMinisign, "minisign is missing"))
  func `a report that minisign signed is verified`() throws {
    let made = Program.run([
      "minisign", "-G", "-W", "-p", place.url("their.pub").path, "-s",
      place.url("their.key").path,
    ])
    let signed = Program.run([
      "minisign", "-Sm", place.url("out/manifest.json").path, "-s", place.url("their.key").path,
    ])
    #expect((made.status, signed.status) == (0, 0))
    let outcome = try place.run("verify", "out", "--key", "their.pub")
    #expect(outcome.lines.contains { $0.contains("file:manifest.json\\thashed") })
    #expect(outcome.lines.last == "VERIFIED")
  }
}
