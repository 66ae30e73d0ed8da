import Importing
import Quantities
import SeriesStore
import Testing

/// A small file as a vendor writes it, with numbers made up for these tests, and what it becomes.
struct VendorSample: Sendable, CustomTestStringConvertible {
  /// What is special about it.
  let name: String
  /// The only format that may recognise it.
  let format: String
  let text: String
  var wish = ImportWish(retrieved: VendorSample.retrieved)
  /// The rows, each as `price 2024-01-01 1.25 USD/token measured`, in the order of the harvest.
  let rows: [String]
  /// What is passed over, as `2 without a value`.
  var skipped: [String] = []
  var subject = ""

  var testDescription: String { "\(format): \(name)" }
  var file: ImportFile { ImportFile(name: "sample", bytes: Array(text.utf8)) }

  static let retrieved = Day(year: 2026, month: 6, day: 1) ?? Day(number: 0)

  /// A wish that gives words of the vendor a name.
  static func naming(_ names: [String: String]) -> ImportWish {
    ImportWish(retrieved: retrieved, names: names)
  }

  /// A wish for a file whose newest day is whole.
  static func whole(_ names: [String: String] = [:]) -> ImportWish {
    ImportWish(retrieved: retrieved, names: names, keepsNewestDay: true)
  }
}

/// The rows of a harvest, one in a line.
func lines(_ harvest: Harvest) -> [String] {
  harvest.series.flatMap { series in
    series.rows.map { row in
      let days = row.start == row.end ? "\(row.start)" : "\(row.start)..\(row.end)"
      return "\(series.series) \(days) \(row.value) \(series.unit ?? "-") \(series.evidence)"
    }
  }
}

/// The fault with which a text is refused, when it is recognised and read as `import` does it.
func refusal(
  _ text: String, vendor: String? = nil, _ wish: ImportWish = VendorSample.whole()
) -> String {
  let file = ImportFile(name: "f", bytes: Array(text.utf8))
  do throws(ImportFault) {
    let importer = vendor.map { Importer(VendorFormats.named($0)) } ?? Importer()
    let format = try importer.recognise(file).format
    let harvest = try importer.read(file, as: format, wish)
    return "read: \(lines(harvest))"
  } catch {
    return "\(error)"
  }
}

@Suite struct VendorFormatTests {
  @Test(arguments: VendorSample.all)
  func `a sample is recognised by its own format alone`(sample: VendorSample) throws {
    let opening = Opening(sample.file)
    let found = VendorFormats.all.filter { $0.recognise(opening) != nil }.map(\.id)
    #expect(found == [sample.format])
  }

  @Test(arguments: VendorSample.all)
  func `a sample becomes the rows that were worked out by hand`(sample: VendorSample) throws {
    let importer = Importer()
    let format = try importer.recognise(sample.file).format
    let harvest = try importer.read(sample.file, as: format, sample.wish)
    #expect(lines(harvest) == sample.rows)
    #expect(harvest.tally.skipped.map { "\($0.count) \($0.reason)" } == sample.skipped)
    #expect(harvest.subject == sample.subject)
    let passed = harvest.tally.skipped.reduce(0) { $0 + $1.count }
    #expect(harvest.tally.read == harvest.tally.taken + passed)
  }

  @Test func `each format has a sample, an id of its vendor and words of its own`() {
    let sampled = Set(VendorSample.all.map(\.format) + ["coingecko-csv"])
    #expect(Set(VendorFormats.all.map(\.id)).subtracting(sampled).isEmpty)
    for format in VendorFormats.all {
      #expect(format.id.hasPrefix(format.vendor.id + "-"))
      #expect(Set(format.measures.map(\.word)).count == format.measures.count)
    }
    #expect(Set(VendorFormats.all.map(\.id)).count == VendorFormats.all.count)
  }

  @Test(arguments: VendorSample.all.filter { !$0.format.hasSuffix("-csv") })
  func `a sample that is cut short is refused with its place`(sample: VendorSample) {
    let message = refusal(String(sample.text.dropLast(2)), sample.wish)
    #expect(message.contains("f:byte ") && message.hasSuffix("[truncated]"), "\(message)")
  }
}
