import Testing

@testable import DatasetLoading

@Suite struct CSVReaderTests {
  /// All records of a text, a fault being written as its rule and line.
  private func records(_ bytes: [UInt8]) -> [[String]] {
    var (reader, result) = (CSVReader(position: byteOrderMark(bytes.span), line: 1), [[String]]())
    while true {
      do throws(CSVFault) {
        guard try reader.next(in: bytes.span, before: bytes.count) else { return result }
        result.append(reader.fields.map { $0.text(in: bytes.span) })
      } catch {
        result.append(["\(error.rule)", "\(error.line)"])
      }
    }
  }

  @Test(arguments: [
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("", []), ("\n\r\n\n", []), ("a", [["a"]]), (",", [["", ""]]), ("\"\"", [[""]]),
    ("\n\na,\n\n,b", [["a", ""], ["", "b"]]),
    ("\"a,\"\"b\"\"\",\"c\nd\"\n e ,f\n", [["a,\"b\"", "c\nd"], [" e ", "f"]]),
    ("\"a\r\nb\"\r\nc", [["a\r\nb"], ["c"]]),
    ("x\"y,z\nok\n", [["stray-quote", "1"], ["ok"]]),
    ("\"x\"y,z\nok\n", [["stray-quote", "1"], ["ok"]]),
    ("\"x\" ,z\nok\n", [["stray-quote", "1"], ["ok"]]),
    ("a\rb\nok\n", [["lone-cr", "1"], ["ok"]]), ("a\r", [["lone-cr", "1"]]),
    ("a\u{0}\nok\n", [["nul-byte", "1"], ["ok"]]),
    ("ok\n\"a\u{0}\"\nok\n", [["ok"], ["nul-byte", "2"], ["ok"]]),
    ("\"a\nb\nc", [["unterminated-quote", "1"]]),
    ("x\n\"a\"\",b\nc", [["x"], ["unterminated-quote", "2"]]),
  ])
  func `a text has these records`(_ text: String, _ expected: [[String]]) {
    #expect(records(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80],
  ])
  func `bytes that are no UTF-8 are refused in their line`(_ bytes: [UInt8]) {
    let quoted = Array("ok\n\"x\",\"".utf8) + bytes + Array("\"\nok".utf8)
    #expect(records(quoted) == [["ok"], ["not-utf8", "2"], ["ok"]])
    let plain = Array("ok\nx,".utf8) + bytes + Array("\nok".utf8)
    #expect(records(plain) == [["ok"], ["not-utf8", "2"], ["ok"]])
  }

  @Test(arguments: ["\n", "\r\n"], [false, true])
  func `what is written reads back`(_ lineEnd: String, _ isQuotedAlways: Bool) {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("ab,\"\n\r é1-.")
    for _ in 0..<500 {
      let table = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        (0..<3).map { _ in
          String(
            (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
              alphabet.randomElement(using: &generator)
            })
        }
      }
      let text = table.map { row in
        row.map { field in
          isQuotedAlways || field.utf8.contains { Array("\",\r\n".utf8).contains($0) }
            ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",") + lineEnd
      }
      #expect(records(Array(text.joined().utf8)) == table)
    }
  }

  @Test func `a line of 64 MB is refused at once and the next line is read`() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 20)
    for text in [long, Array("\"".utf8) + long] {
      let bytes = Array("a\n".utf8) + text + Array("\nb\n".utf8)
      #expect(records(bytes) == [["a"], ["line-too-long", "2"], ["b"]])
    }
    #expect(records(Array("a\n\"\n".utf8) + long) == [["a"], ["unterminated-quote", "2"]])
  }
}
