import Yams

/// A value that somebody wrote into a file that is no table of rows, and its line.
package struct StatedValue: Hashable, Sendable {
  /// Its keys, `series.revenue.gaps`; elements of lists by their id, else by number.
  package let path: String
  /// The text as written, without quotes.
  package let text: String
  /// The line, from 1.
  package let line: Int
}

extension StatedValue {
  /// The most values that are read of one file, so that no alias in YAML makes it endless.
  static let most = 100_000

  /// Every value of a file of YAML, or of a `sources.csv`, in its order.
  ///
  /// What is no such file has none: the loader has told why.
  package static func all(of path: String) -> [StatedValue] {
    guard let contents = try? FileContents(path: path) else { return [] }
    return contents.withBytes { bytes in
      path.hasSuffix(".csv") ? SourceValues.read(bytes) : YAMLValues.read(bytes)
    }
  }
}

/// The scalars of a document of YAML.
private struct YAMLValues {
  private(set) var values: [StatedValue] = []

  static func read(_ bytes: Span<UInt8>) -> [StatedValue] {
    let nothing = Fault(.wrongType, "holds nothing", "write something")
    var reader = YAMLValues()
    if let node = try? YAMLDocument.compose(bytes, orFault: nothing) { reader.add(node, "", 0) }
    return reader.values
  }

  private mutating func add(_ node: Node, _ path: String, _ depth: Int) {
    guard depth < 64, values.count < StatedValue.most else { return }
    switch node {
    case .scalar(let scalar):
      values.append(StatedValue(path: path, text: scalar.string, line: node.line))
    case .mapping(let mapping):
      for (key, value) in mapping {
        let name = key.string ?? ""
        add(value, path.isEmpty ? name : "\(path).\(name)", depth + 1)
      }
    case .sequence(let sequence):
      for (name, item) in zip(Self.names(Array(sequence)), sequence) {
        add(item, "\(path)[\(name)]", depth + 1)
      }
    case .alias: return
    }
  }

  /// What elements are called: by their ids where each has one of its own, else by number.
  private static func names(_ items: [Node]) -> [String] {
    let ids = items.compactMap { $0.mapping?["id"]?.string }
    return ids.count == items.count && Set(ids).count == ids.count
      ? ids : items.indices.map { "\($0 + 1)" }
  }
}

/// The cells of a `sources.csv`, by source and column.
private enum SourceValues {
  static func read(_ bytes: Span<UInt8>) -> [StatedValue] {
    var reader = CSVReader(position: byteOrderMark(bytes), line: 1)
    var (header, values) = ([String](), [StatedValue]())
    while (try? reader.next(in: bytes, before: bytes.count)) == true {
      let cells = reader.fields.map { $0.text(in: bytes) }
      guard !header.isEmpty else {
        header = cells
        continue
      }
      guard let place = header.firstIndex(of: "id"), place < cells.count else { break }
      for (name, cell) in zip(header, cells) where name != "id" {
        values.append(
          StatedValue(path: "\(cells[place]).\(name)", text: cell, line: reader.recordLine))
      }
    }
    return values
  }
}
