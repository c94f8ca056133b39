/// Keys of one table of a part, on their way into a table.
///
/// A part holds keys in the order of the slots that they had. Put into a smaller table in that
/// order, they would all be sought in its first slots, and each would pass over all before it:
/// quadratic time. So they are held back, and go in by steps of the golden section, in which the
/// first few are spread over all slots as evenly as all of them are.
struct PartKeys<Key: KeyWord> {
  private var keys: [Key] = []
  private var counts: [UInt64] = []

  /// As many as a table can have that was written: 10 MB. More come from nobody's tables, and go
  /// in by portions.
  private static var most: Int {
    TraceLimits.tableBytes / KeyCounter<Key>.tableCount / MemoryLayout<KeyTable<Key>.Slot>.stride
      / KeyTable<Key>.load.slots * KeyTable<Key>.load.used
  }

  /// Takes a key; those held back go into the table where there are too many of them.
  mutating func append(_ key: Key, _ count: UInt64, for table: inout KeyTable<Key>) {
    if keys.isEmpty {
      keys.reserveCapacity(Self.most)
      counts.reserveCapacity(Self.most)
    }
    keys.append(key)
    counts.append(count)
    if keys.count == Self.most { pour(into: &table) }
  }

  /// Puts what is held back into the table.
  mutating func pour(into table: inout KeyTable<Key>) {
    let step = Self.step(keys.count)
    var place = 0
    for _ in 0..<keys.count {
      table.add(keys[place], count: counts[place])
      place += step
      if place >= keys.count { place -= keys.count }
    }
    keys.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
  }

  /// The least number from the golden section of a count on that has no divisor in common with it,
  /// so that steps of it come to every place once.
  private static func step(_ count: Int) -> Int {
    var step = max(1, Int(Double(count) * 0.618_033_988_749_894_8))
    while divisor(step, count) > 1 { step += 1 }
    return step
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }
}
