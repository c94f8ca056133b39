/// A key as it is counted: a word of evenly spread bits, of which equal ones are one key.
///
/// The highest bits choose one of `KeyCounter.tableCount` tables, the next ones a slot in it, and
/// the lowest ones the sample: they are independent of each other as the bits of a hash are.
package protocol KeyWord: FixedWidthInteger, UnsignedInteger, Sendable {
  /// Which of the 16 tables holds the key.
  var table: Int { get }
  /// The slot where the search for the key begins, among `slotCount` of them.
  func slot(among slotCount: Int) -> Int
}

extension UInt32: KeyWord {
  @inline(__always) package var table: Int { Int(truncatingIfNeeded: self >> 28) }

  @inline(__always) package func slot(among slotCount: Int) -> Int {
    let part = UInt64(self << 4) &* UInt64(truncatingIfNeeded: slotCount)
    return Int(truncatingIfNeeded: part >> 32)
  }
}

extension UInt64: KeyWord {
  @inline(__always) package var table: Int { Int(truncatingIfNeeded: self >> 60) }

  @inline(__always) package func slot(among slotCount: Int) -> Int {
    Int(truncatingIfNeeded: (self << 4).multipliedFullWidth(by: UInt64(slotCount)).high)
  }
}
