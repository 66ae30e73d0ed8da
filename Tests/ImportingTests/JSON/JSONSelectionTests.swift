import Importing
import Testing

/// The pieces on some paths, each in one line: path, names, index and what it holds.
func pieces(_ paths: [JSONPath], _ text: String) throws -> [String] {
  let log = Log()
  try JSONSelection.read(paths, of: ImportFile(name: "a", bytes: Array(text.utf8))) { match in
    let names = match.names.isEmpty ? "" : " " + match.names.joined(separator: "/")
    log.lines.append("\(match.path)\(names) \(match.index) \(written(match.node))")
  }
  return log.lines
}

private func written(_ node: JSONNode) -> String {
  switch node.content {
  case .array(let elements): "[" + elements.map(written).joined(separator: ",") + "]"
  case .object(let members):
    "{" + members.map { "\($0.name):\(written($0.node))" }.joined(separator: ",") + "}"
  default: node.shown
  }
}

@Suite struct JSONSelectionTests {
  @Test func `rows on two paths come in the order of the bytes, the rest is passed over`() throws {
    let text =
      #"{"x":{"prices":[[9,9]]},"prices":[[1,"a"],[2,null]],"skip":[[[{}]]],"caps":[[3,0.5]]}"#
    #expect(
      try pieces(["prices[*]", "caps[*]"], text) == [
        #"0 0 [1,"a"]"#, "0 1 [2,null]", "1 0 [3,0.5]",
      ])
  }

  @Test func `a star stands for any name, which is handed over`() throws {
    let text = #"{"data":{"symbols":{"smp":{"fees":[1,2],"rev":[3]},"abc":{"fees":"none"}}}}"#
    #expect(
      try pieces(["data.symbols.*.*[*]", "data.symbols.*.*"], text) == [
        "1 smp/fees 0 [1,2]", "1 smp/rev 1 [3]", #"1 abc/fees 0 "none""#,
      ])
    #expect(
      try pieces(["data.symbols.*.*[*]"], text) == [
        "0 smp/fees 0 1", "0 smp/fees 1 2", "0 smp/rev 0 3",
      ])
  }

  @Test func `the whole text, and elements of arrays in arrays`() throws {
    #expect(try pieces([""], #"{"a":[1]}"#) == ["0 0 {a:[1]}"])
    #expect(try pieces([""], "7") == ["0 0 7"])
    #expect(try pieces(["[*][*]"], "[[1,2],[3]]") == ["0 0 1", "0 1 2", "0 0 3"])
    #expect(try pieces(["a[*].b"], #"{"a":[{"b":1},{"c":2},{"b":{}}]}"#) == ["0 0 1", "0 0 {}"])
  }

  @Test func `a node knows its place and its parts`() throws {
    try JSONSelection.read(
      ["a"], of: ImportFile(name: "a", bytes: Array(#"{"a": {"b": [10, "20", null]}}"#.utf8))
    ) {
      let list = $0.node["b"]
      #expect($0.node.offset == 6)
      #expect(list?.elements?.map(\.offset) == [13, 17, 23])
      #expect(list?[0]?.digits == "10")
      #expect(list?[1]?.digits == "20")
      #expect(list?[2]?.isNull == true)
      #expect(list?[3] == nil)
      #expect($0.node["c"] == nil)
    }
  }

  @Test func `a row of more than 100,000 values is refused`() {
    let row = "[[" + String(repeating: "1,", count: 100_001) + "1]]"
    #expect(throws: ImportFault.self) { try pieces(["[*]"], row) }
  }

  @Test func `a fault behind a row comes after that row`() {
    let log = Log()
    #expect(throws: ImportFault.self) {
      try JSONSelection.read(["[*]"], of: ImportFile(name: "a", bytes: Array("[1,2,NaN]".utf8))) {
        log.lines.append($0.node.shown)
      }
    }
    #expect(log.lines == ["1", "2"])
  }
}

@Suite struct JSONOutlineTests {
  @Test func `paths, kinds, first texts, names and lengths are known`() {
    let text = #"{"status":{"error_code":"0"},"data":[[1,"x"],[2,null]],"n":5,"ok":true}"#
    let outline = JSONOutline.of(Array(text.utf8), isWhole: true)
    #expect(outline.fault == nil)
    #expect(outline.root == .object)
    #expect(outline.names("") == ["status", "data", "n", "ok"])
    #expect(outline.text("status.error_code") == "0")
    #expect(outline.has("data[*][*]", .null))
    #expect(!outline.has("data[*][*]", .bool, .object))
    #expect(outline.length("data[*]") == 2)
    #expect(outline.text("n") == "5")
    #expect(outline.text("ok") == "true")
    #expect(!outline.has("nothing"))
  }

  @Test func `of a large text the first part is enough`() {
    let rows = (0..<200_000).map { "[\($0),1]" }.joined(separator: ",")
    let outline = Opening(
      ImportFile(name: "a", bytes: Array(#"{"prices":[\#(rows)],"last":1}"#.utf8))
    ).json
    #expect(outline?.fault == nil)
    #expect(outline?.has("prices[*][*]", .number) == true)
    #expect(outline?.has("last") == false)
  }

  @Test func `its fault is the text's`() {
    #expect(JSONOutline.of(Array("[1,NaN]".utf8), isWhole: true).fault?.place == .byte(3))
    #expect(JSONOutline.of(Array("[1,".utf8), isWhole: true).fault?.rule == .truncated)
    #expect(JSONOutline.of(Array("[1,".utf8), isWhole: false).fault == nil)
  }
}
