import DBModelStatistics

/// Popularities of every form, named for messages and tables.
enum Populations {
  static func all(keyCount: Double) -> [(name: String, shares: RankedShares)] {
    let zipf = [0.5, 0.8, 0.99, 1.2, 1.5].map {
      ("zipf \($0)", RankedShares.zipf(exponent: $0, keyCount: keyCount))
    }
    return [
      ("uniform, 10 keys", .uniform(keyCount: 10)),
      ("uniform, 300 keys", .uniform(keyCount: 300)),
      ("uniform", .uniform(keyCount: keyCount)),
    ] + zipf + [
      ("hotset 20 keys 80%", .hotset(keys: 20, share: 0.8, keyCount: keyCount)),
      ("hotset 1% 90%", .hotset(keys: keyCount / 100, share: 0.9, keyCount: keyCount)),
      ("top 5%, 3%", .top([0.05, 0.03], keyCount: keyCount)),
      ("heavy head", heavyHead(keyCount)),
      ("heavy tail", heavyTail(keyCount)),
    ]
  }

  /// As caches of short-lived counters are measured: a few keys far above a steep rest.
  private static func heavyHead(_ keyCount: Double) -> RankedShares {
    let rest = RankedShares.zipf(exponent: 1.1, keyCount: keyCount - 3).groups.map {
      RankedShares.Group(keys: $0.keys, share: $0.share * 0.55)
    }
    return RankedShares(
      [0.2, 0.15, 0.1].map { RankedShares.Group(keys: 1, share: $0) } + rest
    )
  }

  /// As shops are measured: a flat head, and most of what is asked for asked for once.
  private static func heavyTail(_ keyCount: Double) -> RankedShares {
    let (head, tail) = ((keyCount / 20).rounded(), (keyCount * 0.8).rounded())
    return RankedShares([
      RankedShares.Group(keys: head, share: 0.3 / head),
      RankedShares.Group(keys: keyCount - head - tail, share: 0.4 / (keyCount - head - tail)),
      RankedShares.Group(keys: tail, share: 0.3 / tail),
    ])
  }
}
