/// Keeps what frequent keys are called, in bounded memory: 65,536 places, each for the keys whose
/// words choose it, and in each the name of the key that had the majority of them of late
/// (R. Boyer and J. Moore, "MJRTY: A Fast Majority Vote Algorithm", 1981). A key that has more than
/// half of the requests of its place is certain to be kept, which a frequent one nearly always has.
final class NameKeeper<Key: KeyWord> {
  private struct Place {
    var key: Key = 0
    var votes: UInt32 = 0
    var name: [UInt8] = []
  }

  /// Longer names are cut.
  private static var longestName: Int { 64 }
  private var places = [Place](repeating: Place(), count: 1 << 16)

  func note(_ block: KeyBlock<Key>) {
    guard let places = block.places else { return }
    for number in 0..<min(block.counts[0], places.count) {
      block.withBytes(of: places[number]) { vote(for: block.lists[0][number], named: $0) }
    }
  }

  private func vote(for key: Key, named text: UnsafeBufferPointer<UInt8>) {
    // The lowest bits: the highest choose the table, in which near keys are near.
    let number = Int(truncatingIfNeeded: key & 0xffff)
    if places[number].key == key, places[number].votes > 0 {
      if places[number].votes < .max { places[number].votes += 1 }
    } else if places[number].votes > 0 {
      places[number].votes -= 1
    } else {
      places[number] = Place(key: key, votes: 1, name: Array(text.prefix(Self.longestName)))
    }
  }

  /// What a key is called; `nil` where that was not kept.
  func name(of key: Key) -> String? {
    let place = places[Int(truncatingIfNeeded: key & 0xffff)]
    guard place.votes > 0, place.key == key else { return nil }
    if Key.bitWidth == 32, place.name.count == 4 {
      return String(place.name.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }
    return String(decoding: place.name, as: UTF8.self)
  }
}
