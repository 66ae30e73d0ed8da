import Importing
import TestSupport
import Testing

/// Reads a text in pieces of a size, and gives its tokens with their texts and places.
func tokens(_ bytes: [UInt8], piece: Int = .max) throws(ImportFault) -> [String] {
  let log = Log()
  let stream = JSONStream { token, text, offset in
    let text = String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
    log.lines.append("\(offset) \(token)" + (text.isEmpty ? "" : " \(text)"))
  }
  var start = 0
  while start < bytes.count {
    let end = start + min(piece, bytes.count - start)
    try stream.feed(bytes.span.extracting(start..<end))
    start = end
  }
  try stream.finish()
  return log.lines
}

/// The fault of a text, as it is printed.
func fault(_ bytes: [UInt8], piece: Int = .max) -> String? {
  do throws(ImportFault) {
    _ = try tokens(bytes, piece: piece)
    return nil
  } catch {
    return "\(error)"
  }
}

func fault(_ text: String) -> String? { fault(Array(text.utf8)) }

final class Log { var lines: [String] = [] }

@Suite struct JSONStreamTests {
  @Test(arguments: [Int.max, 1, 3, 7])
  func `tokens come in the order of the bytes, with their places`(piece: Int) throws {
    let text = #"{"a": [1, -2.50e+3, "x\u00e9"], "b": {"c": null, "d": true, "e": false}}"#
    // The text of the string is shorter than its escape, so its place lies inside the quotes.
    #expect(
      try tokens(Array(text.utf8), piece: piece) == [
        "0 beginObject", "1 name a", "6 beginArray", "7 number 1", "10 number -2.50e+3",
        "24 string xé", "29 endArray", "32 name b", "37 beginObject", "38 name c", "43 null",
        "49 name d", "54 true", "60 name e", "65 false", "70 endObject", "71 endObject",
      ])
  }

  @Test(
    arguments: [
      "9007199254740993",
      "115792089237316195423570985008687907853269984665640564039457584007913129639935",
      "131000000.123456789012345678901234567890", "0.000000000000000000000000000001", "-0", "1E400",
    ])
  func `numbers are the digits of the file`(digits: String) throws {
    #expect(try tokens(Array("[\(digits)]".utf8)).contains("1 number \(digits)"))
    #expect(try tokens(Array(digits.utf8)) == ["0 number \(digits)"])
  }

  @Test func `a byte order mark is passed over, and places count it`() throws {
    #expect(try tokens([0xEF, 0xBB, 0xBF] + Array("[1]".utf8))[1] == "4 number 1")
  }

  @Test func `64 brackets are read, and 65 refused`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(fault(nested(64)) == nil)
    #expect(
      fault(nested(65))
        == ":byte 64: error: opens more than 64 brackets at once; no vendor's file does; download it again [too-deep]"
    )
    #expect(fault(String(repeating: "[", count: 1_000_000))?.hasSuffix("[too-deep]") == true)
  }

  @Test(
    arguments: [
      (#"{"a":1,"b":2,"a":3}"#, 13, "a"), (#"{"x":{"k":1},"k":2,"y":[{"k":1,"k":2}]}"#, 31, "k"),
      (#"{"a":1,"\u0061":2}"#, 12, "a"),
    ])
  func `a name that stands twice in an object is refused`(text: String, at: Int, name: String) {
    #expect(
      fault(text)
        == ":byte \(at): error: '\(name)' stands twice in one object, so that it can be read in two ways; delete the wrong one, or download the file again [duplicate-key]"
    )
  }

  @Test func `the same name in two objects is fine, and in a large object one twice is found`() {
    #expect(fault(#"[{"a":1},{"a":1,"b":{"a":2}}]"#) == nil)
    let many = (0..<5000).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    #expect(fault("{\(many)}") == nil)
    #expect(fault("{\(many),\"n17\":0}")?.contains("'n17' stands twice") == true)
    #expect(fault("{\(many),\"n4999\":0}")?.contains("'n4999' stands twice") == true)
  }

  @Test func `an object of more than 100,000 names is refused`() {
    let many = (0...100_000).map { "\"\($0)\":0" }.joined(separator: ",")
    #expect(fault("{\(many)}")?.hasSuffix("[wrong-shape]") == true)
  }

  @Test(
    arguments: [
      ("", "json", ": error: is empty; download it again [empty-file]"),
      (" \n ", "", ": error: is empty; download it again [empty-file]"),
      (
        "<!DOCTYPE html><html>", "",
        ": error: the file is a web page, not data; the vendor may have refused the request; get the file again [unknown-format]"
      ),
      (" \n<html>", "", "[unknown-format]"), ("<?xml version=\"1.0\"?>", "", "[unknown-format]"),
      ("%PDF-1.7", "", "[unknown-format]"),
      (
        "PK\u{3}\u{4}", "",
        ": error: is a zip archive; unpack it and import what is inside [unknown-format]"
      ),
      (
        #"{"a":[1,2"#, "",
        ":byte 9: error: ends before it is complete; the download was cut short; download it again [truncated]"
      ),
      (#"{"a":"x"#, "", "[truncated]"), ("[", "", "[truncated]"),
      ("[tru", "", "[truncated]"),
      (
        "[1]]", "",
        ":byte 3: error: goes on after its end; keep one JSON text in a file; where each line is one, ask the vendor for a list [syntax]"
      ),
      ("{}\n{}", "", ":byte 3: error: goes on after its end;"),
      (
        "[1,NaN]", "",
        ":byte 3: error: holds NaN, which is no number in JSON; write null where the value is missing [syntax]"
      ),
      ("[-Infinity]", "", ":byte 1: error: holds -Infinity, which is no number"),
      ("{\"a\":Infinity}", "", ":byte 5: error: holds Infinity, which is no number"),
      ("[nan]", "", "[syntax]"),
      ("[01]", "", "[syntax]"), ("[1.]", "", "a number lacks its decimals"),
      ("[-]", "", "a number lacks its digits"),
      ("[1 2]", "", "a ',' or ']' is missing"), ("{\"a\" 1}", "", "a ':' is missing"),
      ("{a:1}", "", ":byte 1: error: is no JSON here ('a')"), ("{1:1}", "", "a name is missing"),
      ("[1,]", "", "[syntax]"), ("{\"a\":1,}", "", "[syntax]"),
      ("[1] // x", "", "[syntax]"), ("[\"\u{1}\"]", "", "a control character in a text"),
      (#"["\x"]"#, "", "an escape that JSON does not know"),
      (#"["\u12G4"]"#, "", "an escape lacks its four digits"),
      ("day,value\n2024-01-01,1\n", "", "[syntax]"),
    ])
  func `what is no JSON is told`(text: String, _: String, message: String) {
    let fault = fault(text) ?? "none"
    #expect(fault.contains(message), "\(fault)")
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], [0xFE, 0xFF, 0x00, 0x5B], [0x5B, 0x00, 0x5D, 0x00],
      [0x00, 0x5B, 0x00, 0x5D],
    ] as [[UInt8]])
  func `UTF-16 is told`(bytes: [UInt8]) {
    #expect(fault(bytes) == ": error: is written in UTF-16; save it as UTF-8 [not-utf8]")
  }

  @Test func `a compressed file is told`() {
    #expect(
      fault([0x1F, 0x8B, 8, 0])
        == ": error: is compressed with gzip; run gunzip on it first [unknown-format]")
  }

  @Test(
    arguments: [
      [0xFF], [0xC3, 0x28], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ]
      as [[UInt8]])
  func `bytes that are no UTF-8 are refused, in texts and in names`(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let text = [UInt8(ascii: "["), quote] + bytes + [quote, UInt8(ascii: "]")]
    #expect(fault(text)?.hasSuffix("[not-utf8]") == true)
    let name = [UInt8(ascii: "{"), quote] + bytes + Array("\":1}".utf8)
    #expect(fault(name)?.hasSuffix("[not-utf8]") == true)
  }

  @Test func `a text of more than 16 MB is refused as soon as it is that long`() {
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    let stream = JSONStream { _, _, _ in }
    var pieces = 0
    #expect(throws: ImportFault.self) {
      try stream.feed(
        [UInt8](#"["#.utf8 + Array(repeating: 0x20, count: 600) + Array("\"".utf8)).span)
      for _ in 0..<100 {
        try stream.feed(piece.span)
        pieces += 1
      }
    }
    #expect((15...17).contains(pieces))
  }

  @Test func `what the receiver throws stops the reading`() {
    let enough = ImportFault(.noValues, at: .file, "enough", "")
    let log = Log()
    #expect(throws: enough) {
      try JSONStream.read(ImportFile(name: "a", bytes: Array("[1,2,3]".utf8))) {
        token, _, _ throws(ImportFault) in
        log.lines.append("\(token)")
        if log.lines.count == 2 { throw enough }
      }
    }
    #expect(log.lines.count == 2)
  }
}

