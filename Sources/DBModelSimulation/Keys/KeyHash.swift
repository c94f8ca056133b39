import DBModelStatistics

/// Where keys are hashed to: a pure function of the seed, the ranking's name and the rank, so that
/// nothing else moves them.
enum KeyHash {
  /// A seed of its own for a part of the simulation (64-bit FNV-1a of its name, then mixed).
  static func seed(_ seed: UInt64, _ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var numbers = SplitMix64(seed: seed ^ hash)
    return numbers.next()
  }

  /// The hash of a key; never the greatest number, behind which there is no place.
  ///
  /// - Parameter epoch: How often the keys were renewed.
  static func hash(_ rankingSeed: UInt64, rank: Int, epoch: Int) -> UInt64 {
    var numbers = SplitMix64(
      seed: rankingSeed &+ UInt64(truncatingIfNeeded: rank) &* 0xD134_2543_DE82_EF95
        ^ UInt64(truncatingIfNeeded: epoch) &* 0xA24B_AED4_963E_E407
    )
    _ = numbers.next()
    return min(numbers.next(), .max - 1)
  }
}
