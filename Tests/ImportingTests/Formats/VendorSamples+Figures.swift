import Importing

/// Samples of those who give out revenue, users, queries and schedules.
extension VendorSample {
  static let figures: [VendorSample] = [
    VendorSample(
      name: "which fees they are the file does not say; a day may be negative",
      format: "defillama-fees",
      text: """
        {"id":"0","name":"Sample","slug":"sample","gecko_id":"sample","chains":["Solana"],
        "protocolType":"protocol","methodology":{"Fees":"text"},"total24h":null,
        "totalDataChart":[[1704067200,100],[1704153600,-20.5],[1704240000,7]],
        "totalDataChartBreakdown":[[1704067200,{"Solana":{"Sample":100}}]]}
        """, wish: naming(["totalDataChart": "fees"]),
      rows: ["fees 2024-01-01 100 USD measured", "fees 2024-01-02 -20.5 USD measured"],
      skipped: ["1 of a newest day that was not over"], subject: "sample"),
    VendorSample(
      name: "where it says its data type, that is used; the chart comes last",
      format: "defillama-fees",
      text: """
        {"name":"Sample","dataType":"dailyHoldersRevenue",
        "totalDataChartBreakdown":[[1704067200,{"Solana":{"Sample":100}}]],
        "totalDataChart":[[1704067200,100],[1704153600,120]]}
        """, wish: whole(),
      rows: [
        "holders_revenue 2024-01-01 100 USD measured",
        "holders_revenue 2024-01-02 120 USD measured",
      ], subject: "Sample"),
    VendorSample(
      name: "a row for each project; one is asked for", format: "token-terminal-json",
      text: """
        {"data":[{"timestamp":"2024-01-02T00:00:00.000Z","project_id":"sample","fees":120,"revenue":30,
        "token_incentives":500,"price":1.5},
        {"timestamp":"2024-01-02T00:00:00.000Z","project_id":"other","fees":9},
        {"timestamp":"2024-01-01T00:00:00.000Z","project_id":"sample","fees":100,"revenue":null}]}
        """,
      wish: ImportWish(retrieved: retrieved, project: "sample", keepsNewestDay: true),
      rows: [
        "fees 2024-01-01 100 USD measured", "fees 2024-01-02 120 USD measured",
        "revenue 2024-01-02 30 USD measured",
      ],
      skipped: [
        "1 without a value", "1 of other projects", "2 of columns that no --map names",
      ], subject: "sample"),
    VendorSample(
      name: "the long form", format: "token-terminal-json",
      text: """
        {"data":[{"timestamp":"2024-01-01T00:00:00.000Z","project_id":"sample","metric_id":"fees",
        "value":100},{"timestamp":"2024-01-02T00:00:00.000Z","project_id":"sample","metric_id":"fees",
        "value":120}]}
        """,
      rows: ["fees 2024-01-01 100 USD measured"],
      skipped: ["1 of a newest day that was not over"], subject: "sample"),
    VendorSample(
      name: "a nameless first column, newest first; revenue is all that was paid",
      format: "token-terminal-csv",
      text: """
        ,datetime,project,business_type,price,revenue,revenue_supply_side,revenue_protocol
        1,2022-02-17T00:00:00+00:00,sample,chain,1.5,120,,30
        2,2022-02-16T00:00:00+00:00,sample,chain,1.4,100,70,25
        """,
      rows: [
        "fees 2022-02-16 100 USD measured", "fees 2022-02-17 120 USD measured",
        "supply_side_revenue 2022-02-16 70 USD measured",
        "revenue 2022-02-16 25 USD measured", "revenue 2022-02-17 30 USD measured",
      ],
      skipped: ["1 without a value", "2 of columns that no --map names"], subject: "sample"),
    VendorSample(
      name: "columns have the names of the query, uint256 is a text", format: "dune-json",
      text: """
        {"execution_id":"01ABC","query_id":1,"is_execution_finished":true,
        "state":"QUERY_STATE_COMPLETED","result":{"rows":[
        {"burned":"115792089237316195423570985008687907853269984665640564039457584007913129639935",
        "chain":"solana","day":"2024-01-01 00:00:00.000 UTC","txns":3}],
        "metadata":{"column_names":["day","burned","txns","chain"],
        "column_types":["timestamp(3) with time zone","uint256","bigint","varchar"],"row_count":1}},
        "next_uri":"https://api.dune.com/next","next_offset":1}
        """, wish: naming(["burned": "tokens_burned"]),
      rows: [
        "tokens_burned 2024-01-01 "
          + "115792089237316195423570985008687907853269984665640564039457584007913129639935 - operator"
      ],
      skipped: ["1 of columns that no --map names", "1 that are no numbers"]),
    VendorSample(
      name: "an ad hoc query without types; weeks run from Monday", format: "dune-json",
      text: """
        {"execution_id":"01ABC","state":"QUERY_STATE_COMPLETED","result":{"rows":[
        {"burned":12.5,"week":"2024-01-01 00:00:00.000 UTC"},
        {"burned":13,"week":"2024-01-08 00:00:00.000 UTC"}]}}
        """, wish: naming(["burned": "tokens_burned"]),
      rows: [
        "tokens_burned 2024-01-01..2024-01-07 12.5 - operator",
        "tokens_burned 2024-01-08..2024-01-14 13 - operator",
      ]),
    VendorSample(
      name: "the week of the query is under way", format: "dune-json",
      text: """
        {"execution_id":"01ABC","state":"QUERY_STATE_COMPLETED","result":{"rows":[
        {"burned":12.5,"week":"2026-05-18"},{"burned":13,"week":"2026-06-01"}]}}
        """, wish: naming(["burned": "tokens_burned"]),
      rows: ["tokens_burned 2026-05-18..2026-05-24 12.5 - operator"],
      skipped: ["1 of a newest day that was not over"]),
    VendorSample(
      name: "months in a table", format: "dune-csv",
      text: """
        month,burned,token
        2024-01-01 00:00:00.000 UTC,12.5,SMP
        2024-02-01 00:00:00.000 UTC,,SMP
        2024-03-01 00:00:00.000 UTC,14,SMP
        """, wish: naming(["burned": "tokens_burned"]),
      rows: [
        "tokens_burned 2024-01-01..2024-01-31 12.5 - operator",
        "tokens_burned 2024-03-01..2024-03-31 14 - operator",
      ],
      skipped: ["1 without a value", "3 that are no numbers"]),
    VendorSample(
      name: "symbols; a metric that is not there comes as a text", format: "artemis-json",
      text: """
        {"data":{"symbols":{"smp":{"fees":[{"date":"2024-01-01","val":100.0},
        {"date":"2024-01-02","val":null},{"date":"2024-01-03","val":120.0}],
        "revenue":"Metric not available for asset.","price":[{"date":"2024-01-01","val":1.5}]}}}}
        """, wish: whole(),
      rows: ["fees 2024-01-01 100.0 USD measured", "fees 2024-01-03 120.0 USD measured"],
      skipped: ["1 without a value", "1 of columns that no --map names"], subject: "smp"),
    VendorSample(
      name: "the older interface", format: "artemis-json",
      text: """
        {"data":{"artemis_ids":{"smp":{"FEES":[{"date":"2024-01-01","val":100},
        {"date":"2024-01-02","val":120}]}}}}
        """, wish: whole(),
      rows: ["fees 2024-01-01 100 USD measured", "fees 2024-01-02 120 USD measured"],
      subject: "smp"),
    VendorSample(
      name: "the names of columns come behind the rows; seconds", format: "messari-json",
      text: """
        {"error":"","data":{"points":[[1704067200,1.25,1.33,1.2,1.31,51000],
        [1704153600,1.31,1.4,1.3,1.35,null]]},"metadata":{"granularity":"1d","pointSchemas":[
        {"name":"Time"},{"name":"Open"},{"name":"High"},{"name":"Low"},{"name":"Close"},
        {"name":"Volume"}]}}
        """, wish: whole(),
      rows: [
        "price 2024-01-01 1.31 USD/token measured", "price 2024-01-02 1.35 USD/token measured",
        "volume 2024-01-01 51000 USD measured",
      ],
      skipped: ["1 without a value", "6 of columns that no --map names"]),
    VendorSample(
      name: "milliseconds, in another order", format: "messari-json",
      text: """
        {"metadata":{"pointSchemas":[{"slug":"time"},{"slug":"close"}]},
        "data":{"points":[[1704067200000,1.31]]}}
        """, wish: whole(), rows: ["price 2024-01-01 1.31 USD/token measured"]),
  ]

