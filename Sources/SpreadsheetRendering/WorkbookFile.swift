import CXLSXWriter
import Foundation
internal import Quantities
internal import WorkbookModel

/// An .xlsx file being written: the one owner of the library's handle, formats and texts.
@safe struct WorkbookFile: ~Copyable {
  let handle: UnsafeMutablePointer<lxw_workbook>
  let book: Workbook
  /// Where the file comes to lie, for the errors.
  private let destination: String
  private var isOpen = true
  /// The formats made so far, by their slots.
  private var formats: [UnsafeMutablePointer<lxw_format>?]
  /// The mark of figures that cover their days in part, once one is drawn.
  var partialMark: UnsafeMutablePointer<lxw_format>?
  /// Texts that the library's option structs point at; freed after the file is closed.
  private var texts: [UnsafeMutablePointer<CChar>]

  /// Opens a file for a workbook.
  ///
  /// - Parameters:
  ///   - book: What is written; sheets follow by `add`.
  ///   - path: Where to write.
  ///   - folder: Where the library's temporary parts go while it packs them.
  ///   - destination: Where the file comes to lie.
  /// - Throws: A `SpreadsheetError` when memory runs out.
  init(
    _ book: Workbook, path: String, folder: String, destination: String
  ) throws(SpreadsheetError) {
    guard let scratch = unsafe strdup(folder) else {
      throw WorkbookFile.noMemory(destination)
    }
    var options = unsafe lxw_workbook_options()
    unsafe options.tmpdir = scratch
    guard let handle = unsafe workbook_new_opt(path, &options) else {
      unsafe free(scratch)
      throw WorkbookFile.noMemory(destination)
    }
    unsafe (self.handle, texts) = (handle, [scratch])
    unsafe formats = Array(repeating: nil, count: CellFormat.slots)
    (self.book, self.destination) = (book, destination)
  }

  deinit {
    if isOpen { unsafe lxw_workbook_free(handle) }
    for index in unsafe 0..<texts.count { unsafe free(texts[index]) }
  }

  /// Writes the file; nothing can be added afterwards.
  mutating func close() throws(SpreadsheetError) {
    precondition(isOpen, "a workbook is closed once")
    isOpen = false
    let (status, code) = unsafe PackagingTurn.pack(book.asOf) { [handle] in
      errno = 0
      let status = unsafe workbook_close(handle)
      return (status, errno)
    }
    // The system's reason says more than the library's, which is mostly "zip error".
    guard status == LXW_NO_ERROR || code == 0 else {
      throw StagedFile.unwritable(destination, code)
    }
    try check(status)
  }

  /// Passes on what the library says of its last step.
  func check(
    _ status: lxw_error, at place: @autoclosure () -> String? = nil
  ) throws(SpreadsheetError) {
    guard status != LXW_NO_ERROR else { return }
    let text = unsafe String(cString: lxw_strerror(status))
    let reason = text.hasSuffix(".") ? String(text.dropLast()) : text
    throw SpreadsheetError(
      place() ?? destination, "cannot be written: \(reason)",
      remedy: "check that its folder takes files and its disk has space", rule: "xlsx")
  }

  /// What the library returned, which is nothing only when memory ran out.
  func require<Value>(
    _ pointer: UnsafeMutablePointer<Value>?
  ) throws(SpreadsheetError) -> UnsafeMutablePointer<Value> {
    guard let pointer = unsafe pointer else { throw WorkbookFile.noMemory(destination) }
    return unsafe pointer
  }

  /// A copy of a text that lives as long as the file, for structs that keep a pointer.
  mutating func kept(_ text: String) throws(SpreadsheetError) -> UnsafeMutablePointer<CChar> {
    let copy = unsafe try require(text.withCString { unsafe strdup($0) })
    unsafe texts.append(copy)
    return unsafe copy
  }

  /// The library's format for a look, made once.
  mutating func format(
    _ look: CellFormat
  ) throws(SpreadsheetError)
    -> UnsafeMutablePointer<lxw_format>
  {
    let slot = look.slot
    if let known = unsafe formats[slot] { return unsafe known }
    let format = unsafe try require(workbook_add_format(handle))
    unsafe look.apply(to: format)
    unsafe formats[slot] = format
    return unsafe format
  }

  /// Sets what the file says of itself, its date of creation above all.
  mutating func setProperties() throws(SpreadsheetError) {
    var properties = unsafe lxw_doc_properties()
    unsafe properties.title = try kept(book.title)
    unsafe properties.subject = try kept(book.subject)
    unsafe properties.comments = try kept(book.comments)
    // The library takes 0 for "now", which would be read from the clock.
    let seconds = Int(book.asOf.number) * 86_400
    unsafe properties.created = seconds == 0 ? 1 : seconds
    try check(unsafe workbook_set_properties(handle, &properties))
    for (name, value) in book.properties {
      try check(setProperty(name, value), at: "document property '\(name)'")
    }
  }

  private func setProperty(_ name: String, _ value: PropertyValue) -> lxw_error {
    switch value {
    case .text(let text): return unsafe workbook_set_custom_property_string(handle, name, text)
    case .number(let number):
      return unsafe workbook_set_custom_property_number(handle, name, number)
    case .day(let day):
      let (year, month, day) = day.components
      var time = lxw_datetime()
      (time.year, time.month, time.day) = (Int32(year), Int32(month), Int32(day))
      return unsafe workbook_set_custom_property_datetime(handle, name, &time)
    }
  }

  /// Names cells for readers and for formulas of their own.
  func defineNames() throws(SpreadsheetError) {
    for name in book.names {
      try check(
        unsafe workbook_define_name(handle, name.name, "=" + name.reference),
        at: "name '\(name.name)'")
    }
  }

  private static func noMemory(_ path: String) -> SpreadsheetError {
    SpreadsheetError(
      path, "cannot be written: out of memory", remedy: "free some memory and run again",
      rule: "out-of-memory")
  }
}
