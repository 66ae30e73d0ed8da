import Importing

/// Samples of those who give out prices.
extension VendorSample {
  static let all = prices + candles + figures + schedules + chain

  static let prices: [VendorSample] = [
    VendorSample(
      name: "00:00 closes the day before, 0 is unknown, the moment of the call is dropped",
      format: "coingecko-json",
      text: """
        {"prices":[[1704067200000,1.25],[1704153600000,1.31],[1704200000000,1.4]],
         "market_caps":[[1704067200000,0],[1704153600000,131000000.5]],
         "total_volumes":[[1704067200000,48000.75],[1704153600000,51000]]}
        """,
      rows: [
        "price 2023-12-31 1.25 USD/token measured", "price 2024-01-01 1.31 USD/token measured",
        "market_cap 2024-01-01 131000000.5 USD measured",
        "volume 2023-12-31 48000.75 USD measured", "volume 2024-01-01 51000 USD measured",
      ],
      skipped: [
        "1 that are 0 because the vendor did not know them yet",
        "1 of a newest day that was not over",
      ]),
    VendorSample(
      name: "supplies are texts, beyond what a double holds", format: "coingecko-supply",
      text: """
        {"circulating_supply":[[1704067200000,"131000000.0"],
         [1704153600000,"9007199254740993.000000000000000001"]]}
        """,
      rows: [
        "circulating_supply 2023-12-31 131000000.0 token measured",
        "circulating_supply 2024-01-01 9007199254740993.000000000000000001 token measured",
      ]),
    VendorSample(
      name: "13 columns, a byte order mark, newest first", format: "coinmarketcap-csv",
      text: "\u{FEFF}timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;"
        + "circulatingSupply;timestamp\n"
        + #""2024-01-03T00:00:00.000Z";"2024-01-03T23:59:59.999Z";"x";"x";"2781";1;1;1;1.4;1;1;1;"x""#
        + "\n"
        + #""2024-01-02T00:00:00.000Z";"2024-01-02T23:59:59.999Z";"2024-01-02T14:03:00.000Z";"#
        + #""2024-01-02T02:11:00.000Z";"2781";1.25;1.33;1.2;1.31;51000;131000000.5;100000000;"x""#
        + "\n"
        + #""2024-01-01T00:00:00.000Z";"2024-01-01T23:59:59.999Z";"x";"x";"2781";1;1;1;1.2;5;0;0;"x""#
        + "\n",
      rows: [
        "price 2024-01-01 1.2 USD/token measured", "price 2024-01-02 1.31 USD/token measured",
        "volume 2024-01-01 5 USD measured", "volume 2024-01-02 51000 USD measured",
        "market_cap 2024-01-02 131000000.5 USD measured",
        "circulating_supply 2024-01-02 100000000 token measured",
      ],
      skipped: [
        "2 that are 0 because the vendor did not know them yet",
        "4 of a newest day that was not over",
      ]),
    VendorSample(
      name: "the older header, without name and supply", format: "coinmarketcap-csv",
      text: """
        timeOpen;timeClose;timeHigh;timeLow;open;high;low;close;volume;marketCap;timestamp
        "2024-01-02T00:00:00.000Z";"2024-01-02T23:59:59.999Z";"x";"x";1;1;1;1.31;51000;131.5;"x"
        """, wish: whole(),
      rows: [
        "price 2024-01-02 1.31 USD/token measured", "volume 2024-01-02 51000 USD measured",
        "market_cap 2024-01-02 131.5 USD measured",
      ]),
    VendorSample(
      name: "12 columns: the name is that of the currency", format: "coinmarketcap-csv",
      text: """
        timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp
        "2024-01-02T00:00:00.000Z";"2024-01-02T23:59:59.999Z";"x";"x";"2781";1;1;1;1.31;5;131.5;"x"
        """, wish: whole(),
      rows: [
        "price 2024-01-02 1.31 USD/token measured", "volume 2024-01-02 5 USD measured",
        "market_cap 2024-01-02 131.5 USD measured",
      ]),
    VendorSample(
      name: "the web site's answer", format: "coinmarketcap-json",
      text: """
        {"data":{"id":1,"name":"Sample","symbol":"SMP","quotes":[{"timeOpen":"2024-01-02T00:00:00.000Z",
        "timeClose":"2024-01-02T23:59:59.999Z","timeHigh":"x","timeLow":"x","quote":{"open":1,"high":2,
        "low":1,"close":1.31,"volume":51000,"marketCap":131000000.5}}]},
        "status":{"error_code":"0","error_message":"SUCCESS","elapsed":"3","credit_count":0}}
        """, wish: whole(),
      rows: [
        "price 2024-01-02 1.31 USD/token measured", "volume 2024-01-02 51000 USD measured",
        "market_cap 2024-01-02 131000000.5 USD measured",
      ], subject: "SMP"),
    VendorSample(
      name: "the paid interface's, with a currency around the quote", format: "coinmarketcap-json",
      text: """
        {"status":{"error_code":0,"error_message":null},"data":{"quotes":[{
        "time_open":"2024-01-02T00:00:00.000Z","time_close":"2024-01-02T23:59:59.999Z",
        "quote":{"USD":{"close":1.31,"market_cap":5}}}]}}
        """, wish: whole(),
      rows: [
        "price 2024-01-02 1.31 USD/token measured", "market_cap 2024-01-02 5 USD measured",
      ]),
    VendorSample(
      name: "a row of null is a day without a value", format: "yahoo-csv",
      text: """
        Date,Open,High,Low,Close,Adj Close,Volume
        2024-01-01,1.250000,1.330000,1.200000,1.310000,1.310000,51000
        2024-01-02,null,null,null,null,null,null
        2024-01-03,1.3,1.4,1.2,1.350000,1.350000,40000
        2024-01-04,1.3,1.4,1.2,1.360000,1.360000,100
        """,
      rows: [
        "price 2024-01-01 1.310000 USD/token measured",
        "price 2024-01-03 1.350000 USD/token measured",
      ],
      skipped: [
        "2 without a value", "3 of columns that no --map names",
        "1 of a newest day that was not over",
      ]),
    VendorSample(
      name: "yfinance puts tickers below the header", format: "yahoo-csv",
      text: """
        Price,Close,High,Low,Open,Volume
        Ticker,SMP-USD,SMP-USD,SMP-USD,SMP-USD,SMP-USD
        Date,,,,,
        2024-01-01,1.31,1.33,1.2,1.25,51000
        """, wish: whole(["Volume": "volume"]),
      rows: ["price 2024-01-01 1.31 USD/token measured", "volume 2024-01-01 51000 - measured"],
      subject: "SMP-USD"),
    VendorSample(
      name: "a day is the exchange's, in summer too; a spreadsheet left separators",
      format: "yahoo-csv",
      text: """
        Date,Open,High,Low,Close,Volume
        2024-01-02 00:00:00+00:00,1,1,1,1.1,5
        2024-07-02 00:00:00+01:00,1,1,1,1.2,5
        2024-07-03 00:00:00-04:00,1,1,1,1.3,5
        ,,,,,
        """, wish: whole(),
      rows: [
        "price 2024-01-02 1.1 USD/token measured", "price 2024-07-02 1.2 USD/token measured",
        "price 2024-07-03 1.3 USD/token measured",
      ],
      skipped: ["3 of columns that no --map names"]),
    VendorSample(
      name: "of several tickers the one that is asked for", format: "yahoo-csv",
      text: """
        Price,Close,Close,High,High,Low,Low,Open,Open,Volume,Volume
        Ticker,ABC-USD,SMP-USD,ABC-USD,SMP-USD,ABC-USD,SMP-USD,ABC-USD,SMP-USD,ABC-USD,SMP-USD
        Date,,,,,,,,,,
        2024-01-01 00:00:00+00:00,7,1.31,1,1,1,1,1,1,5,51000
        """,
      wish: ImportWish(
        retrieved: retrieved, project: "smp-usd", series: "price", keepsNewestDay: true),
      rows: ["price 2024-01-01 1.31 USD/token measured"],
      skipped: ["2 of other projects", "1 of columns that no --map names"], subject: "SMP-USD"),
    VendorSample(
      name: "closes carry their day, reference rates the next one's start",
      format: "coin-metrics-csv",
      text: """
        time,CapMrktEstUSD,ReferenceRate,ReferenceRateEUR,ReferenceRateUSD,volume_reported_spot_usd_1d
        2024-01-01,131000000.123456789012345678901234567890,,,,51000.5
        2024-01-02,,1.31,1.19,1.31,
        """,
      rows: [
        "market_cap 2024-01-01 131000000.123456789012345678901234567890 USD measured",
        "price 2024-01-01 1.31 USD/token measured", "volume 2024-01-01 51000.5 USD measured",
      ],
      skipped: ["5 without a value", "2 of columns that no --map names"]),
    VendorSample(
      name: "of two conventions the close is taken", format: "coin-metrics-csv",
      text: """
        time,PriceUSD,ReferenceRateUSD,SplyCur
        2024-01-01,1.25,1.2,100
        2024-01-02,1.31,1.25,101
        """,
      rows: [
        "price 2024-01-01 1.25 USD/token measured", "price 2024-01-02 1.31 USD/token measured",
        "total_supply 2024-01-01 100 token measured", "total_supply 2024-01-02 101 token measured",
      ],
      skipped: ["2 that are PriceUSD by another convention"]),
    VendorSample(
      name: "values as texts, times with nanoseconds, null", format: "coin-metrics-json",
      text: """
        {"data":[{"asset":"smp","time":"2024-01-01T00:00:00.000000000Z","ReferenceRateUSD":"1.25",
        "ReferenceRateUSD-status":"flash","SplyCur":null},
        {"asset":"smp","time":"2024-01-02T00:00:00.000000000Z","ReferenceRateUSD":"1.31"}],
        "next_page_token":"t","next_page_url":"https://example.org/next"}
        """,
      rows: [
        "price 2023-12-31 1.25 USD/token measured", "price 2024-01-01 1.31 USD/token measured",
      ],
      skipped: ["1 without a value"], subject: "smp"),
    VendorSample(
      name: "points a second off the grid", format: "defillama-prices",
      text: """
        {"coins":{"coingecko:sample":{"symbol":"SMP","confidence":0.99,
        "prices":[{"timestamp":1704067201,"price":1.25},{"timestamp":1704153598,"price":1.31}]}}}
        """,
      rows: [
        "price 2023-12-31 1.25 USD/token measured", "price 2024-01-01 1.31 USD/token measured",
      ], subject: "coingecko:sample"),
    VendorSample(
      name: "one historical price", format: "defillama-prices",
      text: """
        {"coins":{"solana:abc":{"decimals":8,"symbol":"SMP","price":1.25,"timestamp":1704067200,
        "confidence":0.99}}}
        """,
      rows: ["price 2023-12-31 1.25 USD/token measured"], subject: "solana:abc"),
  ]

