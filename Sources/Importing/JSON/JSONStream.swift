import CYAJL
import DatasetLoading

/// Reads JSON piece by piece and hands over its tokens; memory does not grow with the file.
///
/// It refuses what can be read in two ways or not at all: names that stand twice in an object, NaN,
/// more than 64 open brackets, bytes that are no UTF-8, what comes after the end.
package final class JSONStream {
  /// Takes a token, the bytes of its text where it has one, and where in the file it stands.
  package typealias Receiver = (JSONToken, Span<UInt8>, Int) throws(ImportFault) -> Void

  /// How many brackets may be open at once.
  package static let deepest = 64
  /// The most bytes of one text, or without a token; a text that spans pieces is kept until its end.
  package static let longestToken = 16 << 20
  /// How much of a file is looked at between two tests of the limits.
  private static let piece = 256 << 10
  /// How much of a file is read before the memory that holds it may serve others.
  private static let step = 16 << 20

  private let receive: Receiver
  private var parser: Parser?
  /// The first bytes, held back until they tell whether this is text.
  private var head: [UInt8] = []
  private var isBegun = false
  /// How many bytes came before the piece that is being read.
  private var base = 0
  private var fed = 0
  private var rules = JSONRules()
  /// Why the reading was stopped from inside.
  private var failure: ImportFault?

  package init(_ receive: @escaping Receiver) { self.receive = receive }

  /// Reads all of a file.
  ///
  /// - Throws: A fault of the text, or what the receiver threw.
  package static func read(_ file: ImportFile, _ receive: Receiver) throws(ImportFault) {
    try withoutActuallyEscaping(receive) { receive throws(ImportFault) in
      let stream = JSONStream(receive)
      try file.withBytes { bytes throws(ImportFault) in try stream.feed(all: bytes, of: file) }
      try stream.finish()
    }
  }

  /// Reads a file, and lets go of what was read.
  private func feed(all bytes: Span<UInt8>, of file: ImportFile) throws(ImportFault) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + JSONStream.step)
      try feed(bytes.extracting(start..<end))
      file.release(before: end)
      start = end
    }
  }

  /// Reads the next bytes.
  ///
  /// - Throws: A fault of the text, or what the receiver threw.
  package func feed(_ bytes: Span<UInt8>) throws(ImportFault) {
    guard !isBegun else { return try pieces(of: bytes) }
    guard head.count + bytes.count >= FileOpening.sample else {
      for index in bytes.indices { head.append(bytes[index]) }
      return
    }
    if head.isEmpty {
      try begin(bytes)
      return try pieces(of: bytes)
    }
    for index in bytes.indices { head.append(bytes[index]) }
    try beginWithHead()
  }

  /// Says that there is no more.
  package func finish() throws(ImportFault) {
    if !isBegun { try beginWithHead() }
    guard let parser else { return }
    guard !parser.complete() else { return }
    // A number at the very end is handed over only now.
    throw failure ?? .truncated(at: fed)
  }

  private func beginWithHead() throws(ImportFault) {
    let held = head
    head = []
    try begin(held.span)
    try pieces(of: held.span)
  }

  private func begin(_ bytes: Span<UInt8>) throws(ImportFault) {
    if let opening = FileOpening(bytes.extracting(first: FileOpening.sample)) {
      throw opening.fault
    }
    isBegun = true
    guard let parser = Parser(owner: self) else {
      throw ImportFault(
        .unreadableFile, at: .file, "cannot be read: memory is used up", "close other programs")
    }
    self.parser = parser
  }

  private func pieces(of bytes: Span<UInt8>) throws(ImportFault) {
    var start = fed == 0 ? byteOrderMark(bytes) : 0
    fed += start
    while start < bytes.count {
      let end = min(bytes.count, start + JSONStream.piece)
      try piece(bytes.extracting(start..<end))
      start = end
    }
  }

  private func byteOrderMark(_ bytes: Span<UInt8>) -> Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  private func piece(_ bytes: Span<UInt8>) throws(ImportFault) {
    guard let parser else { return }
    base = fed
    fed += bytes.count
    try judge(parser.parse(bytes), parser, bytes)
    guard fed - rules.lastEnd <= JSONStream.longestToken else {
      throw ImportFault.tooLarge(
        "one text of more than \(JSONStream.longestToken >> 20) MB", at: rules.lastEnd)
    }
  }

  private func judge(_ isFine: Bool, _ parser: Parser, _ bytes: Span<UInt8>) throws(ImportFault) {
    guard !isFine else { return }
    if let failure { throw failure }
    throw ImportFault(parser.message, bytes, at: parser.consumed, base: base)
  }
}

