import CCurl
import Foundation

/// HTTPS by libcurl: certificates checked, no redirect followed, sizes and times bounded.
package struct CurlTransport: Transport {
  package struct Limits: Sendable {
    /// The largest answer, in bytes, its compression taken off.
    package var bytes = 64 << 20
    /// Seconds until the host has to be connected.
    package var connecting = 20.0
    /// Seconds that an exchange may take in all.
    package var total = 120.0
    /// Seconds after which a host that sends less than 100 bytes a second is given up.
    package var stalled = 30.0

    package init() {}
  }

  private let limits: Limits
  /// A file of the certificates to trust in place of the system's.
  private let bundle: String?

  package init(limits: Limits = Limits(), bundle: String? = nil) {
    (self.limits, self.bundle) = (limits, bundle)
    _ = Self.library
  }

  /// Sets the library up, once.
  private static let library: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))

  package func exchange(_ request: Request) throws(TransportFault) -> Response {
    guard let handle = unsafe curl_easy_init() else {
      throw .connection("libcurl has no memory")
    }
    defer { unsafe curl_easy_cleanup(handle) }
    let receiver = Receiver(limit: limits.bytes)
    let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    defer { unsafe words.deallocate() }
    unsafe curl_set_buffer(handle, words)
    unsafe secure(handle)
    unsafe bound(handle)
    let lines = unsafe headers(of: request)
    defer { unsafe curl_slist_free_all(lines) }
    unsafe curl_set_list(handle, CURLOPT_HTTPHEADER, lines)
    unsafe lead(handle, to: receiver)
    unsafe curl_set_text(handle, CURLOPT_URL, request.sent)
    if let body = request.body {
      unsafe body.withUnsafeBufferPointer { bytes in
        _ = unsafe bytes.withMemoryRebound(to: CChar.self) {
          unsafe curl_set_body(handle, $0.baseAddress, $0.count)
        }
      }
    }
    let code = unsafe curl_easy_perform(handle)
    var status = 0
    unsafe curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
    guard code == CURLE_OK else {
      let text = unsafe String(cString: words)
      throw fault(code, text, receiver, request)
    }
    return Response(status: status, headers: receiver.headers, body: receiver.body)
  }

  private func secure(_ handle: UnsafeMutableRawPointer) {
    unsafe curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "https")
    unsafe curl_set_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https")
    unsafe curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
    unsafe curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
    unsafe curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
    unsafe curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let bundle { unsafe curl_trust_only(handle, bundle) }
  }

  private func bound(_ handle: UnsafeMutableRawPointer) {
    func milliseconds(_ seconds: Double) -> Int { Int(seconds * 1000) }
    // Signals would end another thread's work.
    unsafe curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    unsafe curl_set_number(
      handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(min(limits.connecting, limits.total)))
    unsafe curl_set_number(handle, CURLOPT_TIMEOUT_MS, milliseconds(limits.total))
    unsafe curl_set_number(handle, CURLOPT_LOW_SPEED_LIMIT, 100)
    unsafe curl_set_number(handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.stalled)))
    unsafe curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, limits.bytes)
    // What a proxy answers to CONNECT is no header of the host.
    unsafe curl_set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    unsafe curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "gzip")
    unsafe curl_set_text(handle, CURLOPT_USERAGENT, "depin-audit")
  }

  private func headers(of request: Request) -> UnsafeMutablePointer<curl_slist>? {
    var lines: UnsafeMutablePointer<curl_slist>?
    for header in request.headers {
      unsafe lines = curl_slist_append(lines, "\(header.name): \(header.value)")
    }
    if let line = request.secretHeader { unsafe lines = curl_slist_append(lines, line) }
    return unsafe lines
  }

  private func lead(_ handle: UnsafeMutableRawPointer, to receiver: Receiver) {
    let context = unsafe Unmanaged.passUnretained(receiver).toOpaque()
    unsafe curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    unsafe curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    unsafe curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
      let receiver = unsafe Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
      return unsafe receiver.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    unsafe curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
      let receiver = unsafe Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
      return unsafe receiver.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
  }

  private func fault(
    _ code: CURLcode, _ words: String, _ receiver: Receiver, _ request: Request
  ) -> TransportFault {
    let plain = unsafe String(cString: curl_easy_strerror(code))
    let text = request.key?.key.redacted(words.isEmpty ? plain : words) ?? words
    if receiver.isFull || code == CURLE_FILESIZE_EXCEEDED { return .tooLarge(limits.bytes) }
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: return .certificate(text)
    case CURLE_SSL_CACERT_BADFILE: return .bundle(bundle ?? "")
    case CURLE_OPERATION_TIMEDOUT: return .tooSlow(text)
    case CURLE_PARTIAL_FILE: return .cutShort
    case CURLE_BAD_CONTENT_ENCODING: return .encoding
    // The library's own words have milliseconds in them, another number each time.
    default: return .connection(plain)
    }
  }
}

/// Collects an answer while it arrives.
private final class Receiver {
  private(set) var body: [UInt8] = []
  private(set) var headers: [String: String] = [:]
  /// Whether more came than is taken.
  private(set) var isFull = false
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes a part of the body; another count than was given stops the exchange.
  func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= limit else {
      isFull = true
      return 0
    }
    unsafe body.append(contentsOf: bytes)
    return bytes.count
  }

  /// Takes a line of the head; a host without measure is cut off.
  func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard headers.count < 200, bytes.count < 16_384 else { return 0 }
    let line = unsafe String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") { headers = [:] }
    guard let colon = line.firstIndex(of: ":") else { return bytes.count }
    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
    headers[line[..<colon].lowercased()] = value
    return bytes.count
  }
}
