/// What can be wrong with JSON, whatever it holds.
extension ImportFault {
  /// A file that ends before what it began.
  static func truncated(at offset: Int) -> ImportFault {
    ImportFault(
      .truncated, at: .byte(offset), "ends before it is complete",
      "the download was cut short; download it again")
  }

  static func tooDeep(at offset: Int) -> ImportFault {
    ImportFault(
      .tooDeep, at: .byte(offset), "opens more than \(JSONStream.deepest) brackets at once",
      "no vendor's file does; download it again")
  }

  static func duplicate(_ name: String, at offset: Int) -> ImportFault {
    ImportFault(
      .duplicateKey, at: .byte(offset), field: name,
      "stands twice in one object, so that it can be read in two ways",
      "delete the wrong one, or download the file again")
  }

  static func tooLarge(_ what: String, at offset: Int) -> ImportFault {
    ImportFault(
      .wrongShape, at: .byte(offset), "holds \(what)",
      "this is no file of rows; export a shorter span of time")
  }

  static func notUTF8(at offset: Int) -> ImportFault {
    ImportFault(
      .notUTF8, at: .byte(offset), "holds bytes that are no UTF-8", "save the file as UTF-8")
  }
}
