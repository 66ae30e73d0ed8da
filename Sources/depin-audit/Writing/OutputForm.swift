import ArgumentParser

/// A form of what a command writes; its raw value ends the names of files that have it.
protocol OutputForm: ExpressibleByArgument, CaseIterable, Equatable, RawRepresentable<String> {
  /// The form of text for a reader, which standard output has unless asked otherwise.
  static var table: Self { get }
}

extension OutputForm {
  /// The form to write: the one that is asked for, else that of the file's ending, else a table.
  ///
  /// - Throws: A remedy where the ending names no form, or a workbook has no file.
  static func chosen(_ asked: Self?, file: String?) throws -> Self {
    let form = try asked ?? ofEnding(file)
    guard form.rawValue != "xlsx" || file != nil else {
      throw ValidationError("xlsx is no text; name its file with -o, as in -o figures.xlsx")
    }
    return form
  }

  private static func ofEnding(_ file: String?) throws -> Self {
    guard let name = file?.split(separator: "/").last,
      let ending = name.split(separator: ".").dropFirst().last, ending.lowercased() != "txt"
    else { return .table }
    guard let form = Self(rawValue: ending.lowercased()), form != .table else {
      let forms = allCases.map(\.rawValue)
      let endings = (["txt"] + forms.dropFirst()).map { ".\($0)" }
      throw ValidationError(
        "'.\(ending)' names no form; end the file's name in one of "
          + "\(endings.joined(separator: " ")), or say with -O which of "
          + "\(forms.joined(separator: ", ")) to write")
    }
    return form
  }
}
