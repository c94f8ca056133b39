/// The counts that one group of a profile holds.
///
/// Counts below 64 have a group each; above, each power of two has 32, so that the counts of a
/// group differ by less than a thirty-second. The queries of `--emit` group alike.
package enum CountGroups {
  /// Highest bits of a count that tell its group.
  static let bits = 6
  static let count = 32 * (65 - bits) + 64

  /// From 0, rising with the count.
  @inline(__always) static func group(of count: UInt64) -> Int {
    let shift = max(0, 64 &- count.leadingZeroBitCount &- bits)
    return shift &* 32 &+ Int(truncatingIfNeeded: count >> UInt64(truncatingIfNeeded: shift))
  }
}
