package import DatasetLoading
import SeriesStore

/// A folder of datasets that is set beside another one, with the folders that are laid over it.
package struct ComparedFolder: Sendable {
  /// What was read.
  package let loaded: LoadedDataset
  /// The folders as they were read, without a slash at the end, and what stands for each in places.
  private let roots: [(path: String, name: String)]

  /// A file by the folder that it lies in and its path there: the same in both states.
  struct File: Hashable, Comparable {
    /// 0 for the folder itself, then those laid over it.
    let folder: Int
    let path: String

    static func < (left: File, right: File) -> Bool {
      (left.folder, left.path) < (right.folder, right.path)
    }
  }

  /// Names folders.
  ///
  /// - Parameters:
  ///   - loaded: What was read from them.
  ///   - roots: The paths from which it was read, in their order, and what stands for each in places.
  package init(_ loaded: LoadedDataset, roots: [(path: String, name: String)]) {
    self.loaded = loaded
    self.roots = roots.map { path, name in
      (path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, name)
    }
  }

  /// Names a folder that nothing is laid over.
  package init(_ loaded: LoadedDataset, root: String, name: String) {
    self.init(loaded, roots: [(root, name)])
  }

  /// A file by its path inside its folder; of two folders, one inside the other, the inner one has it.
  func inside(_ path: String) -> File {
    let matches = roots.indices.filter { path.hasPrefix(roots[$0].path + "/") }
    guard let root = matches.max(by: { roots[$0].path.count < roots[$1].path.count }) else {
      return File(folder: 0, path: path)
    }
    return File(folder: root, path: String(path.dropFirst(roots[root].path.count + 1)))
  }

  /// A line of a file, as readers are told.
  func place(_ file: UInt16, _ line: UInt32) -> String {
    place(inside(loaded.dataset.files[Int(file)]), line: Int(line))
  }

  /// A line of a file, as readers are told.
  func place(_ file: File, line: Int) -> String {
    "\(roots[file.folder].name)/\(file.path):\(line)"
  }
}