  static let candles: [VendorSample] = [
    VendorSample(
      name: "prices as texts, volume in the quote currency", format: "binance-json",
      text: """
        [[1704067200000,"1.25000000","1.33000000","1.20000000","1.31000000","40000.0",1704153599999,
        "51000.0",308,"20000.0","25500.0","0"]]
        """,
      rows: [
        "price 2024-01-01 1.31000000 USD/token measured", "volume 2024-01-01 51000.0 USD measured",
      ]),
    VendorSample(
      name: "no header, milliseconds and then microseconds", format: "binance-csv",
      text: """
        1735603200000,1,1,1,1.30,40000,1735689599999,51000,308,20000,25500,0
        1735689600000000,1,1,1,1.40,40000,1735775999999999,52000,308,20000,25500,0

        """,
      rows: [
        "price 2024-12-31 1.30 USD/token measured", "price 2025-01-01 1.40 USD/token measured",
        "volume 2024-12-31 51000 USD measured", "volume 2025-01-01 52000 USD measured",
      ]),
    VendorSample(
      name: "weeks, of which one is under way", format: "binance-json",
      text: """
        [[1779062400000,"1","1","1","1.31","4",1779667199999,"51",3,"2","2","0"],
        [1780272000000,"1","1","1","1.40","4",1780876799999,"52",3,"2","2","0"]]
        """,
      rows: [
        "price 2026-05-24 1.31 USD/token measured",
        "volume 2026-05-18..2026-05-24 51 USD measured",
      ],
      skipped: ["2 of a newest day that was not over"]),
    VendorSample(
      name: "a header; of hours the last is the close", format: "binance-csv",
      text: """
        open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore
        1704146400000,1,1,1,1.30,4,1704149999999,5,3,2,2,0
        1704150000000,1,1,1,1.31,4,1704153599999,5,3,2,2,0
        """,
      rows: ["price 2024-01-01 1.31 USD/token measured"],
      skipped: [
        "1 that are not the last of their day", "2 that are volumes of less than a day",
      ]),
    VendorSample(
      name: "a perpetual, newest first; its turnover is not the spot volume", format: "bybit-json",
      text: """
        {"retCode":0,"retMsg":"OK","result":{"symbol":"SMPUSDT","category":"linear","list":[
        ["1704153600000","1","1","1","1.31","40000","51000"],
        ["1704067200000","1","1","1","1.25","40000","50000"]]},"retExtInfo":{},"time":1704200000000}
        """, wish: whole(),
      rows: [
        "price 2024-01-01 1.25 USD/token measured", "price 2024-01-02 1.31 USD/token measured",
      ],
      skipped: ["2 of columns that no --map names"], subject: "SMPUSDT"),
    VendorSample(
      name: "spot", format: "bybit-json",
      text: """
        {"retCode":0,"result":{"category":"spot","symbol":"SMPUSDT","list":[
        ["1704153600000","1","1","1","1.31","40000","51000"],
        ["1704067200000","1","1","1","1.25","40000","50000"]]}}
        """,
      rows: ["price 2024-01-01 1.25 USD/token measured", "volume 2024-01-01 50000 USD measured"],
      skipped: ["2 of a newest day that was not over"], subject: "SMPUSDT"),
  ]
}
