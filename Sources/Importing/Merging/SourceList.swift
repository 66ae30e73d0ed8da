import DatasetLoading
package import Quantities

/// What `sources.csv` says of a source.
package struct SourceStatement: Hashable, Sendable {
  /// The id that rows carry.
  package var id: String
  /// What it is called.
  package var title: String
  /// Who published it.
  package var publisher: String
  /// Where it can be read; empty where unknown.
  package var url: String
  /// When it was published; `nil` where unknown.
  package var published: Day?
  /// When it was read.
  package var retrieved: Day
  /// The terms under which it may be used.
  package var licence: String

  /// Creates what a source row says.
  package init(
    id: String, title: String, publisher: String, url: String, published: Day? = nil,
    retrieved: Day, licence: String
  ) {
    (self.id, self.title, self.publisher, self.url) = (id, title, publisher, url)
    (self.published, self.retrieved, self.licence) = (published, retrieved, licence)
  }

  /// The source of a vendor's figures of a network.
  package init(
    _ vendor: Vendor, network: String, named name: String, id: String?, retrieved: Day
  ) {
    self.init(
      id: id ?? "\(vendor.id)-\(network)", title: "Figures of \(name) by \(vendor.title)",
      publisher: vendor.title, url: vendor.url, retrieved: retrieved, licence: vendor.licence)
  }

  fileprivate func cell(_ column: String) -> String {
    switch column {
    case "id": id
    case "title": title
    case "publisher": publisher
    case "url": url
    case "published": published?.description ?? ""
    case "retrieved": retrieved.description
    case "licence": licence
    default: ""
    }
  }
}

/// A `sources.csv` to which a source is added where its id belongs.
enum SourceList {
  private static let columns = [
    "id", "title", "publisher", "url", "published", "retrieved", "licence",
  ]

  /// The file with a source that it does not have.
  static func adding(
    _ source: SourceStatement, to content: [UInt8]?, path: String
  ) throws(ImportFault) -> [UInt8] {
    let fresh = columns.joined(separator: ",") + "\n"
    let bytes = content.flatMap { $0.isEmpty ? nil : $0 } ?? Array(fresh.utf8)
    let span = bytes.span
    var reader = CSVReader(position: byteOrderMark(span), line: 1)
    var (header, ids, ends): ([String], [String], [Int]) = ([], [], [])
    do throws(CSVFault) {
      while try reader.next(in: span, before: span.count) {
        if header.isEmpty {
          header = reader.fields.map { $0.text(in: span) }
        } else if let column = header.firstIndex(of: "id"), column < reader.fields.count {
          ids.append(reader.fields[column].text(in: span))
        }
        ends.append(reader.position)
      }
    } catch {
      throw SeriesFile.faulty(path, error.line)
    }
    guard ends.count == ids.count + 1 else { throw SeriesFile.faulty(path, 1) }
    // In a list by id the new one goes to its place, else to the end.
    let isSorted = zip(ids, ids.dropFirst()).allSatisfy { $0 <= $1 }
    let index = isSorted ? ids.firstIndex { $0 > source.id } ?? ids.count : ids.count
    let line = header.map { csvField(source.cell($0)) }.joined(separator: ",")
    var edits = TextEdits()
    let position = ends[index]
    edits.replace(
      position..<position, by: LineForm(bytes).inserted([line], at: position, of: bytes))
    return edits.applied(to: bytes)
  }
}
