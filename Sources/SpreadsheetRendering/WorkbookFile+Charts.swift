import CXLSXWriter
internal import Quantities
internal import WorkbookModel

private typealias Chart = UnsafeMutablePointer<lxw_chart>

extension WorkbookFile {
  /// Adds a chart to a sheet.
  mutating func add(
    _ chart: SheetChart, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    let target = unsafe try require(workbook_add_chart(handle, chart.libraryType))
    for (index, series) in chart.series.enumerated() {
      try unsafe add(series, at: index, of: chart, to: target)
    }
    unsafe setFrame(of: chart, target)
    unsafe setCategoryAxis(of: chart, target)
    unsafe setValueAxis(of: chart, target)
    var options = unsafe lxw_chart_options()
    // The library's own size is 480 by 288 pixels.
    unsafe options.x_scale = Double(sheet.visibleWidth(of: chart)) / 480
    unsafe options.y_scale = Double(chart.height) / 288
    unsafe options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    unsafe options.description = try kept(chart.description)
    try check(
      unsafe worksheet_insert_chart_opt(
        worksheet, UInt32(chart.row), UInt16(chart.column), target, &options),
      at: "chart '\(chart.title)'")
  }

  private func add(
    _ series: SheetChart.Series, at index: Int, of chart: SheetChart, to target: Chart
  ) throws(SpreadsheetError) {
    let added = unsafe try require(
      chart_add_series(target, "=" + series.categories, "=" + series.values))
    unsafe chart_series_set_name(added, series.name)
    try unsafe keepPoints(of: series.categories, added.pointee.categories)
    try unsafe keepPoints(of: series.values, added.pointee.values)
    switch (chart.form, series.role) {
    case (.lines, _):
      unsafe setLine(added, LineStyle(series.role, index: index), of: chart)
    case (.area, _):
      var fill = lxw_chart_fill()
      (fill.color, fill.transparency) = (Palette.series[index % Palette.series.count], 35)
      unsafe chart_series_set_fill(added, &fill)
    case (.columns, _), (.bars, _): unsafe setFill(added, index: index)
    }
  }

