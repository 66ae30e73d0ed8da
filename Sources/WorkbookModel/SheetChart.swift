/// A native chart over cells of the workbook.
package struct SheetChart: Sendable {
  package enum Form: Sendable { case columns, lines, area, bars }

  package struct Series: Sendable {
    /// How a series is drawn; most forms tell their series apart by themselves.
    package enum Role: Sendable {
      case measure
      /// A level to compare with, such as 1 where revenue pays for emission: thin and grey.
      case reference
      /// The three lines of a fan.
      case base, low, high
    }

    package var name: String
    /// A1 references with sheet: `'helium'!$G$1:$N$1`.
    package var categories: String
    package var values: String
    package var role: Role

    package init(name: String, categories: String, values: String, role: Role = .measure) {
      (self.name, self.categories, self.values, self.role) = (name, categories, values, role)
    }
  }

  package var title: String
  package var description: String
  package var form: Form
  package var series: [Series]
  /// The number format of the value axis.
  package var numberLook: SheetCell.NumberLook
  package var axisTitle: String
  /// Whether the categories are days.
  package var hasDayAxis: Bool
  /// Whether equal distances on the value axis are equal ratios.
  package var hasLogAxis: Bool
  /// The cell under the chart's top left corner, from 0, and its size in pixels.
  package var row: Int
  package var column: Int
  package var width: Int
  package var height: Int

  package init(
    title: String, description: String, form: Form, series: [Series],
    numberLook: SheetCell.NumberLook, axisTitle: String = "", hasDayAxis: Bool = false,
    hasLogAxis: Bool = false, row: Int, column: Int, width: Int = 560, height: Int = 300
  ) {
    (self.title, self.description, self.form, self.series) = (title, description, form, series)
    (self.numberLook, self.axisTitle) = (numberLook, axisTitle)
    (self.hasDayAxis, self.hasLogAxis) = (hasDayAxis, hasLogAxis)
    (self.row, self.column, self.width, self.height) = (row, column, width, height)
  }
}
