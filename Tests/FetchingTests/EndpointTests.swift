import Quantities
import SeriesStore
import Testing

@testable import Fetching

@Suite struct EndpointTests {
  private static func keys(_ names: [String]) throws -> KeyRing {
    var ring = KeyRing()
    try ring.take(
      environment: Dictionary(
        uniqueKeysWithValues: names.map { (KeyRing.variable($0), "key-of-\($0)") }))
    return ring
  }

  private func wish(
    _ series: String, _ id: String, _ metric: String? = nil, since: String? = "2025-12-01"
  ) throws -> SeriesWish {
    SeriesWish(
      series: series, id: id, metric: metric, since: since.flatMap { Day($0) },
      today: try #require(Day("2025-12-31")))
  }

  private func request(
    _ vendor: String, _ wish: SeriesWish, keys: [String] = []
  ) throws -> Request {
    try #require(Endpoints.of(vendor)).request(wish, Contact(try Self.keys(keys)))
  }

  @Test func `profiles can name each vendor that can be asked`() {
    #expect(Endpoints.all.map(\.vendor) == FetchRule.vendors)
    for endpoint in Endpoints.all { #expect(endpoint.gap > 0.5) }
  }

  @Test func `each vendor is asked as it documents`() throws {
    let cases: [(String, SeriesWish, [String], String)] = [
      (
        "coingecko", try wish("price", "helium"), [],
        "https://api.coingecko.com/api/v3/coins/helium/market_chart/range?vs_currency=usd"
          + "&from=1764547200&to=1767225600&interval=daily&precision=full"
      ),
      (
        "coingecko", try wish("volume", "io", since: nil), ["coingecko-pro", "coingecko"],
        "https://pro-api.coingecko.com/api/v3/coins/io/market_chart?vs_currency=usd&days=max"
          + "&interval=daily&precision=full"
      ),
      (
        "defillama", try wish("fees", "helium"), [],
        "https://api.llama.fi/summary/fees/helium?dataType=dailyFees"
      ),
      (
        "defillama", try wish("revenue", "helium"), ["defillama"],
        "https://pro-api.llama.fi/(key)/api/summary/fees/helium?dataType=dailyRevenue"
      ),
      (
        "defillama", try wish("price", "helium"), ["defillama"],
        "https://coins.llama.fi/chart/coingecko:helium?start=1764547200&span=31&period=1d"
      ),
      (
        "coin-metrics", try wish("price", "fil"), [],
        "https://community-api.coinmetrics.io/v4/timeseries/asset-metrics?assets=fil"
          + "&metrics=ReferenceRateUSD&frequency=1d&start_time=2025-12-01&page_size=10000"
          + "&paging_from=start"
      ),
      (
        "coin-metrics", try wish("total_supply", "fil", "SplyCur", since: nil), ["coin-metrics"],
        "https://api.coinmetrics.io/v4/timeseries/asset-metrics?assets=fil&metrics=SplyCur"
          + "&frequency=1d&page_size=10000&paging_from=start&api_key=(key)"
      ),
      (
        "token-terminal", try wish("market_cap", "helium"), ["token-terminal"],
        "https://api.tokenterminal.com/v2/projects/helium/metrics"
          + "?metric_ids=market_cap_circulating&start=2025-12-01&end=2025-12-31"
      ),
      (
        "dune", try wish("tokens_burned", "77", "burned"), ["dune"],
        "https://api.dune.com/api/v1/query/77/results?limit=10000"
      ),
      (
        "artemis", try wish("fees", "hnt"), ["artemis"],
        "https://data-svc.artemisxyz.com/data/api/fees/?symbols=hnt&startDate=2025-12-01"
          + "&endDate=2025-12-31&granularity=DAY&APIKey=(key)"
      ),
      (
        "messari", try wish("price", "helium"), ["messari"],
        "https://api.messari.io/metrics/v1/assets/helium/metrics/price/time-series/1d"
          + "?start=2025-12-01T00:00:00Z&end=2026-01-01T00:00:00Z"
      ),
    ]
    for (vendor, wish, keys, shown) in cases {
      let request = try request(vendor, wish, keys: keys)
      #expect(request.shown == shown)
      #expect(request.headers.map(\.name) == ["Accept"])
      for name in keys { #expect(!request.shown.contains("key-of-\(name)")) }
    }
    #expect(
      try request("token-terminal", try wish("fees", "x"), keys: ["token-terminal"]).secretHeader
        == "Authorization: Bearer key-of-token-terminal")
    #expect(
      try request("coingecko", try wish("price", "x"), keys: ["coingecko"]).secretHeader
        == "x-cg-demo-api-key: key-of-coingecko")
  }

  @Test(arguments: [
    ("coingecko", "fees", "helium"), ("defillama", "tokens_burned", "helium"),
    ("dune", "tokens_burned", "77"), ("artemis", "capacity", "hnt"), ("messari", "fees", "helium"),
    ("token-terminal", "uptime", "helium"), ("coin-metrics", "fees", "fil"),
  ])
  func `what no vendor is known to have is not guessed`(
    _ vendor: String, _ series: String, _ id: String
  ) throws {
    #expect(throws: WishFault.self) { try request(vendor, try wish(series, id)) }
  }

  @Test func `a node is asked for a supply as it documents`() throws {
    let contract = "0x" + String(repeating: "Ab", count: 20)
    let node = WebAddress("https://node.example/v3/{key}")
    let contact = Contact(try Self.keys(["evm", "solana"]), replacement: node)
    let supply = try EVM().request(try wish("total_supply", contract), contact)
    #expect(supply.shown == "https://node.example/v3/(key)")
    #expect(supply.sent == "https://node.example/v3/key-of-evm")
    #expect(
      String(decoding: supply.body ?? [], as: UTF8.self)
        == #"{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"\#(contract.lowercased())","#
        + #""data":"0x18160ddd"},"latest"]}"#)
    #expect(supply.isReading)
    let mint = "Mint" + String(repeating: "1", count: 36)
    let other = Contact(try Self.keys(["solana"]))
    let reading = try Solana().request(try wish("total_supply", mint), other)
    #expect(reading.sent == "https://api.mainnet-beta.solana.com")
    #expect(reading.key == nil, "the public node gets no key")
  }

  @Test func `the next page is asked of the same host`() throws {
    let metrics = try request("coin-metrics", try wish("price", "fil"), keys: ["coin-metrics"])
    let body = #"{"data":[],"next_page_token":"a.b/c","next_page_url":"https://evil.example/?k"}"#
    let next = try #require(
      Endpoints.of("coin-metrics")?.next(after: Array(body.utf8), of: metrics))
    #expect(next.shown.hasPrefix("https://api.coinmetrics.io/v4/timeseries/asset-metrics?"))
    #expect(next.shown.hasSuffix("&next_page_token=a.b%2Fc&api_key=(key)"))
    let dune = try request("dune", try wish("tokens_burned", "77", "burned"), keys: ["dune"])
    let page = #"{"result":{},"next_uri":"https://evil.example/","next_offset":10000}"#
    #expect(
      Endpoints.of("dune")?.next(after: Array(page.utf8), of: dune)?.shown
        == "https://api.dune.com/api/v1/query/77/results?limit=10000&offset=10000")
    for last in ["{}", #"{"next_page_token":null}"#, #"{"next_offset":7}"#, "[1"] {
      #expect(Endpoints.of("dune")?.next(after: Array(last.utf8), of: dune) == nil)
      #expect(Endpoints.of("coin-metrics")?.next(after: Array(last.utf8), of: metrics) == nil)
    }
  }

  @Test func `another host takes the place of each of a vendor's`() throws {
    let contact = Contact(KeyRing(), replacement: WebAddress("https://127.0.0.1:9"))
    for (series, id) in [("fees", "x"), ("price", "x")] {
      let request = try DefiLlama().request(try wish(series, id), contact)
      #expect(request.shown.hasPrefix("https://127.0.0.1:9/"))
    }
  }
}
