import DatasetLoading
import Foundation

/// A file to import: its bytes, and the name that messages give it.
package final class ImportFile: Sendable {
  /// The name, as the user gave it.
  package let name: String
  private let content: Content

  enum Content: Sendable {
    case bytes([UInt8])
    case mapped(MappedFile)
  }

  /// Creates a file of bytes that were received.
  package init(name: String, bytes: [UInt8]) {
    (self.name, content) = (name, .bytes(bytes))
  }

  /// Opens a file of the disk; what is no plain file, such as a pipe, is read to its end.
  package init(path: String) throws(ImportFault) {
    name = path
    do throws(MappedFile.Refusal) {
      content = try MappedFile.open(path)
    } catch {
      throw ImportFile.unreadable(path, error)
    }
  }

  /// Reads what another program hands over.
  package static func standardInput() throws(ImportFault) -> ImportFile {
    let name = "standard input"
    do throws(MappedFile.Refusal) {
      return ImportFile(name, try MappedFile.content(of: STDIN_FILENO))
    } catch {
      throw unreadable(name, error)
    }
  }

  private init(_ name: String, _ content: Content) { (self.name, self.content) = (name, content) }

  private static func unreadable(_ name: String, _ refusal: MappedFile.Refusal) -> ImportFault {
    ImportFault(
      .unreadableFile, at: .file, "cannot be read: \(refusal.reason)",
      "check that it exists and may be read"
    ).in(name)
  }

  /// Lends the bytes.
  package func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch content {
    case .bytes(let bytes): try body(bytes.span)
    case .mapped(let file): try file.withBytes(body)
    }
  }

  /// Says that bytes before a position will hardly be read again, so that the memory that holds them
  /// may serve others; call it every few megabytes.
  package func release(before position: Int) {
    if case .mapped(let file) = content { file.release(before: position) }
  }
}
