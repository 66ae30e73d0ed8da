import TestSupport
import Testing
import TextRendering

@Suite struct JSONReaderTests {
  private func value(_ text: String) throws(JSONReader.Fault) -> JSONValue {
    try JSONReader.value(of: Array(text.utf8))
  }

  @Test(arguments: [
    "{}", "[]", "[1,-2,0.5,\"a\",true,false,null]", #"{"a":{"b":[[],{}]},"c":""}"#,
    #"["\"\\\n\r\t\u0007é🚀"]"#, "\"text\"", "0", "-0.25",
  ])
  func `what is written reads back`(_ text: String) throws {
    #expect(JSONWriter().line(of: try value(text)) == text)
    let indented = JSONWriter().text(of: try value(text))
    #expect(JSONWriter().line(of: try value(indented)) == text)
  }

  @Test func `escapes of others are read`() throws {
    #expect(try value(#""\u0041\/\b\f\ud83d\ude80""#).text == "A/\u{8}\u{C}🚀")
  }

  @Test(arguments: [
    ("", 1, "ends before it is complete"), ("{\n\"a\": 1,\n", 3, "lacks a name here"),
    ("[1,\n2", 2, "ends before it is complete"), ("[1 2]", 1, "lacks a ',' or ']' here"),
    ("{\"a\":1,\n\"a\":2}", 2, "has the member 'a' twice"), ("{\"a\" 1}", 1, "lacks a ':' here"),
    ("[]\n\n[]", 3, "goes on after its end"), ("\"a", 1, "ends within a text"),
    ("\"a\nb\"", 1, "holds a control character within a text"),
    (#""\x""#, 1, "holds an escape that JSON does not know"),
    (#""\u00g0""#, 1, "holds an escape without four digits"),
    (#""\ud83d""#, 1, "holds half a character"), (#""\ude80""#, 1, "holds half a character"),
    ("tru", 1, "holds no value here"), ("NaN", 1, "holds no value here"),
    ("01", 1, "holds a number that is none"), ("1.", 1, "holds a number that is none"),
    ("1e", 1, "holds a number that is none"), ("-", 1, "holds a number that is none"),
    ("+1", 1, "holds a number that is none"), ("1e999", 1, "holds a number that is none"),
    ("--1", 1, "holds a number that is none"),
  ])
  func `a fault has its line`(_ text: String, _ line: Int, _ problem: String) {
    do {
      _ = try value(text)
      Issue.record("read \(text)")
    } catch {
      #expect((error.line, error.problem) == (line, problem))
    }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: JSONReader.Fault.self) {
      try JSONReader.value(of: [0x22, 0xFF, 0x22])
    }
  }

  @Test func `brackets may be open to a depth and no deeper`() throws {
    let deepest = JSONReader.deepest
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try value(nested(deepest + 1))
    #expect(throws: JSONReader.Fault.self) { try self.value(nested(deepest + 2)) }
    #expect(throws: JSONReader.Fault.self) {
      try self.value(String(repeating: "[{\"a\":", count: 200_000))
    }
  }

  /// Damaged documents are read or refused, and what is read is written and reads back the same.
  @Test func `no bytes make it fail otherwise`() throws {
    var random = SplitMix(state: 8)
    let document = Array(
      #"{"a": [1, -2.5e3, "é\u0041\n", true, null], "b": {"c": [], "d": {}}, "e": ""}"#.utf8)
    var (read, refused) = (0, 0)
    for _ in 0..<20_000 {
      var bytes = document
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        }
      }
      guard let value = try? JSONReader.value(of: bytes) else {
        refused += 1
        continue
      }
      read += 1
      let line = JSONWriter().line(of: value)
      #expect(try JSONWriter().line(of: JSONReader.value(of: Array(line.utf8))) == line)
    }
    #expect(read > 1000 && refused > 1000)
  }
}