  private func setLine(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ style: LineStyle, of chart: SheetChart
  ) {
    var line = lxw_chart_line()
    (line.color, line.width, line.dash_type) = (style.color, style.width, style.dash)
    // Of many points, thick lines and markers would run into a band.
    if chart.pointCount > 100 { line.width = min(line.width, 1.25) }
    unsafe chart_series_set_line(series, &line)
    guard let marker = style.marker, chart.pointCount <= 40 else {
      unsafe chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_NONE.rawValue))
      return
    }
    unsafe chart_series_set_marker_type(series, marker)
    unsafe chart_series_set_marker_size(series, 6)
    var fill = lxw_chart_fill()
    fill.color = style.color
    unsafe chart_series_set_marker_fill(series, &fill)
    var edge = lxw_chart_line()
    edge.color = style.color
    unsafe chart_series_set_marker_line(series, &edge)
  }

  /// Fills columns dark, light, then in patterns, which grey print keeps apart.
  private func setFill(_ series: UnsafeMutablePointer<lxw_chart_series>, index: Int) {
    let color = Palette.columns[index % Palette.columns.count]
    var edge = lxw_chart_line()
    (edge.color, edge.width) = (Palette.columnEdge, 0.5)
    unsafe chart_series_set_line(series, &edge)
    if index < 2 {
      var fill = lxw_chart_fill()
      fill.color = color
      unsafe chart_series_set_fill(series, &fill)
    } else {
      let patterns = [
        LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, LXW_CHART_PATTERN_LARGE_GRID,
        LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL, LXW_CHART_PATTERN_NARROW_HORIZONTAL,
      ]
      var pattern = lxw_chart_pattern()
      (pattern.fg_color, pattern.bg_color) = (color, 0xFF_FFFF)
      pattern.type = UInt8(patterns[(index - 2) % patterns.count].rawValue)
      unsafe chart_series_set_pattern(series, &pattern)
    }
  }

  /// Sets title, legend, gaps and background.
  private func setFrame(of chart: SheetChart, _ target: Chart) {
    unsafe chart_title_set_name(target, chart.title)
    unsafe withFont(size: 12, Palette.ink, isBold: true) { font in
      unsafe chart_title_set_name_font(target, font)
    }
    let legend = chart.series.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
    unsafe chart_legend_set_position(target, UInt8(legend.rawValue))
    unsafe withFont(size: 9) { font in unsafe chart_legend_set_font(target, font) }
    var edge = lxw_chart_line()
    edge.none = 1
    unsafe chart_chartarea_set_line(target, &edge)
    // An area would fall to 0 in a gap, which reads as a value; it is drawn through instead.
    let blanks = chart.form == .area ? LXW_CHART_BLANKS_AS_CONNECTED : LXW_CHART_BLANKS_AS_GAP
    unsafe chart_show_blanks_as(target, UInt8(blanks.rawValue))
    guard chart.form == .columns || chart.form == .bars else { return }
    unsafe chart_set_series_gap(target, 60)
    unsafe chart_set_series_overlap(target, chart.series.count > 1 ? -5 : 0)
  }

  private func setCategoryAxis(of chart: SheetChart, _ target: Chart) {
    // The library's axes are those of the page: bars have their categories on the vertical one.
    let axis = unsafe chart.form == .bars ? target.pointee.y_axis : target.pointee.x_axis
    // Slanted days stay apart in readers that do not thin them out.
    let isSlanted = chart.hasDayAxis && !chart.isScatter
    unsafe withFont(size: 9, slant: isSlanted ? -45 : 0) { font in
      unsafe chart_axis_set_num_font(axis, font)
    }
    var line = lxw_chart_line()
    (line.color, line.width) = (0xA6_A6A6, 0.75)
    unsafe chart_axis_set_line(axis, &line)
    unsafe chart_axis_set_major_tick_mark(axis, UInt8(LXW_CHART_AXIS_TICK_MARK_NONE.rawValue))
    // Labels stay at the edge where values fall below 0.
    unsafe chart_axis_set_label_position(
      axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    unsafe chart_axis_major_gridlines_set_visible(axis, 0)
    if chart.hasDayAxis { unsafe setDayAxis(of: chart, axis) }
    guard chart.form == .bars else { return }
    // The first category on top, as in the table, and the values' axis below all the same.
    unsafe chart_axis_set_reverse(axis)
    unsafe chart_axis_set_crossing_max(axis)
  }

  private func setDayAxis(of chart: SheetChart, _ axis: UnsafeMutablePointer<lxw_chart_axis>?) {
    guard chart.isScatter, let days = book.days(of: chart) else {
      unsafe chart_axis_set_num_format(axis, SheetCell.NumberLook.day.axisFormat(upTo: 0))
      unsafe chart_axis_set_interval_unit(axis, UInt16(clamping: chart.pointCount / 8 + 1))
      return
    }
    let steps = DayAxis(days)
    unsafe chart_axis_set_num_format(axis, steps.format)
    unsafe chart_axis_set_min(axis, steps.first.serial)
    unsafe chart_axis_set_max(axis, max(days.upperBound, steps.first + 1).serial)
    unsafe chart_axis_set_major_unit(axis, steps.unit)
  }

  private func setValueAxis(of chart: SheetChart, _ target: Chart) {
    let axis = unsafe chart.form == .bars ? target.pointee.x_axis : target.pointee.y_axis
    // The library forgets to say so of areas, and then takes neither bounds nor ratios.
    unsafe axis?.pointee.is_value = 1
    unsafe withFont(size: 9) { font in unsafe chart_axis_set_num_font(axis, font) }
    let range = book.valueRange(of: chart)
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    unsafe chart_axis_set_num_format(axis, chart.numberLook.axisFormat(upTo: largest))
    // Readers would leave room beyond the whole, where no share is.
    if chart.numberLook == .percent, largest > 0.8, largest <= 1 {
      if range.lowerBound >= 0 { unsafe chart_axis_set_max(axis, 1) }
      if range.upperBound <= 0 { unsafe chart_axis_set_min(axis, -1) }
    }
    // A value of 0 or less has no place among ratios.
    if chart.hasLogAxis, range.lowerBound > 0 {
      unsafe chart_axis_set_log_base(axis, 10)
      // Else the other axis would cross at 1, in the middle of the plot.
      unsafe chart_axis_set_crossing_min(axis)
    }
    if !chart.axisTitle.isEmpty {
      unsafe chart_axis_set_name(axis, chart.axisTitle)
      unsafe withFont(size: 9) { font in unsafe chart_axis_set_name_font(axis, font) }
    }
    var grid = lxw_chart_line()
    (grid.color, grid.width) = (Palette.line, 0.75)
    unsafe chart_axis_major_gridlines_set_visible(axis, 1)
    unsafe chart_axis_major_gridlines_set_line(axis, &grid)
    var line = lxw_chart_line()
    line.none = 1
    unsafe chart_axis_set_line(axis, &line)
    unsafe chart_axis_set_major_tick_mark(axis, UInt8(LXW_CHART_AXIS_TICK_MARK_NONE.rawValue))
  }

  /// Lends a font to a call that copies it.
  private func withFont(
    size: Double, _ color: lxw_color_t = 0x40_4040, isBold: Bool = false, slant: Int32 = 0,
    _ body: (UnsafeMutablePointer<lxw_chart_font>) -> Void
  ) {
    var font = unsafe lxw_chart_font()
    unsafe (font.size, font.color, font.rotation) = (size, color, slant)
    // 2 is the library's explicit "no": titles are bold unless told otherwise.
    unsafe font.bold = isBold ? 1 : UInt8(LXW_EXPLICIT_FALSE.rawValue)
    unsafe body(&font)
  }

  /// States the points that a reader shows before it has recalculated.
  private func keepPoints(
    of reference: String, _ range: UnsafeMutablePointer<lxw_series_range>?
  ) throws(SpreadsheetError) {
    let range = unsafe try require(range)
    let values = book.values(of: reference)
    let areTexts = values.contains { if case .text = $0 { true } else { false } }
    unsafe chart_range_keep_points(range, areTexts ? 1 : 0)
    for value in values {
      let status =
        switch value {
        case .number(let number): unsafe chart_range_add_point(range, nil, number, 0)
        case .text(let text): unsafe chart_range_add_point(range, text, 0, 0)
        case nil: unsafe chart_range_add_point(range, nil, 0, 1)
        }
      try check(status)
    }
  }
}

