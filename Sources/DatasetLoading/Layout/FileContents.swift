import Foundation

#if canImport(FoundationEssentials)
import FoundationEssentials
#endif

/// The bytes of one file, mapped and not copied.
struct FileContents: Sendable {
  let path: String
  private let data: Data

  /// Maps a file.
  ///
  /// - Throws: A fault of the file as a whole.
  init(path: String) throws(Fault) {
    self.path = path
    do {
      // Opening a pipe would wait for a writer, so what is no regular file is not opened.
      let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      let type = try FileManager.default.attributesOfItem(atPath: target)[.type]
      guard type as? FileAttributeType != .typeSymbolicLink else {
        throw Fault(
          .unreadableFile, "cannot be read: the link leads nowhere", "mend the link or delete it")
      }
      guard type as? FileAttributeType == .typeRegular else {
        throw Fault(
          .notAFile, type as? FileAttributeType == .typeDirectory ? "a folder" : "no regular file",
          "put a file here, or rename it")
      }
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(
        .unreadableFile, "cannot be read: \(FileContents.reason(error))",
        "check that it exists and may be read")
    }
    guard !data.isEmpty else {
      throw Fault(.emptyFile, "the file is empty", "write its contents or delete it")
    }
  }

  /// The size of the file.
  var byteCount: Int { data.count }

  /// Lends the bytes.
  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(data.span) }

  /// Why the system refused, in words that do not depend on its version.
  static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: "it does not exist"
    case .fileReadNoPermission: "permission denied"
    default: "the system refused it"
    }
  }
}
