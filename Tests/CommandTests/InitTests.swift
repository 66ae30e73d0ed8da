import Testing

struct InitTests {
  @Test func `a new folder has no errors as it is written`() throws {
    let place = try Workplace([:])
    let outcome = try place.run("init", "my-network-2")
    #expect(
      outcome.output == """
        Datasets/my-network-2/network.yaml
        Datasets/my-network-2/sources.csv
        Datasets/my-network-2/revenue.csv
        Datasets/my-network-2/tokens_emitted.csv
        Datasets/my-network-2/price.csv
        Datasets/my-network-2/circulating_supply.csv
        Datasets/sources.csv

        """)
    #expect(outcome.messages == "fill them in, then: depin-audit check Datasets\n")
    #expect(try place.text("Datasets/my-network-2/network.yaml").contains("name: My Network 2 "))
    let check = try place.run("check")
    #expect(check.lines.last == "FINDINGS 6")
    #expect(check.output.contains("; 0 errors, 6 warnings, 0 findings\n"))
    #expect(check.code == 0)
  }

  @Test func `what the profile shows in comments is sound too`() throws {
    let place = try Workplace([:])
    _ = try place.run("init", "new")
    let lines = try place.text("Datasets/new/network.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    // From the first key on, a comment is an example where it holds a key or a list item.
    let start = lines.firstIndex { $0.hasPrefix("name:") } ?? 0
    let examples = lines[start...].filter {
      $0.firstMatch(of: /^# (?:[a-z_]+:| {2}(?:- \{|[a-z-]+: ))/) != nil
    }
    let stated = lines[start...].filter { !$0.hasPrefix("#") && !$0.hasPrefix("token:") }
    let profile = stated + examples.map { $0.dropFirst(2) }
    try place.write("Datasets/new/network.yaml", profile.joined(separator: "\n") + "\n")
    try place.write(
      "Datasets/new/sources.csv",
      """
      id,title,publisher,url,published,retrieved,licence
      my-source,Quarterly letter,The Foundation,,2026-01-15,2026-02-01,CC0
      my-other-source,Other letter,The Foundation,,2026-01-15,2026-02-01,CC0

      """)
    let check = try place.run("check")
    #expect(check.output.contains("; 0 errors, "), "\(check.output)")
    #expect(examples.count > 10)
  }

  @Test func `it joins a dataset that exists and is reported with it`() throws {
    let place = try Workplace()
    #expect(try place.run("init", "dawn").code == 0)
    #expect(try place.text("Datasets/sources.csv") == Workplace.sources)
    let outcome = try place.run("get", "dawn", "revenue", "-p", "2025Q4")
    #expect(outcome.output == "n/a: needs 'revenue'\n")
  }

  @Test func `what exists is never overwritten`() throws {
    let place = try Workplace()
    let refused = try place.run("init", "comet")
    #expect(
      refused.messages
        == "depin-audit: Datasets/comet: exists; give --force to add the files that it lacks\n")
    #expect(refused.code == 2)
    let before = try place.bytes(of: "Datasets")
    let outcome = try place.run("init", "comet", "--force")
    #expect(outcome.lines.count == 4)
    let after = try place.bytes(of: "Datasets")
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    #expect(after.count == before.count + 4)
  }

  @Test func `another folder of datasets may be named`() throws {
    let place = try Workplace()
    #expect(try place.run("init", "dawn", "--datasets", "private").code == 0)
    let check = try place.run("check", "--datasets", "Datasets", "--datasets", "private")
    #expect(check.output.contains(", 3 networks, "))
    #expect(check.code == 0)
  }
}
