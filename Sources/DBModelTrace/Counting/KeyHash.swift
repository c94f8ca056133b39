/// What makes a word of a key: the same on every machine and in every process, so that parts of a
/// log that were summarised apart can be put together.
///
/// It has no seed and is therefore no defence: whoever may choose keys freely can choose some that
/// count as one. Keys that nobody chose so collide as chance has it: among 10 million, one pair in
/// 370,000 logs.
package enum KeyHash {
  /// A permutation of the 32-bit numbers: no two of them become one.
  ///
  /// Multiplications by odd numbers and shifts by half of the word and less, each of which can be
  /// undone; the constants are those of MurmurHash3's finaliser (A. Appleby, 2011).
  @inline(__always) package static func word(of number: UInt32) -> UInt32 {
    var word = number
    word ^= word >> 16
    word = word &* 0x85eb_ca6b
    word ^= word >> 13
    word = word &* 0xc2b2_ae35
    return word ^ word >> 16
  }

  /// 64 bits of a text.
  ///
  /// Eight bytes at a time are mixed in by a multiplication to 128 bits whose halves are added up
  /// (the construction of folded multiplication), with the length in the end. The multipliers are
  /// the odd numbers nearest to 2^64 divided by the golden ratio and the square roots of 3 and 5.
  @inline(__always)
  package static func word(of text: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let bytes = UnsafeRawPointer(text)
    var state = first ^ UInt64(truncatingIfNeeded: count) &* third
    var offset = 0
    while count &- offset > 8 {
      let eight = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = fold(state ^ UInt64(littleEndian: eight), second)
      offset &+= 8
    }
    state = fold(state ^ tail(bytes, offset, count), third)
    return fold(state ^ state >> 32, first)
  }

  /// The last one to eight bytes, or nothing, as a number; the length tells them apart.
  @inline(__always)
  private static func tail(_ bytes: UnsafeRawPointer, _ offset: Int, _ count: Int) -> UInt64 {
    if count >= 8 {
      return UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      )
    }
    if count >= 4 {
      let low = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
      let high = UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      )
      return UInt64(low) | UInt64(high) << 32
    }
    guard count > 0 else { return 0 }
    let low = UInt64(bytes.load(as: UInt8.self))
    let middle = UInt64(bytes.load(fromByteOffset: count >> 1, as: UInt8.self))
    let high = UInt64(bytes.load(fromByteOffset: count &- 1, as: UInt8.self))
    return low | middle << 8 | high << 16
  }

  /// Both halves of a product. A factor of zero leaves the other one, so that nothing is forgotten.
  @inline(__always) private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low ^ (a &<< 23 | a &>> 41)
  }

  private static let first: UInt64 = 0x9e37_79b9_7f4a_7c15
  private static let second: UInt64 = 0x93cd_3a2c_8198_e269
  private static let third: UInt64 = 0x727c_9716_ffb7_64d5
}
