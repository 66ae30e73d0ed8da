/// The files opened so far, numbered in the order in which they are asked for.
struct FileRegister {
  private(set) var loaded: [LoadedFile] = []
  var log = DiagnosticLog()

  /// The paths by number.
  var paths: [String] { loaded.map(\.path) }

  /// Opens a file and numbers it; one that cannot be read is reported.
  mutating func open(_ path: String) -> (contents: FileContents, index: Int)? {
    do throws(Fault) {
      let contents = try FileContents(path: path)
      loaded.append(LoadedFile(path: path, byteCount: contents.byteCount))
      return (contents, loaded.count - 1)
    } catch {
      log.report(error, file: path, line: 0)
      return nil
    }
  }
}
