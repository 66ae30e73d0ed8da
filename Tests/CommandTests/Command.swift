import Foundation

/// What came of running the command once.
struct Outcome {
  let code: Int32
  /// Standard output.
  let output: String
  /// Standard error.
  let messages: String

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// The binary under test, which lies beside the tests.
enum Command {
  /// Runs `depin-audit` with some arguments.
  ///
  /// - Parameters:
  ///   - arguments: As a shell would split them.
  ///   - folder: The working directory.
  ///   - script: A shell script to run instead, in which `"$0" "$@"` is the command.
  ///   - environment: Variables in addition to the test's own.
  /// - Returns: Exit code and what was printed.
  /// - Throws: What keeps the process from starting.
  static func run(
    _ arguments: [String], in folder: URL, through script: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    if let script {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script, binary.path] + arguments
    } else {
      process.executableURL = binary
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files take any amount; two pipes would have to be emptied at the same time.
    let places = try ["output", "messages"].map { try Scratch(name: $0) }
    (process.standardOutput, process.standardError) = (places[0].handle, places[1].handle)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try places[0].text(), messages: try places[1].text())
  }

  /// Starts `depin-audit` without waiting for its end; what it prints is lost.
  static func start(
    _ arguments: [String], in folder: URL, environment: [String: String]
  ) throws -> Process {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    (process.executableURL, process.arguments) = (binary, arguments)
    process.currentDirectoryURL = folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    // Threads of the test runner block signals, and a child inherits that.
    var (all, before) = (sigset_t(), sigset_t())
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_UNBLOCK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
    return process
  }

  /// `.build/debug/depin-audit`: the tests lie in the folder of products or in one below it.
  private static let binary: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while !FileManager.default.isExecutableFile(atPath: folder.path + "/depin-audit") {
      precondition(folder.path != "/", "no depin-audit beside \(CommandLine.arguments[0])")
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent("depin-audit")
  }()
}

/// A file that lives as long as it is referred to.
private final class Scratch {
  let handle: FileHandle
  private let url: URL

  init(name: String) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-\(UUID())")
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}
