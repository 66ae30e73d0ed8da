import Importing
import TestSupport
import Testing

/// Files that must not become rows: what is said of them, and where.
@Suite struct VendorRefusalTests {
  @Test(
    arguments: [
      (
        #"{"status":{"error_code":10005,"error_message":"This request is limited to PRO API users."}}"#,
        """
        f: error: holds an answer of CoinGecko and no data: "This request is limited to PRO API \
        users." (10005); your plan does not include this; ask for less [vendor-error]
        """
      ),
      (
        #"{"error":{"status":{"error_code":10002,"error_message":"API Key Missing"}}}"#,
        """
        f: error: holds an answer of CoinGecko and no data: "API Key Missing" (10002); the request \
        lacks a key; ask again with one [vendor-error]
        """
      ),
      (
        "{\"error\":\"\\u001b[2Jgone\",\"code\":\"\\u0007x\"}",
        #"""
        f: error: holds an answer of the vendor and no data: "\u{1B}[2Jgone" (\u{7}x); mend the \#
        request, then ask again [vendor-error]
        """#
      ),
      (
        #"{"error":"coin not found"}"#,
        """
        f: error: holds an answer of the vendor and no data: "coin not found"; mend the request, \
        then ask again [vendor-error]
        """
      ),
      (
        #"{"status":{"error_code":"1001","error_message":"wrong","elapsed":1,"credit_count":0}}"#,
        """
        f: error: holds an answer of CoinMarketCap and no data: "wrong" (1001); the key is wrong; \
        ask again with a right one [vendor-error]
        """
      ),
      (
        #"{"data":{"quotes":[]},"status":{"error_code":"1008","error_message":"You are too fast."}}"#,
        """
        f: error: holds an answer of CoinMarketCap and no data: "You are too fast." (1008); too \
        many requests; wait, then ask again [vendor-error]
        """
      ),
      (
        #"{"error":"invalid API Key"}"#,
        """
        f: error: holds an answer of the vendor and no data: "invalid API Key"; check the key, then \
        ask again [vendor-error]
        """
      ),
      (
        #"{"execution_id":"1","state":"QUERY_STATE_FAILED","error":{"type":"x","message":"bad SQL"}}"#,
        """
        f: error: holds an answer of Dune and no data: "bad SQL" (QUERY_STATE_FAILED); mend the \
        request, then ask again [vendor-error]
        """
      ),
      (
        #"{"error":"no access","data":{"points":[]}}"#,
        """
        f: error: holds an answer of Messari and no data: "no access"; mend the request, then ask \
        again [vendor-error]
        """
      ),
      (
        #"{"code":-1121,"msg":"Invalid symbol."}"#,
        """
        f: error: holds an answer of Binance and no data: "Invalid symbol." (-1121); mend the \
        request, then ask again [vendor-error]
        """
      ),
      (
        #"{"retCode":10001,"retMsg":"Not supported symbols","result":{"list":[]}}"#,
        """
        f: error: holds an answer of Bybit and no data: "Not supported symbols" (10001); mend the \
        request, then ask again [vendor-error]
        """
      ),
      (
        #"{"metadata":{"queryDate":"2024-01-03T00:00:00Z"},"status":false,"message":"no plan"}"#,
        """
        f: error: holds an answer of Tokenomist and no data: "no plan"; mend the request, then ask \
        again [vendor-error]
        """
      ),
      (
        "Rate limit exceeded, slow down".replacing(",", with: ":"),
        """
        f: error: holds an answer of the vendor and no data: "Rate limit exceeded: slow down"; wait, \
        then ask again [vendor-error]
        """
      ),
    ])
  func `a vendor's refusal is told, and is no data`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(
    arguments: [
      // Empty successes.
      (
        #"{"prices":[],"market_caps":[],"total_volumes":[]}"#,
        """
        f: error: the file has no values; ask the vendor for a longer time, or check the project and \
        the series [no-values]
        """
      ),
      (
        #"{"metadata":{"queryDate":"2024-01-03T00:00:00Z"},"status":true,"data":[]}"#,
        """
        f: error: the vendor does not cover this token: status true and no data; take the schedule \
        from another vendor, or from the project [no-values]
        """
      ),
      (
        #"{"execution_id":"1","state":"QUERY_STATE_COMPLETED","result":{"rows":[]}}"#,
        "f: error: the query gave no rows; widen its filters, or its time [no-values]"
      ),
      (#"{"name":"x","totalDataChart":null}"#, "f: error: the file has no values;"),
      (
        #"{"data":[]}"#,
        """
        f: error: the answer has no values; ask the vendor for a longer time, or check the project \
        [no-values]
        """
      ),
      ("[]", "f: error: the answer has no values;"),
      ("{}", "f: error: the answer has no values;"),
      (
        #"{"data":{"symbols":{"smp":{"fees":"Metric not available for asset."}}}}"#,
        """
        f: error: holds an answer of Artemis and no data: "Metric not available for asset."; mend \
        the request, then ask again [vendor-error]
        """
      ),
      // Times.
      (
        #"{"prices":[[1704067200,1.25]]}"#,
        """
        f:byte 12: error: "1704067200", in milliseconds not a time from 2009 to 2099; it looks \
        like seconds; is the file of another vendor? [implausible-time]
        """
      ),
      (
        #"{"totalDataChart":[[1704067200000,5]]}"#,
        """
        f:byte 20: error: "1704067200000", in seconds not a time from 2009 to 2099; it looks like \
        milliseconds; is the file of another vendor? [implausible-time]
        """
      ),
      (
        #"{"prices":[[1704067200000,1.25],[4070908800000,1.3]]}"#,
        """
        f:byte 32: error: 'prices' is "2098-12-31", after 2026-06-01, the day of retrieval; check \
        the unit of time, or say the day of retrieval with --retrieved [future-day]
        """
      ),
      (
        #"{"prices":[[null,1.25]]}"#,
        """
        f:byte 12: error: "null", not a time of this vendor; the file may be of another vendor, \
        or edited [not-a-time]
        """
      ),
      // Values.
      (
        #"{"prices":[[1704067200000,"1,25"]]}"#,
        """
        f:byte 26: error: 'prices' is "1,25", not a number; the vendor writes digits with '.' as \
        the decimal point; get the file again, unedited [not-a-number]
        """
      ),
      (
        #"{"prices":[[1704067200000]]}"#,
        """
        f:byte 11: error: 'prices' is "a list", a row of 1 values, not of 2; the file may be of \
        another vendor, or edited [wrong-shape]
        """
      ),
      (
        #"{"prices":[[1704067200000,1],[1704067200000,2]]}"#,
        """
        f:byte 29: error: 'prices' is "2", but 2023-12-31 was 1 at byte 11; keep the one that holds, \
        or ask the vendor again [duplicate-day]
        """
      ),
      (
        #"{"prices":[[1704067200000,1]],"prices":[[1704067200000,2]]}"#,
        """
        f:byte 30: error: 'prices' stands twice in one object, so that it can be read in two ways; \
        delete the wrong one, or download the file again [duplicate-key]
        """
      ),
      (
        #"{"prices":[[1704067200000,NaN]]}"#,
        """
        f:byte 26: error: holds NaN, which is no number in JSON; write null where the value is \
        missing [syntax]
        """
      ),
      // Shapes.
      (
        #"{"coins":{"a":{"prices":[{"timestamp":1704067200,"price":1}]},"b":{"prices":[{"timestamp":1704067200,"price":2}]}}}"#,
        """
        f:byte 109: error: the file has 'a' and 'b'; say which one with --project a [several-projects]
        """
      ),
      (
        #"{"protocols":[{"slug":"a"}],"totalDataChart":[[1704067200,5]]}"#,
        """
        f: error: an overview of many protocols; ask for the summary of one: \
        /summary/fees/<slug>?dataType=dailyFees [wrong-shape]
        """
      ),
      (
        #"{"totalDataChart":[[1704067200,5],[1704153600,6]]}"#,
        """
        f: error: the file does not say which series 'totalDataChart' are; say it, as in --map \
        totalDataChart=… [unnamed-series]
        """
      ),
      (
        #"{"data":{"points":[[1704067200,1]]},"metadata":{"granularity":"1h"}}"#,
        """
        f: error: 'granularity' is "1h", not days; ask for the granularity 1d [wrong-shape]
        """
      ),
      (
        #"{"data":{"points":[[1704067200,1]]}}"#,
        """
        f: error: 'pointSchemas' is missing, so that columns have no names; save the whole answer, \
        with its metadata [wrong-shape]
        """
      ),
      (
        #"{"execution_id":"1","result":{"rows":[{"a":"2024-01-01 00:00:00.000 UTC","b":"2024-01-01 00:00:00.000 UTC"}]}}"#,
        """
        f: error: 'a' and 'b' hold times; let the query select one column of days, and columns of \
        figures [wrong-shape]
        """
      ),
      (
        #"{"data":{"symbols":{"smp":{"fees":[{"date":"2024-01-01","val":1},{"date":"2024-01-08","val":2},{"date":"2024-01-15","val":2}]}}}}"#,
        """
        f:byte 35: error: 'fees' has rows that are 7 days apart or more, so that they may be weeks \
        or months; ask for granularity=DAY [wrong-shape]
        """
      ),
      (
        #"{"result":{"list":[["1704067200000","1","1","1","1","1","1"]]}}"#,
        """
        f: error: 'list' has one candle, which does not tell its length; ask for interval=D and two \
        days or more [wrong-shape]
        """
      ),
      (
        #"{"result":{"list":[["1704070800000","1","1","1","1","1","1"],["1704067200000","1","1","1","1","1","1"]]}}"#,
        """
        f: error: 'list' has no candles of a day; ask for interval=D and two days or more [wrong-shape]
        """
      ),
      (
        #"{"documentedData":{"data":[{"data":[{"timestamp":1704067200,"unlocked":5},{"timestamp":1704153600,"unlocked":4}]}]}}"#,
        """
        f:byte 74: error: 'unlocked' is "4", less than in the row before, though unlocks only add \
        up; ask the vendor; the schedule is inconsistent [negative-value]
        """
      ),
      (
        """
        timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp
        "2024-01-02T00:00:00.000Z";"2024-01-02T23:59:59.999Z";"x";"x";"2790";1;1;1;1.31;5;131.5;"x"
        """,
        """
        f:2: error: 'close' is "currency 2790/token", not USD/token; export one currency at a time; \
        nothing is converted [mixed-units]
        """
      ),
      (
        """
        timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp
        "2024-01-01T00:00:00.000Z";"2024-01-31T23:59:59.999Z";"x";"x";"2781";1;1;1;1.31;5;131.5;"x"
        """,
        """
        f:2: error: a row of 2024-01-01 to 2024-01-31; export the daily interval; a close belongs \
        to one day [wrong-shape]
        """
      ),
      (
        """
        Price,Close,High,Low,Open,Volume
        Ticker,SMP-EUR,SMP-EUR,SMP-EUR,SMP-EUR,SMP-EUR
        2024-01-01,1.31,1.33,1.2,1.25,51000
        """,
        """
        f:3: error: 'Close' is "EUR/token", not USD/token; export one currency at a time; nothing is \
        converted [mixed-units]
        """
      ),
      (
        "Date,Open,High,Low,Close,Volume\n01/02/2024,1,1,1,1,1\n",
        """
        f:2: error: 'Date' is "01/02/2024", not a time of this vendor; the file may be of another \
        vendor, or saved again by a spreadsheet; import it as it came [not-a-time]
        """
      ),
      (
        """
        Date,Open,High,Low,Close,Volume
        2024-01-01,1,1,1,1,1
        Date,Open,High,Low,Close,Volume
        """,
        """
        f:3: error: 'Date' is "Date", not a time of this vendor; the file may be of another vendor, \
        or saved again by a spreadsheet; import it as it came [not-a-time]
        """
      ),
      (
        "snapped_at,price,price\n2024-01-02 00:00:00 UTC,1,2\n",
        """
        f:1: error: 'price' stands twice in the header, so that rows can be read in two ways; delete \
        the wrong column, or get the file from the vendor again [duplicate-key]
        """
      ),
      (
        "snapped_at;price;market_cap\n2024-01-02 00:00:00 UTC;1,5;2\n",
        """
        f:1: error: the names of coingecko-csv, but not as the vendor separates them; a spreadsheet \
        may have saved the file again; import it as it came [unknown-format]
        """
      ),
      (
        "timeOpen,timeClose,close\n2024-01-02,2024-01-02,1\n",
        "f:1: error: the names of coinmarketcap-csv, but not as the vendor separates them;"
      ),
      // Several values a day.
      (
        """
        Datetime,Open,High,Low,Close,Volume
        2024-01-01 00:00:00+00:00,1,1,1,1,5
        2024-01-01 01:00:00+00:00,1,1,1,1,5
        """,
        """
        f:3: error: 'Close' has a second value of 2024-01-01, after line 2, for another time of that \
        day; export days, not hours [duplicate-day]
        """
      ),
      (
        """
        time,IssTotNtv
        2024-01-01T00:00:00.000000000Z,7
        2024-01-01T01:00:00.000000000Z,7
        """,
        "f:3: error: 'IssTotNtv' has a second value of 2024-01-01, after line 2, for another time"
      ),
      (
        #"{"data":{"points":[[1704067200,5],[1704070800,5]]},"metadata":{"pointSchemas":[{"name":"Time"},{"name":"Volume"}]}}"#,
        "f:byte 34: error: 'volume' has a second value of 2024-01-01, after byte 19, for another time"
      ),
      (
        #"{"data":{"quotes":[{"timeOpen":"2024-01-01T00:00:00.000Z","timeClose":"2024-01-01T00:59:59.999Z","quote":{"close":1}}]}}"#,
        """
        f:byte 19: error: a row of less than a day, of 2024-01-01; export the daily interval \
        [wrong-shape]
        """
      ),
      (
        #"{"execution_id":"1","result":{"rows":[{"chain":"a","day":"2024-01-01","n":5},{"chain":"b","day":"2024-01-01","n":5}]}}"#,
        """
        f:byte 113: error: 'n' has a second value of 2024-01-01, after byte 74, which may be another \
        part of it; get one row a day; where rows are of chains or hours, let the query add them up \
        [duplicate-day]
        """
      ),
      (
        #"{"data":[{"timestamp":"2024-01-01T00:00:00Z","project_id":"a","chain":"x","fees":5},{"timestamp":"2024-01-01T00:00:00Z","project_id":"a","chain":"y","fees":5}]}"#,
        "f:byte 156: error: 'fees' has a second value of 2024-01-01, after byte 81, which may be"
      ),
      (
        #"{"execution_id":"1","result":{"rows":[{"n":5,"week":"2024-01-02"}]}}"#,
        """
        f:byte 38: error: 'week' is "2024-01-02", not a Monday; let the query truncate its times to \
        a week, or call the column 'day' [wrong-shape]
        """
      ),
      // No data at all.
      (
        "<!DOCTYPE html><html><body>Just a moment…</body></html>",
        """
        f: error: the file is a web page, not data; the vendor may have refused the request; get the \
        file again [unknown-format]
        """
      ),
      (
        "PK\u{3}\u{4}\(String(repeating: "x", count: 26))[Content_Types].xml",
        """
        f: error: is a spreadsheet's workbook; get CSV or JSON from the vendor; a sheet saved as CSV \
        may have lost times and digits [unknown-format]
        """
      ),
      ("PK\u{3}\u{4}abc", "f: error: is a zip archive; unpack it and import what is inside"),
      (
        #"{"something":[1,2"#,
        "f:byte 17: error: ends before it is complete; the download was cut short; download it again"
      ),
    ])
  func `what cannot be read is refused with its place and a remedy`(text: String, message: String) {
    let found = refusal(text)
    #expect(found.hasPrefix(message), "\(found)")
  }

  @Test(arguments: VendorSample.all)
  func `a file of another vendor is refused where one is named`(sample: VendorSample) {
    let other = sample.format.hasPrefix("coingecko") ? "yahoo-csv" : "coingecko-json"
    #expect(refusal(sample.text, vendor: other).contains("not what --vendor says"))
  }

  @Test(arguments: VendorSample.all)
  func `samples that are bent are read or refused, never more`(sample: VendorSample) throws {
    var random = SplitMix(state: 7)
    for _ in 0..<40 {
      var bytes = Array(sample.text.utf8)
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      let file = ImportFile(name: "f", bytes: bytes)
      for format in VendorFormats.all where format.id == sample.format {
        do throws(ImportFault) {
          let harvest = try Importer().read(file, as: format, sample.wish)
          #expect(harvest.tally.taken > 0)
        } catch {
          #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
        }
      }
    }
  }
}
