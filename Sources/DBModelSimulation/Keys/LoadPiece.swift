/// A stretch of the order of items with the load on it.
struct LoadPiece {
  /// What bars a split from passing through it.
  enum Kind: Hashable, Sendable {
    /// Nothing: the load lies evenly, and a split divides it anywhere.
    case divisible
    case item
    case movingEnd
    /// A collection that a local index holds together.
    case collection

    var isDivisible: Bool { self == .divisible }
  }

  let from: KeyPosition
  let to: KeyPosition
  /// Units a second.
  let load: UnitRates
  /// The head key it belongs to; `nil` for the keys of the tail.
  let key: Int?
  let kind: Kind

  /// The place after a part of it, 0…1.
  func position(at part: Double) -> KeyPosition {
    if from.hash == to.hash {
      return KeyPosition(from.hash, from.inside + part * (to.inside - from.inside))
    }
    let step = Double(to.hash - from.hash) * part
    // The product may round up to 2^64.
    guard step < 0x1p64 else { return to }
    return KeyPosition(min(from.hash.addingReportingOverflow(UInt64(step)).partialValue, to.hash))
  }
}

extension StructureKeys {
  /// What lies in a range, in order.
  ///
  /// - Parameters:
  ///   - tail: Keys of each group of the tail in the range.
  ///   - units: Units a second of each flow over all keys.
  ///   - isWrite: Of each flow.
  func pieces(
    in range: KeyRange,
    tail: [Double],
    units: [Double],
    isWrite: [Bool]
  ) -> [LoadPiece] {
    var loose = UnitRates.zero
    for flow in units.indices where units[flow] > 0 {
      let groups = tailShares[flow]
      var share = 0.0
      for group in tail.indices { share += tail[group] * groups[group] }
      loose[isWrite[flow]] += share * units[flow]
    }
    let end = range.high ?? KeyPosition(.max)
    let width = Double(end.hash - range.low.hash)
    var pieces: [LoadPiece] = []
    var place = range.low
    func addLoose(upTo next: KeyPosition) {
      guard next.hash > place.hash, width > 0 else { return }
      let part = Double(next.hash - place.hash) / width
      pieces.append(
        LoadPiece(from: place, to: next, load: loose * part, key: nil, kind: .divisible)
      )
    }
    for key in keys(in: range) {
      addLoose(upTo: KeyPosition(keys[key].hash))
      let own = collection(ofKey: key, in: range, units: units, isWrite: isWrite)
      pieces += own
      place = max(place, own.last?.to ?? KeyPosition(keys[key].hash))
    }
    addLoose(upTo: end)
    return pieces
  }

  /// The pieces of one collection: its even load before and behind the one item, and its end.
  private func collection(
    ofKey key: Int,
    in range: KeyRange,
    units: [Double],
    isWrite: [Bool]
  ) -> [LoadPiece] {
    let hash = keys[key].hash
    var (even, item, end) = (UnitRates.zero, UnitRates.zero, UnitRates.zero)
    for flow in units.indices where units[flow] > 0 {
      let load = units[flow] * share(flow: flow, key: key)
      switch layouts[flow] {
      case .spread, .collectionBound: even[isWrite[flow]] += load
      case .oneItem: item[isWrite[flow]] += load
      case .movingEnd: end[isWrite[flow]] += load
      }
    }
    let behind = KeyPosition.behind(hash)
    let holdsWhole = range.low <= KeyPosition(hash) && range.high.map { behind <= $0 } ?? true
    let kind: LoadPiece.Kind? =
      if keepsCollections { .collection } else if !holdsWhole || even != .zero {
        nil
      } else if end == .zero { .item } else if item == .zero { .movingEnd } else { nil }
    if let kind {
      // Nothing else lies beside it, so that it is as wide as its collection.
      let load = even + item + end
      return [LoadPiece(from: KeyPosition(hash), to: behind, load: load, key: key, kind: kind)]
    }
    let itemAt = KeyPosition(hash, KeyPosition.itemInside)
    let itemTo = KeyPosition(hash, KeyPosition.itemInside.nextUp)
    let endAt = KeyPosition(hash, KeyPosition.endInside)
    let whole: [(from: KeyPosition, to: KeyPosition, load: UnitRates, kind: LoadPiece.Kind)] = [
      (KeyPosition(hash), itemAt, .zero, .divisible), (itemAt, itemTo, item, .item),
      (itemTo, endAt, .zero, .divisible), (endAt, behind, end, .movingEnd),
    ]
    return whole.compactMap { piece in
      let from = max(piece.from, range.low)
      let to = range.high.map { min(piece.to, $0) } ?? piece.to
      guard from < to else { return nil }
      let load =
        piece.kind.isDivisible ? even * (to.inside - from.inside) : piece.load
      return LoadPiece(from: from, to: to, load: load, key: key, kind: piece.kind)
    }
  }
}
