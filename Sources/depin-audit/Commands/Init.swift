import ArgumentParser
import DatasetLoading
import Foundation

/// Writes the folder of a new network.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented folder for a new network, to fill in.",
    discussion: """
      The profile explains every key; the tables hold their header only. `depin-audit check` says
      what is still empty.

      EXAMPLES:
        depin-audit init my-network
        depin-audit init my-network --datasets ~/private
      """)

  @Argument(help: "Name of the folder: lower-case letters, digits and single dashes.")
  var network: String
  @Option(
    name: .customLong("datasets"),
    help: .init("Folder of datasets to add to (default: Datasets).", valueName: "dir"),
    completion: .directory)
  var directory = "Datasets"
  @Flag(help: "Add what a folder that exists lacks; files that exist stay as they are.")
  var force = false

  func validate() throws {
    guard PlainName.isFolder(network) else {
      throw ValidationError(
        "'\(network)' is no name of a network; write lower-case letters, digits and single "
          + "dashes, like my-network")
    }
    guard !["benchmarks", "schemas"].contains(network) else {
      throw ValidationError("'\(network)' has a meaning of its own; choose another name")
    }
  }

  func run() throws {
    let manager = FileManager.default
    let folder = "\(directory)/\(network)"
    guard force || !manager.fileExists(atPath: folder) else {
      throw Failure("\(folder): exists; give --force to add the files that it lacks")
    }
    let template = NetworkTemplate(network: network)
    let files =
      template.files.map { ("\(folder)/\($0.name)", $0.text) }
      + [("\(directory)/sources.csv", NetworkTemplate.sourcesHeader)]
    let missing = files.filter { !manager.fileExists(atPath: $0.0) }
    try write(missing.map { ($0.0, Array($0.1.utf8)) }, force: false)
    for (path, _) in missing { try put(path + "\n") }
    say("fill them in, then: depin-audit check \(directory)")
  }
}
