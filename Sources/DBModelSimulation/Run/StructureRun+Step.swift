extension StructureRun {
  /// Takes out the calls that come again in a second.
  ///
  /// - Returns: Of each flow, with nothing else in it.
  mutating func takeWaiting(_ second: Int) -> [FlowCalls] {
    isWrite.indices.map { flow in
      var calls = FlowCalls(attempts: options.retries.attempts)
      anywhere[flow].take(second, into: &calls.base)
      guard !pinnedPlaces[flow].isEmpty else { return calls }
      var isEmptied = false
      for place in pinnedPlaces[flow] {
        var found = Self.zeros(calls.attempts)
        pinned[flow][place]?.take(second, into: &found)
        calls.pinnedAt.append(place)
        calls.pinned += found
        if pinned[flow][place]?.total == 0 {
          pinned[flow][place] = nil
          isEmptied = true
        }
      }
      if isEmptied { pinnedPlaces[flow].removeAll { pinned[flow][$0] == nil } }
      return calls
    }
  }

  /// A call whose attempt a partition threw back waits for the same partition.
  mutating func wait(
    _ calls: Double,
    of flow: Int,
    for partition: Int,
    _ attempt: Int,
    _ second: Int
  ) {
    guard calls > 0 else { return }
    if pinned[flow][partition] == nil {
      pinned[flow][partition] = RetryRing(schedule)
      addPinned(partition, flow)
    }
    pinned[flow][partition]?.add(calls, after: attempt, in: second)
  }

  /// Notes that calls of a flow wait for a partition; the places stay in order.
  mutating func addPinned(_ partition: Int, _ flow: Int) {
    let place = SortedPlaces.place(of: partition, in: pinnedPlaces[flow])
    pinnedPlaces[flow].insert(partition, at: place)
  }

  /// Serves what a second asks for, as far as there is room.
  ///
  /// - Parameters:
  ///   - calls: Of each flow; what becomes of them is written into them.
  ///   - quota: Units that the table and its indexes may still serve together.
  /// - Returns: Reads and writes.
  mutating func offer(
    _ calls: inout [FlowCalls],
    in second: Int,
    quota: UnitRates,
    log: inout EventLog
  ) -> [StepLoad] {
    var loads = [StepLoad(), StepLoad()]
    var densities = Self.zeros(calls.count)
    for flow in calls.indices {
      let fallen = fall(calls[flow].base[0], of: flow)
      let again = calls[flow].base.dropFirst().reduce(0, +)
      let waiting = calls[flow].pinned.reduce(0, +)
      densities[flow] = fallen.density
      calls[flow].units = fallen.units + (again + waiting) * meanUnits[flow]
      windowUnits[flow] += calls[flow].units
      loads[isWrite[flow] ? 1 : 0].units += calls[flow].units
    }
    for side in [0, 1] {
      let room = min(admission[side].available, max(0, quota[side == 1]))
      let asked = loads[side].units
      let admitted = asked > room * (1 + 1e-12) ? room / asked : 1
      if admitted < 1 {
        loads[side].lostToAdmission = asked * (1 - admitted)
        noteAdmission(side, loads[side].lostToAdmission, second, quota, &log)
      }
      for flow in calls.indices where isWrite[flow] == (side == 1) {
        calls[flow].unitsLostToAdmission = calls[flow].units * (1 - admitted)
      }
      spread(calls, densities, side, admitted)
      let full = fill(side, &loads[side])
      for partition in full {
        throwBack(partition, side, &calls, densities, admitted, &loads[side], second, &log)
      }
      for flow in calls.indices where isWrite[flow] == (side == 1) {
        settle(&calls[flow], admitted)
      }
    }
    return loads
  }

  /// What is asked of each partition in one direction.
  private mutating func spread(
    _ calls: [FlowCalls],
    _ densities: [Double],
    _ side: Int,
    _ admitted: Double
  ) {
    for place in demand[side].indices { demand[side][place] = 0 }
    for flow in calls.indices where isWrite[flow] == (side == 1) && calls[flow].units > 0 {
      let again = calls[flow].base.dropFirst().reduce(0, +)
      let units = meanUnits[flow] * admitted
      let factor = (densities[flow] + again) * units
      shares[flow].withUnsafeBufferPointer { shares in
        demand[side].withUnsafeMutableBufferPointer { demand in
          for place in demand.indices { demand[place] += factor * shares[place] }
        }
      }
      for (place, partition) in drawn.enumerated() {
        let even = densities[flow] * shares[flow][partition] * units
        let own = drawnUnits[flow * drawn.count + place] * admitted
        demand[side][partition] += own - even
      }
      let attempts = calls[flow].attempts
      for (place, partition) in calls[flow].pinnedAt.enumerated() {
        for attempt in 1..<max(1, attempts) {
          demand[side][partition] += calls[flow].pinned[place * attempts + attempt] * units
        }
      }
    }
  }

  /// Serves up to what each partition can.
  ///
  /// - Returns: The partitions that are asked for more.
  private mutating func fill(_ side: Int, _ load: inout StepLoad) -> [Int] {
    let ceiling = UnitRates.ofPartition[side == 1]
    var full: [Int] = []
    var (hottest, highest) = (0, 0.0)
    for place in demand[side].indices {
      let asked = demand[side][place]
      if asked > highest { (hottest, highest) = (place, asked) }
      if asked > ceiling * (1 + 1e-12) { full.append(place) }
      load.passed += min(asked, ceiling)
    }
    if highest > 0 {
      series.add(
        utilisation: highest / ceiling,
        of: partitions[hottest].number,
        isWrite: side == 1
      )
    }
    return full
  }

  /// Throws back what a partition has no room for: the same part of every flow.
  private mutating func throwBack(
    _ partition: Int,
    _ side: Int,
    _ calls: inout [FlowCalls],
    _ densities: [Double],
    _ admitted: Double,
    _ load: inout StepLoad,
    _ second: Int,
    _ log: inout EventLog
  ) {
    let asked = demand[side][partition]
    let part = admitted * (1 - UnitRates.ofPartition[side == 1] / asked)
    load.lostToPartitions += asked - UnitRates.ofPartition[side == 1]
    for flow in calls.indices where isWrite[flow] == (side == 1) && calls[flow].units > 0 {
      let share = shares[flow][partition]
      let attempts = calls[flow].attempts
      let place = drawnPlace[partition]
      let slot = flow * drawn.count + place
      var lost = Self.zeros(attempts)
      lost[0] = place < 0 ? densities[flow] * share : drawnCalls[slot]
      var units = place < 0 ? lost[0] * meanUnits[flow] : drawnUnits[slot]
      let pinned = calls[flow].pinnedPlace(of: partition)
      for attempt in 1..<max(1, attempts) {
        let waiting = pinned.map { calls[flow].pinned[$0 * attempts + attempt] } ?? 0
        lost[attempt] = calls[flow].base[attempt] * share + waiting
        units += lost[attempt] * meanUnits[flow]
      }
      guard units > 0 else { continue }
      for attempt in lost.indices { lost[attempt] *= part }
      calls[flow].lostAt.append(partition)
      calls[flow].lost += lost
      calls[flow].unitsLost += units * part
    }
    noteThrottling(partition, side, asked, second, &log)
  }

  /// What is left of a flow's calls has passed.
  private func settle(_ calls: inout FlowCalls, _ admitted: Double) {
    let waiting = calls.pinnedByAttempt
    let lost = calls.lostByAttempt
    for attempt in calls.base.indices {
      let whole = calls.base[attempt] + waiting[attempt]
      calls.lostToAdmission[attempt] = whole * (1 - admitted)
      calls.passed[attempt] = max(0, whole * admitted - lost[attempt])
    }
  }
}
