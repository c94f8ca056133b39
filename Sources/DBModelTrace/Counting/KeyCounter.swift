/// The counts of all keys: sixteen tables, each of which one worker fills.
///
/// Any number of workers may count at once, as long as each has its own tables: worker w of n those
/// whose number divided by n leaves w. Everything else waits until they are done.
package final class KeyCounter<Key: KeyWord> {
  package static var tableCount: Int { 16 }
  /// Keys whose slots are looked up together, so that the memory fetches them at the same time.
  private static var batchSize: Int { 256 }

  let tables: UnsafeMutablePointer<KeyTable<Key>>

  /// - Parameter byteLimit: What all tables may take together; see `TraceLimits.tableBytes`.
  package init(byteLimit: Int) {
    tables = .allocate(capacity: Self.tableCount)
    let permits = Permits(TraceLimits.rebuilds)
    for number in 0..<Self.tableCount {
      let table = KeyTable<Key>(byteLimit: byteLimit / Self.tableCount, permits: permits)
      (tables + number).initialize(to: table)
    }
  }

  deinit {
    for number in 0..<Self.tableCount { tables[number].deallocate() }
    tables.deinitialize(count: Self.tableCount)
    tables.deallocate()
  }

  /// Counts one request for each of the keys, in their order. All of them must belong to tables of
  /// the worker that counts.
  package func count(_ keys: UnsafePointer<Key>, _ keyCount: Int) {
    typealias Slot = UnsafeMutablePointer<KeyTable<Key>.Slot>
    withUnsafeTemporaryAllocation(of: Slot.self, capacity: Self.batchSize) { room in
      guard let places = room.baseAddress else { return }
      var start = 0
      var seen: Key = 0
      while start < keyCount {
        let size = min(Self.batchSize, keyCount &- start)
        seen |= touch(keys + start, size, places)
        start &+= fill(keys + start, size, places)
      }
      if keyCount > 0 { tables[keys[0].table].touched |= seen }
    }
  }

  /// Finds where the search for each key begins, and reads it, so that it is on its way.
  /// Returns something of what was read, lest the reading be optimised away.
  @inline(__always)
  private func touch(
    _ keys: UnsafePointer<Key>,
    _ size: Int,
    _ places: UnsafeMutablePointer<UnsafeMutablePointer<KeyTable<Key>.Slot>>
  ) -> Key {
    var read: Key = 0
    var number = 0
    while number < size {
      let key = keys[number]
      let table = tables + key.table
      let slot = table.pointee.slots + key.slot(among: table.pointee.slotCount)
      places[number] = slot
      read |= slot.pointee.count
      number &+= 1
    }
    return read
  }

  /// Counts at the places; returns how many keys it got through before a table was laid out anew.
  @inline(__always)
  private func fill(
    _ keys: UnsafePointer<Key>,
    _ size: Int,
    _ places: UnsafeMutablePointer<UnsafeMutablePointer<KeyTable<Key>.Slot>>
  ) -> Int {
    var number = 0
    while number < size {
      let key = keys[number]
      var slot = places[number]
      number &+= 1
      while true {
        let (found, count) = (slot.pointee.key, slot.pointee.count)
        if found == key, count != 0 {
          if count == .max {
            tables[key.table].carry(slot)
          } else {
            slot.pointee.count = count &+ 1
          }
          break
        }
        if count == 0 {
          if tables[key.table].add(slot, key) { return number }
          break
        }
        slot = tables[key.table].next(slot)
      }
    }
    return size
  }
}

extension KeyCounter {
  /// Adds so many requests for a key that were counted elsewhere.
  package func add(_ key: Key, count: UInt64) { tables[key.table].add(key, count: count) }
}
