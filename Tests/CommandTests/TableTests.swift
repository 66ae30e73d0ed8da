import Foundation
import TestSupport
import Testing

struct TableTests {
  @Test func `no golden file is left over`() throws { try expectNoOrphanGoldens() }

  @Test func `figures lie in a table, periods in columns`() throws {
    let outcome = try Workplace().run("table", "-p", "2025Q3..2025Q4")
    try expectGolden(outcome.output, named: "figures.txt")
    #expect(outcome.code == 0)
  }

  @Test(arguments: ["csv", "tsv"])
  func `data files carry the columns of facts`(form: String) throws {
    let outcome = try Workplace().run(
      "table", "beacon", "--metrics", "revenue,jobs", "-p", "2025Q4", "-O", form)
    let expected = """
      id,network,metric,basis,period,value,unit,state,reason,coverage,split_share,evidence,grain,\
      marks,sources,bound,read_on,observations
      beacon/revenue@2025Q4,beacon,revenue,,2025Q4,400,USD,value,,1,,burn,quarter,,ledger,,,
      beacon/jobs@2025Q4,beacon,jobs,,2025Q4,16,count,partial,,0.021739130434782608,,measured,day,\
      ,ledger,,,

      """
    #expect(outcome.output == (form == "csv" ? expected : expected.replacing(",", with: "\t")))
  }

  @Test func `json carries numbers as numbers and nothing as null`() throws {
    let outcome = try Workplace().run(
      "table", "--metrics", "revenue", "-p", "2025Q4", "-O", "json")
    try expectGolden(outcome.output, named: "revenue.json")
  }

  @Test func `a network without another one's own series is passed over`() throws {
    let outcome = try Workplace().run("table", "--metrics", "jobs", "-p", "2025Q4", "-O", "csv")
    #expect(outcome.lines.dropFirst().map { $0.prefix(18) } == ["beacon/jobs@2025Q4"])
  }

  @Test func `series names every series that has rows, all the catalogue too`() throws {
    let place = try Workplace()
    let series = try place.run("table", "--metrics", "series", "-p", "2025Q4", "-O", "csv")
    #expect(
      series.lines.dropFirst().map { $0.prefix { $0 != "@" } } == [
        "beacon/jobs", "beacon/price", "beacon/revenue", "beacon/tokens_emitted", "comet/price",
      ])
    let all = try place.run("table", "--metrics", "all", "-p", "2025Q4", "-O", "csv")
    #expect(all.output.contains("\nbeacon/jobs@2025Q4,"))
    #expect(all.output.contains("\ncomet/max_drawdown@2025Q4,"))
  }

  @Test func `networks and metrics given twice are printed once`() throws {
    let outcome = try Workplace().run(
      "table", "comet", "comet", "--metrics", "price, price", "-p", "2025Q4", "-O", "csv")
    #expect(outcome.lines.count == 2)
  }

  @Test(arguments: ["csv", "tsv", "json", "md", "txt", "fods"])
  func `a file's ending chooses the form`(ending: String) throws {
    let place = try Workplace()
    let printed = try place.run(
      "table", "-p", "2025Q4", "-O", ending == "txt" ? "table" : ending)
    let written = try place.run("table", "-p", "2025Q4", "-o", "out/figures.\(ending)")
    #expect(try place.text("out/figures.\(ending)") == printed.output)
    #expect(written.output == "")
    #expect(written.code == 0)
  }

  @Test(arguments: ["csv", "tsv", "json", "md", "fods", "table"])
  func `- is standard output`(form: String) throws {
    let place = try Workplace()
    let arguments = ["table", "-p", "2025Q4", "-O", form]
    #expect(try place.run(arguments + ["-o", "-"]).output == place.run(arguments).output)
    #expect(!place.exists("-"))
  }

  @Test(arguments: ["pdf", "xls", "ods", "table"])
  func `an ending that names no form is refused`(ending: String) throws {
    let outcome = try Workplace().run("table", "-p", "2025Q4", "-o", "a/figures.\(ending)")
    #expect(
      outcome.messages.hasPrefix(
        "depin-audit table: '.\(ending)' names no form; end the file's name in one of .txt .csv "
          + ".tsv .json .md .xlsx .fods, or say with -O which of table, csv, tsv, json, md, xlsx, "
          + "fods to write\n"))
    #expect(outcome.code == 64)
  }

  @Test func `a form that is named goes into a file of any ending`() throws {
    let place = try Workplace()
    _ = try place.run("table", "-p", "2025Q4", "-O", "csv", "-o", "figures.data")
    #expect(try place.text("figures.data").hasPrefix("id,network,"))
  }

  @Test func `a file that exists is replaced only by force`() throws {
    let place = try Workplace()
    try place.write("figures.csv", "mine")
    let refused = try place.run("table", "-p", "2025Q4", "-o", "figures.csv")
    #expect(refused.messages == "depin-audit: figures.csv: exists; give --force to replace it\n")
    #expect(refused.code == 2)
    #expect(try place.text("figures.csv") == "mine")
    #expect(try place.run("table", "-p", "2025Q4", "-o", "figures.csv", "--force").code == 0)
    #expect(try place.text("figures.csv").hasPrefix("id,network"))
  }

  @Test func `a link is followed, not replaced`() throws {
    let place = try Workplace()
    try place.write("real.csv", "old")
    try FileManager.default.createSymbolicLink(
      atPath: place.url("link.csv").path, withDestinationPath: "real.csv")
    #expect(try place.run("table", "-p", "2025Q4", "-o", "link.csv", "--force").code == 0)
    #expect(try place.text("real.csv").hasPrefix("id,network"))
  }
}
