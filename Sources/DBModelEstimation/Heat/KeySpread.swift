public import DBModelStatistics
public import DBModelWorkload

/// How a load falls on all keys of a structure: what `KeyShare` says of the most popular one, for
/// the partitions that many keys share.
public indirect enum KeySpread: Sendable {
  /// By a declared popularity; `recentKeys` as `Popularity.shares` takes it.
  case declared(Popularity, keys: Interval, recentKeys: Double? = nil)
  /// Some keys with a share each, what is left evenly over the others.
  case some([Interval], keys: Interval)
  /// All on one key.
  case oneKey
  /// A key of two values that are asked for independently.
  case pairs(KeySpread, KeySpread)
  /// Each key over so many shards.
  case sharded(KeySpread, count: Int)
  /// Nothing is known but how many keys there are.
  case unknown(keys: Interval)

  /// Over how many keys each value is spread.
  public var shardCount: Int {
    if case .sharded(let spread, let count) = self { count * spread.shardCount } else { 1 }
  }

  /// Even, as far as is known.
  static func even(_ keys: Interval) -> KeySpread { .declared(.uniform, keys: keys) }

  /// The shares that are the least uneven of all that are possible: nothing is claimed of what is
  /// not known.
  public var leastUneven: RankedShares {
    switch self {
    case .declared(let popularity, let keys, let recent):
      return popularity.shares(keyCount: keys.high, recentKeyCount: recent)
        ?? .uniform(keyCount: keys.high)
    case .some(let values, let keys):
      // With their low ends some are left over; even shares of the rest are the least uneven.
      return .top(values.map(\.low), keyCount: max(keys.high, Double(values.count)))
    case .oneKey: return .uniform(keyCount: 1)
    case .pairs(let a, let b): return a.leastUneven.paired(with: b.leastUneven)
    case .sharded(let spread, let count): return spread.leastUneven.divided(by: count)
    case .unknown(let keys): return .uniform(keyCount: keys.high)
    }
  }
}

/// What tells which of the keys is the most popular one. Two loads of the same ranking are heavy on
/// the same key; of others that is not known.
public enum KeyRanking: Hashable, Sendable {
  /// What calls of a pattern ask for, by a parameter or a field of its rows.
  case asked(PatternID, ParameterID, FieldReference?)
  /// How the rows that are stored spread over the values of a field.
  case stored(FieldReference)
  /// What a profile tells, by its path, of the values of a field.
  case measured(String, FieldReference)
  /// Of a key of two values.
  indirect case pair(KeyRanking, KeyRanking)
  /// Of keys that begin with a text, as those of one kind of items do: with another text they are
  /// other keys.
  indirect case under(KeyRanking, text: String)
}
