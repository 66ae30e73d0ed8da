import Foundation

/// Programs that a test needs beside the package's own.
package enum Program {
  /// Runs a program found on the path.
  ///
  /// - Returns: Its exit status, or −1 where it cannot be run, and what it printed and said.
  package static func run(_ command: [String]) -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    (process.standardOutput, process.standardError) = (pipe, pipe)
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return (-1, "") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Whether Python finds a module.
  package static func hasPython(_ module: String) -> Bool {
    run(["python3", "-c", "import \(module)"]).status == 0
  }

  /// Whether LibreOffice is there.
  package static let hasLibreOffice = run(["soffice", "--version"]).status == 0

  /// Has LibreOffice write a file in another form beside it, with a profile of its own.
  ///
  /// - Returns: The path of the new file, or `nil` with what LibreOffice said.
  package static func converted(_ path: String, to ending: String) -> (path: String?, said: String)
  {
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent().appendingPathComponent("as-\(ending)")
    let profile = FileManager.default.temporaryDirectory.appendingPathComponent("office-\(UUID())")
    defer { try? FileManager.default.removeItem(at: profile) }
    let said = run([
      "soffice", "-env:UserInstallation=\(profile.absoluteString)", "--headless", "--convert-to",
      ending, "--outdir", folder.path, path,
    ]).output
    let result = folder.appendingPathComponent(file.deletingPathExtension().lastPathComponent)
      .appendingPathExtension(ending).path
    return (FileManager.default.fileExists(atPath: result) ? result : nil, said)
  }
}