extension JSONStream {
  /// Takes a token from the parser; `false` stops it.
  fileprivate func take(_ token: JSONToken, _ text: Span<UInt8>, end: Int) -> Bool {
    do throws(ImportFault) {
      let offset = try rules.check(token, text, end: base + end)
      try receive(token, text, offset)
      return true
    } catch {
      failure = error
      return false
    }
  }
}

/// What a text has to keep beyond the grammar, from token to token.
private struct JSONRules {
  /// Where the last token ended.
  private(set) var lastEnd = 0
  private var depth = 0
  private var names = OpenNames()

  /// Checks a token that ends at a place in the file.
  ///
  /// - Returns: Where it begins.
  mutating func check(
    _ token: JSONToken, _ text: Span<UInt8>, end: Int
  ) throws(ImportFault) -> Int {
    let offset = max(lastEnd, end - token.length(text.count))
    lastEnd = end
    switch token {
    case .beginObject, .beginArray:
      depth += 1
      guard depth <= JSONStream.deepest else { throw .tooDeep(at: offset) }
      if token == .beginObject { names.open() }
    case .endObject, .endArray:
      depth -= 1
      if token == .endObject { names.close() }
    case .name: try check(name: text, at: offset)
    case .string:
      guard (try? UTF8Span(validating: text)) != nil else { throw .notUTF8(at: offset) }
    case .null, .true, .false, .number: break
    }
    return offset
  }

  private mutating func check(name text: Span<UInt8>, at offset: Int) throws(ImportFault) {
    guard let text = try? UTF8Span(validating: text) else { throw .notUTF8(at: offset) }
    let name = String(copying: text)
    switch names.add(name) {
    case .new: break
    case .twice: throw .duplicate(excerpt(name), at: offset)
    case .tooMany:
      throw .tooLarge("an object of more than \(OpenNames.most) names", at: offset)
    }
  }
}

/// Owns a handle of yajl.
@safe private final class Parser {
  private let handle: yajl_handle
  private let callbacks: UnsafeMutablePointer<yajl_callbacks>

  /// The stream is not kept: it owns this.
  init?(owner: JSONStream) {
    unsafe callbacks = .allocate(capacity: 1)
    // yajl keeps the address of its callbacks, so they must not move.
    unsafe callbacks.initialize(to: Parser.callbacks())
    let context = unsafe Unmanaged.passUnretained(owner).toOpaque()
    guard let handle = unsafe yajl_alloc(callbacks, nil, context) else {
      unsafe callbacks.deallocate()
      return nil
    }
    unsafe self.handle = unsafe handle
    _ = unsafe yajl_be_strict(handle)
  }

  deinit {
    unsafe yajl_free(handle)
    unsafe callbacks.deallocate()
  }

  func parse(_ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe yajl_parse(handle, buffer.baseAddress, buffer.count) == yajl_status_ok
    }
  }

  func complete() -> Bool { unsafe yajl_complete_parse(handle) == yajl_status_ok }

  /// How far the last piece was read.
  var consumed: Int { unsafe yajl_get_bytes_consumed(handle) }

  /// What yajl says is wrong.
  var message: String {
    guard let text = unsafe yajl_get_error(handle, 0, nil, 0) else { return "" }
    defer { unsafe yajl_free_error(handle, text) }
    return unsafe String(cString: text)
  }

  private static func callbacks() -> yajl_callbacks {
    unsafe yajl_callbacks(
      yajl_null: { unsafe Parser.pass(.null, to: $0) },
      yajl_boolean: { unsafe Parser.pass($1 == 0 ? .false : .true, to: $0) },
      yajl_integer: nil, yajl_double: nil,
      yajl_number: { context, text, count in
        unsafe text?.withMemoryRebound(to: UInt8.self, capacity: count) {
          unsafe Parser.pass(.number, $0, count, to: context)
        } ?? 0
      },
      yajl_string: { unsafe Parser.pass(.string, $1, $2, to: $0) },
      yajl_start_map: { unsafe Parser.pass(.beginObject, to: $0) },
      yajl_map_key: { unsafe Parser.pass(.name, $1, $2, to: $0) },
      yajl_end_map: { unsafe Parser.pass(.endObject, to: $0) },
      yajl_start_array: { unsafe Parser.pass(.beginArray, to: $0) },
      yajl_end_array: { unsafe Parser.pass(.endArray, to: $0) })
  }

  private static func pass(
    _ token: JSONToken, _ text: UnsafePointer<UInt8>? = nil, _ count: Int = 0,
    to context: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let context = unsafe context else { return 0 }
    let stream = unsafe Unmanaged<JSONStream>.fromOpaque(context).takeUnretainedValue()
    let text = unsafe UnsafeBufferPointer(start: text, count: count).span
    return stream.take(token, text, end: stream.consumed) ? 1 : 0
  }
}

extension JSONStream {
  /// How far the parser is in the piece.
  fileprivate var consumed: Int { parser?.consumed ?? 0 }
}
