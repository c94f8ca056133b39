/// A place in the order in which a table's items lie: by the hash of the partition key, then along
/// the sort keys of the collection.
struct KeyPosition: Hashable, Sendable, Comparable {
  let hash: UInt64
  /// Along the collection, 0 at its start and 1 at its end.
  let inside: Double

  init(_ hash: UInt64, _ inside: Double = 0) {
    self.hash = hash
    self.inside = inside
  }

  static func < (a: KeyPosition, b: KeyPosition) -> Bool {
    a.hash != b.hash ? a.hash < b.hash : a.inside < b.inside
  }

  /// Where the one item of `CollectionLayout.oneItem` lies: somewhere inside, so that a split may
  /// pass on either side of it.
  static let itemInside = 0.5
  /// Where the end of a collection that grows lies.
  static let endInside = 1.0

  /// The place behind a whole collection. Hashes of keys stay below the greatest number.
  static func behind(_ hash: UInt64) -> KeyPosition { KeyPosition(hash + 1) }

  /// The part of all hashes that lies before it, 0…1.
  var fraction: Double { Double(hash) * 0x1p-64 }
}

/// From a place up to, and without, another; without an upper end it reaches to the last.
struct KeyRange: Hashable, Sendable {
  let low: KeyPosition
  let high: KeyPosition?

  func contains(_ position: KeyPosition) -> Bool {
    position >= low && high.map { position < $0 } ?? true
  }

  /// The part of all hashes, 0…1; 0 for a range inside one collection.
  var width: Double {
    guard let high else { return 1 - low.fraction }
    return Double(high.hash - low.hash) * 0x1p-64
  }

  /// The part of a collection's sort keys that lies in the range, 0…1.
  func part(ofCollection hash: UInt64) -> Double {
    if hash < low.hash { return 0 }
    let from = hash == low.hash ? low.inside : 0
    guard let high else { return 1 - from }
    if hash > high.hash { return 0 }
    let to = hash == high.hash ? high.inside : 1
    return max(0, to - from)
  }

  func divided(at boundary: KeyPosition) -> (KeyRange, KeyRange) {
    (KeyRange(low: low, high: boundary), KeyRange(low: boundary, high: high))
  }
}
