import DatasetLoading

/// An answer in which a vendor says why it gives no data.
///
/// It often comes under the name of a file of data, and must never be read as one.
package struct VendorRefusal: Sendable {
  /// Who answers, as far as the form tells.
  let vendor: String
  /// The vendor's words.
  let message: String
  /// The vendor's number for it; mostly empty.
  let code: String

  init(_ vendor: String, message: String, code: String = "") {
    (self.vendor, self.message, self.code) = (vendor, message, code)
  }

  /// Looks for an answer without data.
  package init?(_ opening: Opening) {
    guard let json = opening.json else {
      guard let text = VendorRefusal.sentence(opening) else { return nil }
      self.init("the vendor", message: text)
      return
    }
    self.init(json)
  }

  /// Looks for the places where vendors put their reasons.
  init?(_ json: JSONOutline) {
    let message = VendorRefusal.messages.lazy.compactMap { json.text($0) }.first { !$0.isEmpty }
    let code = VendorRefusal.codes.lazy.compactMap { json.text($0) }.first ?? ""
    // "SUCCESS" and "OK" are messages as well.
    guard !["0", "200"].contains(code), !code.isEmpty || message != nil else { return nil }
    self.init(VendorRefusal.vendor(json), message: message ?? "no reason given", code: code)
  }

  private static let messages = [
    "status.error_message", "error.status.error_message", "error.message", "error.error_message",
    "error", "msg", "retMsg", "detail", "detail[*].msg", "errors[*].message", "errors[*]",
    "message",
  ]
  private static let codes = [
    "status.error_code", "error.status.error_code", "error_code", "error.code", "retCode", "code",
    "statusCode",
  ]

  private static func vendor(_ json: JSONOutline) -> String {
    if json.has("retCode") { return "Bybit" }
    if json.has("code", .number), json.has("msg") { return "Binance" }
    if json.has("jsonrpc") { return "the node" }
    if json.has("status.elapsed") || json.has("status.credit_count") { return "CoinMarketCap" }
    if json.has("status.error_code") || json.has("error.status.error_code") { return "CoinGecko" }
    return "the vendor"
  }

  /// A line that reads as a sentence: some vendors refuse in plain text.
  private static func sentence(_ opening: Opening) -> String? {
    guard opening.isWhole, opening.bytes.count <= 400,
      let text = String(validating: opening.bytes, as: UTF8.self)
    else { return nil }
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.count == 1, lines[0].contains(" "), !lines[0].contains(","),
      !lines[0].contains(";")
    else { return nil }
    return String(lines[0])
  }

  /// The refusal as a fault of the file.
  package var fault: ImportFault {
    let words = "\"\(excerpt(message))\"" + (code.isEmpty ? "" : " (\(excerpt(code)))")
    return ImportFault(
      .vendorError, at: .file, "holds an answer of \(vendor) and no data: \(words)", remedy)
  }

  private var remedy: String {
    let text = message.lowercased()
    switch code {
    case "10002", "1002", "401": return "the request lacks a key; ask again with one"
    case "10005", "1006", "403", "402": return "your plan does not include this; ask for less"
    case "10010", "10011": return "the key is of another plan than the host; use its own host"
    case "1001": return "the key is wrong; ask again with a right one"
    case "429", "1008", "1009", "1010", "1011": return "too many requests; wait, then ask again"
    default: break
    }
    if text.contains("rate limit") || text.contains("too many") {
      return "wait, then ask again"
    }
    if text.contains("key") || text.contains("authoriz") || text.contains("credential") {
      return "check the key, then ask again"
    }
    return "mend the request, then ask again"
  }
}
