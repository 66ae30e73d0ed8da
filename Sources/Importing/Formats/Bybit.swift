import Quantities
import SeriesStore

extension Vendor {
  /// Bybit.
  package static let bybit = Vendor(
    id: "bybit", title: "Bybit", url: "https://www.bybit.com", licence: "Bybit terms of service")
}

/// What `/v5/market/kline` answers: rows of seven texts, newest first.
struct BybitAnswer: VendorFormat {
  let id = "bybit-json"
  let vendor = Vendor.bybit
  let title = "klines (JSON)"
  let measures = [
    Measure(
      "close", series: "price", unit: "USD/token", .measured, .closeOfDay, mayEndPartial: true),
    Measure(
      "close of the perpetual", series: "price", unit: "USD/token", .measured, .closeOfDay,
      mayEndPartial: true, note: "perpetual future"),
    Measure("turnover", series: "volume", unit: "USD", .measured, .wholeDay, mayEndPartial: true),
    Measure(
      "turnover of the perpetual", series: nil, unit: "USD", .measured, .wholeDay,
      mayEndPartial: true),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("result.list", .array) else { return nil }
    return "it has a list 'result.list'"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let head = try file.first(["retCode", "retMsg", "result.category", "result.symbol"])
    if let code = head[0]?.digits, code != "0" {
      throw VendorRefusal(vendor.title, message: head[1]?.string ?? "", code: code).fault
    }
    try checkDaily(file)
    let symbol = head[3]?.string ?? ""
    let suffix = head[2]?.string == "spot" ? "" : " of the perpetual"
    try JSONSelection.read(["result.list[*]"], of: file) { match throws(ImportFault) in
      let cells = try match.node.cells(7, of: "list")
      let day = Moment.day(try cells[0].moment(epoch: [.milliseconds]).day)
      for (word, cell) in [("close" + suffix, cells[4]), ("turnover" + suffix, cells[6])] {
        try intake.take(
          Observation(word, of: symbol, day, try cell.number(word), at: match.node.place))
      }
    }
    intake.note("prices and turnover are in the pair's quote currency, taken as USD")
  }

  /// A candle does not tell its length; two that follow each other do.
  private func checkDaily(_ file: ImportFile) throws(ImportFault) {
    var days: [Moment] = []
    try JSONSelection.read(["result.list[*][*]"], of: file) { match throws(ImportFault) in
      if match.index == 0 { days.append(try match.node.moment(epoch: [.milliseconds])) }
    }
    let times = days.compactMap { if case .instant(let time) = $0 { time } else { nil } }
    let steps = zip(times, times.dropFirst()).map { abs($0 - $1) }
    guard !days.isEmpty, steps.min() != Moment.dayLength else { return }
    throw ImportFault(
      .wrongShape, at: .file, field: "list",
      days.count == 1
        ? "has one candle, which does not tell its length" : "has no candles of a day",
      "ask for interval=D and two days or more")
  }
}
