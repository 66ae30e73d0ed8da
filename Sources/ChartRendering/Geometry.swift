/// A rectangle of the picture; y grows downwards.
struct Box {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  /// The height of a point that lies a share of the box above its bottom.
  func y(_ share: Double) -> Double { bottom - share * height }

  func overlap(with other: Box) -> Double {
    max(0, min(right, other.right) - max(left, other.left))
      * max(0, min(bottom, other.bottom) - max(top, other.top))
  }
}

struct Point {
  var x: Double
  var y: Double
}

/// Where labels go that would lie on each other or on the data.
enum LabelPlacement {
  /// The tops of blocks below each other, each as near to its wish as the others allow.
  ///
  /// Blocks that collide form a group around their common middle, as in isotonic regression by
  /// pooling of adjacent violators; the order of the wishes is kept.
  ///
  /// - Parameters:
  ///   - blocks: The wished middle and the height of each block, in any order.
  ///   - bounds: The space that holds them all, if it is high enough.
  /// - Returns: The top of each block, in the order given.
  static func tops(
    of blocks: [(middle: Double, height: Double)], within bounds: ClosedRange<Double>
  ) -> [Double] {
    let order = blocks.indices.sorted { (blocks[$0].middle, $0) < (blocks[$1].middle, $1) }
    var groups: [Group] = []
    for index in order {
      var group = Group(members: [index], height: blocks[index].height)
      group.place(blocks, within: bounds)
      while let above = groups.last, above.top + above.height > group.top {
        groups.removeLast()
        group = Group(
          members: above.members + group.members, height: above.height + group.height)
        group.place(blocks, within: bounds)
      }
      groups.append(group)
    }
    var tops = Array(repeating: bounds.lowerBound, count: blocks.count)
    for group in groups {
      var top = group.top
      for member in group.members {
        tops[member] = top
        top += blocks[member].height
      }
    }
    return tops
  }

  private struct Group {
    var members: [Int]
    var height: Double
    var top = 0.0

    /// The top at which the members lie, on average, where they wish to.
    mutating func place(
      _ blocks: [(middle: Double, height: Double)], within bounds: ClosedRange<Double>
    ) {
      var (offset, sum) = (0.0, 0.0)
      for member in members {
        sum += blocks[member].middle - blocks[member].height / 2 - offset
        offset += blocks[member].height
      }
      let lowest = max(bounds.lowerBound, bounds.upperBound - height)
      top = min(max(sum / Double(members.count), bounds.lowerBound), lowest)
    }
  }

  /// The candidate that covers least of the obstacles; the first of equals.
  static func clearest(of candidates: [Box], among obstacles: [Box]) -> Box? {
    let covered = candidates.map { candidate in
      obstacles.reduce(0) { $0 + $1.overlap(with: candidate) }
    }
    return zip(candidates, covered).min { $0.1 < $1.1 }?.0
  }
}
