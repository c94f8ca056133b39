import DBModelStatistics

extension StructureRun {
  /// Chances smaller than this are not looked at: `exp(-25)`, a hundred-thousand-millionth.
  private static let neglected = 25.0

  /// Finds the partitions that may be asked for more than they serve, where calls come by chance.
  ///
  /// The load of a partition exceeds `μ + √(2Lv) + Lb/3` with a chance of at most `exp(-L)`: μ its
  /// mean, v its variance, b the most that comes at once (Bernstein's inequality).
  ///
  /// - Parameters:
  ///   - expected: Calls a second of each flow.
  ///   - batches: Calls of each flow that come at once.
  mutating func chooseDrawn(expected: [Double], batches: [Double]) {
    guard options.arrivals == .random, expected != drawnFor else { return }
    drawnFor = expected
    let count = partitions.count
    var isDrawn = Array(repeating: false, count: count)
    for side in [false, true] {
      var mean = Self.zeros(count)
      var variance = Self.zeros(count)
      var most = 0.0
      for flow in isWrite.indices where isWrite[flow] == side && expected[flow] > 0 {
        let units = structure.flows[flow].units
        let (square, average, batch) = (units.meanSquare, units.mean, batches[flow])
        most = max(most, units.largest * batch)
        for place in 0..<count {
          let share = shares[flow][place]
          let calls = expected[flow] * share
          mean[place] += calls * average
          variance[place] += calls * (square + (batch - 1) * share * average * average)
        }
      }
      let ceiling = UnitRates.ofPartition[side]
      for place in 0..<count {
        let spread = (2 * Self.neglected * variance[place]).squareRoot()
        if mean[place] + spread + Self.neglected * most / 3 > ceiling { isDrawn[place] = true }
      }
    }
    drawn = isDrawn.indices.filter { isDrawn[$0] }
    drawnPlace = Array(repeating: -1, count: count)
    for (place, partition) in drawn.enumerated() { drawnPlace[partition] = place }
    drawnCalls = Self.zeros(drawn.count * isWrite.count)
    drawnUnits = drawnCalls
  }

  /// Lets the first attempts of a second fall on the partitions.
  ///
  /// - Returns: Calls over all partitions at the density of those that are not drawn, and the units
  ///   of all calls.
  mutating func fall(_ calls: Double, of flow: Int) -> (density: Double, units: Double) {
    guard options.arrivals == .random, !drawn.isEmpty else {
      return (calls, calls * meanUnits[flow])
    }
    let whole = calls.rounded()
    // Entries that follow writes may be no whole number: they keep their sum.
    let scale = whole > 0 ? calls / whole : 0
    var left = whole
    var rest = 1.0
    var units = 0.0
    var last: Int?
    for (place, partition) in drawn.enumerated() {
      let slot = flow * drawn.count + place
      let share = shares[flow][partition]
      let found = share > 0 && rest > 0 ? arrivals.binomial(left, min(1, share / rest)) : 0
      left -= found
      rest -= share
      if share > 0 { last = slot }
      drawnCalls[slot] = found * scale
      drawnUnits[slot] = drawUnits(found, of: flow) * scale
      units += drawnUnits[slot]
    }
    guard left > 0 else { return (0, units) }
    let others = left * scale * meanUnits[flow]
    if rest > 1e-12 || last == nil { return (left * scale / max(rest, 1e-12), units + others) }
    if let last {
      drawnCalls[last] += left * scale
      drawnUnits[last] += others
    }
    return (0, units + others)
  }

  /// Units of so many calls.
  private mutating func drawUnits(_ calls: Double, of flow: Int) -> Double {
    let sizes = structure.flows[flow].units.sizes
    guard sizes.count > 1 else { return calls * meanUnits[flow] }
    var left = calls
    var rest = 1.0
    var units = 0.0
    for size in sizes {
      let found = rest > 0 ? arrivals.binomial(left, min(1, size.share / rest)) : 0
      units += found * size.units
      left -= found
      rest -= size.share
    }
    return units + left * (sizes.last?.units ?? 0)
  }
}