@Suite struct JSONFuzzTests {
  static let samples = [
    #"{"prices":[[1704067200000,1.25],[1704153600000,1.31]],"market_caps":[],"x":"\u00e9\n"}"#,
    #"{"data":{"symbols":{"smp":{"fees":[{"date":"2024-01-01","val":100.0},{"date":null}]}}}}"#,
    #"[[1704067200000,"1.25000000",null,true,false,-1.5e-7,{"a":[[]],"é":{}}]]"#,
  ]

  @Test func `texts that are cut and bent are read or refused, the same in any pieces`() throws {
    var random = SplitMix(state: 20_261_123)
    for sample in JSONFuzzTests.samples {
      for round in 0..<1500 {
        var bytes = Array(sample.utf8)
        if round.isMultiple(of: 2) {
          bytes.removeSubrange(Int.random(in: 0..<bytes.count, using: &random)...)
        }
        for _ in 0..<(round % 4) where !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        let whole = fault(bytes)
        let parts = fault(bytes, piece: Int.random(in: 1...9, using: &random))
        #expect((whole == nil) == (parts == nil), "\(String(decoding: bytes, as: UTF8.self))")
        let outline = JSONOutline.of(bytes, isWhole: true)
        #expect((outline.fault == nil) == (whole == nil))
      }
    }
  }

  @Test func `a text that is cut anywhere is refused`() {
    for sample in JSONFuzzTests.samples {
      let bytes = Array(sample.utf8)
      for end in 1..<bytes.count {
        #expect(fault(Array(bytes[..<end]))?.hasSuffix("[truncated]") == true, "\(end)")
      }
    }
  }
}
