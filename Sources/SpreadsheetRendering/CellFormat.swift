import CXLSXWriter
internal import WorkbookModel

/// Everything that decides how the library draws a cell; equal cells share one format.
struct CellFormat: Hashable {
  var look: SheetCell.Look
  var digits = SheetCell.Digits.all
  var isDay = false
  var isLink = false
  var isRightAligned = false
  var isShrunk = false
  var isWrapped = false
  /// Whether a text is too long for the place of its figure, and another column tells it.
  var isAbbreviated = false
  /// On which side of the number the true one lies, where it is a bound.
  var bound: SheetCell.Bound?

  /// The number format; `nil` for the workbook's default.
  var numberFormat: String? {
    switch look {
    case .computed(let number), .headline(let number):
      number.computedFormat(digits, isAbbreviated: isAbbreviated, bound: bound)
    case .input(let number): number.cellFormat(digits)
    case _ where isDay: SheetCell.NumberLook.day.cellFormat(digits)
    // The title of a column of figures ends where they do.
    case .heading where isRightAligned: "@_)"
    default: nil
    }
  }

  /// The place of the format among all that there can be: cheaper to find than by hashing.
  var slot: Int {
    let flags =
      (isDay ? 1 : 0) | (isLink ? 2 : 0) | (isRightAligned ? 4 : 0) | (isShrunk ? 8 : 0)
      | (isWrapped ? 16 : 0) | (isAbbreviated ? 32 : 0)
    let side = bound.map { $0.rawValue + 1 } ?? 0
    return (look.place * SheetCell.Digits.count + digits.rawValue) << 8 | side << 6 | flags
  }

  /// Whether the workbook's default draws the cell.
  var isDefault: Bool {
    switch look {
    case .plain, .label: !(isDay || isLink || isRightAligned || isShrunk)
    default: false
    }
  }

  /// One more than the greatest place.
  static var slots: Int { SheetCell.Look.places * SheetCell.Digits.count * 256 }

  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    if let numberFormat { unsafe format_set_num_format(format, numberFormat) }
    if isRightAligned { unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if isShrunk { unsafe format_set_shrink(format) }
    if isWrapped { unsafe format_set_text_wrap(format) }
    if isLink {
      unsafe format_set_font_color(format, Palette.link)
      // A line under a figure would read as a sum, and one under an n/a as a stress.
      if look.numberLook?.greysTexts != true {
        unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
      }
    }
    // The colour of texts; the number format has that of figures.
    if look.numberLook?.greysTexts == true { unsafe format_set_font_color(format, Palette.grey) }
    switch look {
    case .plain, .label, .computed: break
    case .title: unsafe applyTitle(to: format)
    case .subtitle: unsafe format_set_font_color(format, Palette.grey)
    case .heading: unsafe applyHeading(to: format)
    case .note: unsafe applyNote(to: format)
    case .wrapped:
      unsafe format_set_text_wrap(format)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .input, .inputText: unsafe applyInput(to: format)
    case .headline: unsafe format_set_bold(format)
    }
  }

  private func applyTitle(to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_bold(format)
    unsafe format_set_font_size(format, 18)
    unsafe format_set_font_color(format, Palette.ink)
  }

  private func applyHeading(to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_bold(format)
    unsafe format_set_font_color(format, Palette.ink)
    unsafe format_set_bg_color(format, Palette.headingFill)
    unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    unsafe format_set_bottom_color(format, Palette.ink)
  }

  private func applyNote(to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_italic(format)
    unsafe format_set_font_size(format, 9)
    unsafe format_set_font_color(format, Palette.grey)
  }

  private func applyInput(to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_font_color(format, Palette.input)
    unsafe format_set_bg_color(format, Palette.inputFill)
    unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    unsafe format_set_border_color(format, Palette.line)
  }
}

extension SheetCell.Look {
  /// The place of the look among all looks.
  fileprivate var place: Int {
    switch self {
    case .plain: 0
    case .title: 1
    case .subtitle: 2
    case .heading: 3
    case .label: 4
    case .note: 5
    case .wrapped: 6
    case .inputText: 7
    case .input(let number): 8 + number.rawValue
    case .computed(let number): 24 + number.rawValue
    case .headline(let number): 40 + number.rawValue
    }
  }

  /// One more than the greatest place, with room for sixteen looks of numbers.
  fileprivate static var places: Int { 56 }
}

/// Colours as 0xRRGGBB.
enum Palette {
  static let ink: lxw_color_t = 0x1F_3864
  static let grey: lxw_color_t = 0x6B_6B6B
  static let line: lxw_color_t = 0xD9_D9D9
  static let headingFill: lxw_color_t = 0xE7_ECF4
  static let input: lxw_color_t = 0x00_00FF
  static let inputFill: lxw_color_t = 0xFF_F9E3
  static let link: lxw_color_t = 0x05_63C1
  static let bar: lxw_color_t = 0xA9_CFE8

  /// Colours that colour-blind readers tell apart, neighbours of unlike brightness.
  ///
  /// Source: Okabe and Ito, "Color Universal Design", 2008.
  static let series: [lxw_color_t] = [
    0x00_72B2, 0xE6_9F00, 0x00_9E73, 0xCC_79A7, 0x59_5959, 0x56_B4E9, 0xD5_5E00,
  ]

  /// Colours of columns: dark, light, then those of patterns on white.
  static let columns: [lxw_color_t] = [
    0x00_5C94, 0xF5_C35C, 0x00_7A5A, 0x9C_4F7D, 0x59_5959, 0xB3_4E00,
  ]
  static let columnEdge: lxw_color_t = 0x40_4040

  /// The colour of a sheet's tab.
  static func tab(_ kind: Sheet.Kind) -> lxw_color_t {
    switch kind {
    case .control: ink
    case .output: 0x00_72B2
    case .calculation: 0xA6_A6A6
    case .input: 0xE6_9F00
    }
  }
}
