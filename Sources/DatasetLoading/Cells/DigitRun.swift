/// Up to seven digits read at once, in a few operations on one word of eight bytes.
///
/// After Daniel Lemire, "Quickly parsing eight digits",
/// <https://lemire.me/blog/2018/10/03/quickly-parsing-eight-digits/>.
struct DigitRun {
  /// How many digits stand there.
  let count: Int
  /// The integer that they spell.
  let value: UInt64

  /// Reads the digits at a position that has eight bytes; `nil` where there are none or eight.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, at position: Int) {
    let digits = bytes.word(at: position) ^ 0x3030_3030_3030_3030
    // The top bit of each byte that is no digit; a carry can only reach bytes behind the first.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    count = others.trailingZeroBitCount / 8
    guard (1...7).contains(count) else { return nil }
    var word = digits << UInt64(truncatingIfNeeded: 64 - count * 8)
    word = word &* 10 &+ (word >> 8)
    let pairs: UInt64 = 0x0000_00FF_0000_00FF
    value =
      ((word & pairs) &* 0x000F_4240_0000_0064
        &+ ((word >> 16) & pairs) &* 0x0000_2710_0000_0001) >> 32
  }
}
