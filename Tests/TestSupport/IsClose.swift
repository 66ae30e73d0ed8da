/// Whether two numbers agree in twelve significant digits, the tolerance of every numeric test.
///
/// Both signs of 0 are equal; 0 is close to nothing else, since it has no significant digit.
package func isClose(_ left: Double, _ right: Double) -> Bool {
  left == right || abs(left - right) <= 5e-13 * max(abs(left), abs(right))
}

/// Whether a number exists and agrees with another in twelve significant digits.
package func isClose(_ left: Double?, _ right: Double) -> Bool {
  left.map { isClose($0, right) } ?? false
}
