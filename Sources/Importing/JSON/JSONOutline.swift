/// What the first part of a JSON text consists of: its paths, with the kinds and the first text of each.
///
/// From it a format tells whether a file is its own.
package struct JSONOutline: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case null
    case bool
    case number
    case string
    case array
    case object
  }

  private static let mostPaths = 2000
  private static let longestText = 400

  /// The kinds on each path, such as `prices[*][*]`.
  private var kinds: [String: Set<Kind>] = [:]
  private var texts: [String: String] = [:]
  /// The longest array seen on each path.
  private var lengths: [String: Int] = [:]
  /// The names of each object, in the order of the file.
  private var names: [String: [String]] = [:]
  /// What is wrong in the part that was looked at.
  package private(set) var fault: ImportFault?
  private var open: [(path: String, isArray: Bool, count: Int, name: String)] = []

  private init() {}

  /// Looks at the beginning of a file; unless it is the whole, an end within the text is no fault.
  package static func of(_ bytes: [UInt8], isWhole: Bool) -> JSONOutline {
    let builder = Builder()
    let stream = JSONStream { token, text, _ in builder.outline.take(token, text) }
    do throws(ImportFault) {
      try stream.feed(bytes.span)
      if isWhole { try stream.finish() }
    } catch {
      builder.outline.fault = error
    }
    return builder.outline
  }

  private final class Builder {
    var outline = JSONOutline()
  }
}

extension JSONOutline {
  /// Whether a value stands on a path; of one of some kinds, where they are given.
  package func has(_ path: String, _ kinds: Kind...) -> Bool {
    guard let found = self.kinds[path] else { return false }
    return kinds.isEmpty || kinds.contains(where: found.contains)
  }

  /// The first text, number or truth on a path, as it stands in the file.
  package func text(_ path: String) -> String? { texts[path] }

  /// The most elements of an array on a path.
  package func length(_ path: String) -> Int? { lengths[path] }

  /// The names of the objects on a path.
  package func names(_ path: String) -> [String] { names[path] ?? [] }

  /// Whether it is an answer without anything in it: an empty list, or empty `data`.
  package var isEmpty: Bool {
    if root == .array { return length("") == 0 }
    return root == .null || names("").isEmpty || length("data") == 0
      || has("data", .object) && names("data").isEmpty
  }

  /// What the text as a whole is.
  package var root: Kind? {
    kinds[""]?.first
  }
}

extension JSONOutline {
  private mutating func take(_ token: JSONToken, _ bytes: Span<UInt8>) {
    switch token {
    case .name:
      let name = JSONNode.text(bytes)
      open[open.count - 1].name = name
      add(name: name, to: open[open.count - 1].path)
    case .endObject, .endArray:
      let last = open.removeLast()
      guard last.isArray, kinds[last.path] != nil else { return }
      lengths[last.path] = max(lengths[last.path] ?? 0, last.count)
    case .beginObject, .beginArray:
      let path = next()
      add(token == .beginArray ? .array : .object, at: path)
      open.append((path, token == .beginArray, 0, ""))
    case .null: add(.null, at: next())
    case .true: add(.bool, at: next(), text: "true")
    case .false: add(.bool, at: next(), text: "false")
    case .number: add(.number, at: next(), bytes)
    case .string: add(.string, at: next(), bytes)
    }
  }

  /// The path of the next value.
  private mutating func next() -> String {
    guard let last = open.last else { return "" }
    open[open.count - 1].count += 1
    if last.isArray { return last.path + "[*]" }
    return last.path.isEmpty ? last.name : last.path + "." + last.name
  }

  private mutating func add(_ kind: Kind, at path: String, text: String? = nil) {
    guard kinds.count < JSONOutline.mostPaths || kinds[path] != nil else { return }
    kinds[path, default: []].insert(kind)
    if let text, texts[path] == nil { texts[path] = text }
  }

  private mutating func add(_ kind: Kind, at path: String, _ bytes: Span<UInt8>) {
    guard texts[path] == nil else { return add(kind, at: path) }
    add(kind, at: path, text: String(JSONNode.text(bytes).prefix(JSONOutline.longestText)))
  }

  private mutating func add(name: String, to path: String) {
    guard (names[path]?.count ?? 0) < 200, names.count < JSONOutline.mostPaths else { return }
    if names[path]?.contains(name) != true { names[path, default: []].append(name) }
  }
}
