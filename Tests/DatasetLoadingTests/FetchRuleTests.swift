import SeriesStore
import Testing

@testable import DatasetLoading

@Suite struct FetchRuleTests {
  private func load(_ fetch: String) throws -> LoadedDataset {
    let base = """
      name: Helium
      token: {symbol: HNT, launched: 2020-04}
      category: wireless
      mechanism: none
      fetch:

      """
    return try TemporaryDataset.helium(["helium/network.yaml": base + fetch]).load()
  }

  private func rules(_ fetch: String) throws -> [FetchRule] {
    let loaded = try load(fetch)
    #expect(loaded.diagnostics.map(\.description) == [])
    return try #require(loaded.dataset.networks.first).profile.fetches
  }

  @Test func `a series is fetched from one place or several`() throws {
    let rules = try rules(
      """
        price: {vendor: coingecko, id: helium}
        fees:
          - {vendor: defillama, id: helium-network}
          - {vendor: artemis, id: hnt, metric: fees}
        tokens_burned: {vendor: solana, id: Mint, metric: burned, account: Payer}
      """)
    #expect(
      rules == [
        FetchRule(series: "price", vendor: "coingecko", id: "helium", line: 6),
        FetchRule(series: "fees", vendor: "defillama", id: "helium-network", line: 8),
        FetchRule(series: "fees", vendor: "artemis", id: "hnt", metric: "fees", line: 9),
        FetchRule(
          series: "tokens_burned", vendor: "solana", id: "Mint", metric: "burned", account: "Payer",
          line: 10),
      ])
  }

  @Test(arguments: [
    (
      "  prise: {vendor: coingecko, id: helium}",
      "'fetch' is \"prise\", neither a standard series nor declared; did you mean 'price'? "
        + "[unknown-series]"
    ),
    (
      "  price: {vendor: coingeko, id: helium}",
      "'fetch.price.vendor' is \"coingeko\", not a word that the key allows; did you mean "
        + "'coingecko'? [unknown-word]"
    ),
    (
      "  price: {vendor: dune, id: ../x}",
      "'fetch.price.id' is \"../x\", not a plain name; write the vendor's own word, in letters, "
        + "digits, '-', '_' and '.' [not-a-name]"
    ),
    (
      "  price: {vendor: dune, id: 7, metric: a b}",
      "'fetch.price.metric' is \"a b\", not a plain name; write the vendor's own word, in letters, "
        + "digits, '-', '_' and '.' [not-a-name]"
    ),
    ("  price: {vendor: dune}", "'fetch.price.id' is missing; add 'id: …' [missing-key]"),
    (
      "  price: {vendor: dune, id: 7, key: s3cret}",
      "'fetch.price.key' is no key of a profile; use vendor, id, metric, account [unknown-key]"
    ),
    (
      "  price: {vendor: dune, id: 7, account: Payer}",
      "'fetch.price.account' is not taken by dune; leave it out; only solana reads the "
        + "transactions of an account [unknown-key]"
    ),
    (
      "  price: {vendor: solana, id: Mint, account: a b}",
      "'fetch.price.account' is \"a b\", not a plain name; write the vendor's own word, in letters, "
        + "digits, '-', '_' and '.' [not-a-name]"
    ),
    (
      "  price: coingecko",
      "'fetch.price' is not a mapping; write it as {key: value} [wrong-type]"
    ),
  ])
  func `what cannot be fetched is told with its line`(_ fetch: String, _ problem: String) throws {
    let messages = try load(fetch).diagnostics.map(\.description)
    #expect(messages.count == 1)
    let message = try #require(messages.first)
    #expect(message.hasSuffix("network.yaml:6: error: " + problem), "\(message)")
  }
}