extension SheetChart {
  /// Lines over days are drawn by position: the library has no date axis, but one of numbers.
  fileprivate var isScatter: Bool { form == .lines && hasDayAxis }

  fileprivate var libraryType: UInt8 {
    let type =
      switch form {
      case .lines where isScatter: LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS
      case .columns: LXW_CHART_COLUMN
      case .lines: LXW_CHART_LINE
      case .area: LXW_CHART_AREA
      case .bars: LXW_CHART_BAR
      }
    return UInt8(type.rawValue)
  }

  /// The points of the longest series.
  fileprivate var pointCount: Int {
    series.compactMap { CellRange($0.values) }.map { $0.rows.count * $0.columns.count }.max() ?? 0
  }
}

extension Workbook {
  /// From the smallest to the largest number that a chart draws; 0 for none.
  fileprivate func valueRange(of chart: SheetChart) -> ClosedRange<Double> {
    let numbers = chart.series.flatMap { values(of: $0.values) }.compactMap { value -> Double? in
      guard case .number(let number) = value else { return nil }
      return number
    }
    return (numbers.min() ?? 0)...(numbers.max() ?? 0)
  }

  /// The first and the last day of a chart's points.
  fileprivate func days(of chart: SheetChart) -> ClosedRange<Day>? {
    let serials = chart.series.flatMap { values(of: $0.categories) }.compactMap { value -> Day? in
      // Up to the end of the spreadsheet's calendar.
      guard case .number(let serial) = value, (0..<2_958_466).contains(serial) else { return nil }
      return Day(number: -25_569) + Int(serial)
    }
    guard let first = serials.min(), let last = serials.max() else { return nil }
    return first...last
  }

  /// What the cells of a reference show, `nil` for a blank one.
  fileprivate func values(of reference: String) -> [CellValue?] {
    guard let range = CellRange(reference),
      let sheet = sheets.first(where: { $0.name == range.sheet })
    else { return [] }
    return range.rows.flatMap { row in
      range.columns.map { column in
        sheet.rows.dropFirst(row).first?.dropFirst(column).first?.content.shown
      }
    }
  }
}

/// The steps of an axis of days: years, halves, quarters or months, so that labels have room.
private struct DayAxis {
  let first: Day
  /// Days of a step; the mean length, with which labels by month and year stay right.
  let unit: Double
  let format: String

  init(_ days: ClosedRange<Day>) {
    let span = days.upperBound - days.lowerBound
    let months =
      switch span {
      case ..<250: 1
      case ..<800: 3
      case ..<1500: 6
      default: 12 * (span / (366 * 12) + 1)
      }
    let (year, month, _) = days.lowerBound.components
    let start = months >= 12 ? 1 : (month - 1) / months * months + 1
    first = Day(number: Day.number(year: year, month: start, day: 1))
    unit = Double(months) * 365.25 / 12
    format = months >= 12 ? "yyyy" : "yyyy-mm"
  }
}

/// How a line is drawn: lines keep their own dash and marker where colours are lost in print.
private struct LineStyle {
  var color: lxw_color_t
  var width: Float
  var dash: UInt8
  var marker: UInt8?

  init(_ role: SheetChart.Series.Role, index: Int) {
    let dashes = [
      LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT,
      LXW_CHART_LINE_DASH_DASH_DOT, LXW_CHART_LINE_DASH_LONG_DASH,
    ]
    let markers = [
      LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE,
      LXW_CHART_MARKER_DIAMOND,
    ]
    switch role {
    case .measure:
      self.init(
        Palette.series[index % Palette.series.count], 2.25, dashes[index % dashes.count],
        markers[index % markers.count])
    case .reference: self.init(Palette.grey, 1.25, LXW_CHART_LINE_DASH_SQUARE_DOT, nil)
    case .base: self.init(Palette.series[0], 2.5, LXW_CHART_LINE_DASH_SOLID, markers[0])
    case .low: self.init(Palette.series[6], 2, LXW_CHART_LINE_DASH_ROUND_DOT, nil)
    case .high: self.init(Palette.series[2], 2, LXW_CHART_LINE_DASH_DASH, nil)
    }
  }

  private init(
    _ color: lxw_color_t, _ width: Float, _ dash: lxw_chart_line_dash_type,
    _ marker: lxw_chart_marker_type?
  ) {
    (self.color, self.width) = (color, width)
    (self.dash, self.marker) = (UInt8(dash.rawValue), marker.map { UInt8($0.rawValue) })
  }
}
