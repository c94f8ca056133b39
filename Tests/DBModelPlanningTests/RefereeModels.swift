import DBModelTestData
import DBModelTestKit

/// The small models that `DesignReferee` looks at, by seed.
enum RefereeModels {
  /// From here on models have writes and questions of every kind.
  private static let wide: UInt64 = 1_000
  /// From here on models have attributes that are kept from other rows.
  private static let kept: UInt64 = 2_000
  /// From here on models have reads over references, and inserts that copies could cost something.
  private static let copied: UInt64 = 3_000
  /// From here on models have rows that the items of others may hold.
  private static let embedded: UInt64 = 4_000
  /// From here on models have keys that several reads together ask for too often.
  private static let hot: UInt64 = 5_000
  private static let isLong = TestMode.variable("DBMODEL_LONG") != nil

  /// In whose tables a shorter key once kept out one for which nothing has to be made.
  static let found: [UInt64] = [413, 629, 670]

  /// `DBMODEL_LONG=1` tries as many as `make evaluate` does.
  static let plainSeeds: [UInt64] = isLong ? Array(0..<wide) : Array(0..<40) + found
  static let wideSeeds: [UInt64] = Array(wide..<wide + (isLong ? 800 : 24))
  static let keptSeeds: [UInt64] = Array(kept..<kept + (isLong ? 200 : 12))
  static let copiedSeeds: [UInt64] = Array(copied..<copied + (isLong ? 200 : 16))
  static let embeddedSeeds: [UInt64] = Array(embedded..<embedded + (isLong ? 400 : 48))
  static let hotSeeds: [UInt64] = Array(hot..<hot + (isLong ? 400 : 32))
  static let seeds =
    plainSeeds + wideSeeds + keptSeeds + copiedSeeds + embeddedSeeds + hotSeeds

  /// Up to 3 entities, and patterns whose rates differ by up to a million.
  static func text(_ seed: UInt64) -> String {
    guard seed >= wide else {
      let model = RandomModel(
        seed: seed,
        entities: 1 + Int(seed % 3),
        patterns: 1 + Int(seed / 3 % 5)
      )
      return MixedRates.text(model.text(), seed: seed)
    }
    var model = RandomModel(seed: seed, entities: 2 + Int(seed % 2), patterns: 0)
    if seed >= hot {
      model = RandomModel(seed: seed, entities: 1 + Int(seed % 2), patterns: 0)
      model.addHot(seed: seed, count: 2 + Int(seed / 2 % 3))
      return model.text()
    }
    if seed >= embedded {
      model.addEmbedded(seed: seed, count: 2 + Int(seed % 2))
      return MixedRates.text(model.text(), seed: seed)
    }
    if seed >= copied {
      model.addCopies(seed: seed, count: 2 + Int(seed % 2))
      return MixedRates.text(model.text(), seed: seed)
    }
    if seed >= kept {
      model.addKept(seed: seed, count: 3)
      model.addQuestions(seed: seed, count: 2)
      return MixedRates.text(model.text(), seed: seed)
    }
    model.addQuestions(seed: seed, count: 3)
    model.addWrites(seed: seed, count: 2)
    // What no key answers.
    if seed.isMultiple(of: 6) {
      model.add(patterns: [
        """
        access other(name: string(80)) {
          read E0 { name }
          where name != $name
          by app
          rate 1/s peak 2/s
          latency 200 ms p95
        }

        """
      ])
    }
    return MixedRates.text(model.text(), seed: seed)
  }
}
