package import DatasetLoading
import SeriesStore

/// A folder of datasets that is set beside another one.
package struct ComparedFolder: Sendable {
  /// What was read.
  package let loaded: LoadedDataset
  /// What its places begin with.
  package let name: String
  private let root: String

  /// Names a folder.
  ///
  /// - Parameters:
  ///   - loaded: What was read from it.
  ///   - root: The path from which it was read.
  ///   - name: What stands for that path in places.
  package init(_ loaded: LoadedDataset, root: String, name: String) {
    (self.loaded, self.name) = (loaded, name)
    self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
  }

  /// A file by its path inside the folder.
  func inside(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// A line of a file, as readers are told.
  func place(_ file: UInt16, _ line: UInt32) -> String {
    "\(name)/\(inside(loaded.dataset.files[Int(file)])):\(line)"
  }
}