  /// The body of an emission schedule: two groups, and days to come.
  private static let emission = """
    {"name":"Sample","documentedData":{"data":[
    {"label":"Mining","data":[{"timestamp":1704067200,"unlocked":1000,"rawEmission":1000,"burned":0},
    {"timestamp":1704153600,"unlocked":1500.5},{"timestamp":1704240000,"unlocked":1500.5},
    {"timestamp":4070908800,"unlocked":9000}]},
    {"label":"Team","data":[{"timestamp":1704153600,"unlocked":10}]}],
    "tokenAllocation":{"current":{"farming":100}}},"metadata":{"total":5000},"categories":{}}
    """

  static let schedules: [VendorSample] = [
    VendorSample(
      name: "groups add up; what is cumulative becomes what was added",
      format: "defillama-emissions",
      text: #"{"body":\#(emission),"lastModified":"2024-01-03T00:00:00Z"}"#,
      rows: [
        "tokens_unlocked 2024-01-01 1000 token schedule",
        "tokens_unlocked 2024-01-02 510.5 token schedule",
        "tokens_unlocked 2024-01-03 0.0 token schedule",
      ],
      skipped: ["1 that were added to others of their day", "1 of days to come"]),
    VendorSample(
      name: "the body is a text", format: "defillama-emissions",
      text: #"{"body":""#
        + emission.replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + #""}"#,
      rows: [
        "tokens_unlocked 2024-01-01 1000 token schedule",
        "tokens_unlocked 2024-01-02 510.5 token schedule",
        "tokens_unlocked 2024-01-03 0.0 token schedule",
      ],
      skipped: ["1 that were added to others of their day", "1 of days to come"]),
    VendorSample(
      name: "days, which end where the next begins", format: "tokenomist-json",
      text: """
        {"metadata":{"queryDate":"2024-01-03T00:00:00Z"},"status":true,"data":[
        {"startDate":"2024-01-01T00:00:00Z","endDate":"2024-01-02T00:00:00Z","tokenName":"Sample",
        "tokenSymbol":"SMP","listedMethod":"INTERNAL","unlockAmount":10,"unlockValue":12.5,
        "referencePrice":1.25,"allocations":[{"allocationName":"Mining","unlockAmount":10}]},
        {"startDate":"2099-01-01T00:00:00Z","endDate":"2099-01-02T00:00:00Z","tokenSymbol":"SMP",
        "unlockAmount":11}]}
        """,
      rows: ["tokens_unlocked 2024-01-01 10 token schedule"],
      skipped: ["1 of columns that no --map names", "1 of days to come"], subject: "SMP"),
    VendorSample(
      name: "events", format: "tokenomist-json",
      text: """
        {"metadata":{"queryDate":"2024-01-03T00:00:00Z"},"status":true,"data":[
        {"unlockDate":"2024-01-01T00:00:00Z","tokenSymbol":"SMP","cliffUnlocks":{"cliffAmount":10.25,
        "cliffValue":1,"valueToMarketCap":0.1,"allocationBreakdown":[]}},
        {"unlockDate":"2024-02-01T00:00:00Z","tokenSymbol":"SMP","cliffUnlocks":null}]}
        """,
      rows: ["tokens_unlocked 2024-01-01 10.25 token schedule"],
      skipped: ["1 without a value"], subject: "SMP"),
  ]
}
