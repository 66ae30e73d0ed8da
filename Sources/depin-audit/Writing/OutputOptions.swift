import ArgumentParser

/// Where a command writes what it found, and in which form.
struct OutputOptions<Form: OutputForm>: ParsableArguments {
  @Option(
    name: [.customShort("O"), .long],
    help: .init(
      "Form of what is written (default: by the file's ending, else table).", valueName: "form"))
  var outputFormat: Form?
  @Option(
    name: .shortAndLong,
    help: .init("Write to a file; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "Replace the file if it exists.") var force = false

  /// Whether a form or a file is asked for.
  var isAsked: Bool { outputFormat != nil || output != nil }

  /// The file to write; `nil` for standard output.
  var file: String? { output == "-" ? nil : output }

  /// The form to write, as `OutputForm.chosen` finds it.
  func form() throws -> Form { try Form.chosen(outputFormat, file: file) }

  /// Writes the content to the file, or to standard output.
  func deliver(_ content: [UInt8]) throws {
    if let file { try write([(file, content)], force: force) } else { try put(content) }
  }

  func deliver(_ text: String) throws { try deliver(Array(text.utf8)) }
}
