extension TableRun {
  /// What became of a second's calls: served, thrown back to come again, or failed.
  mutating func settle(_ calls: inout [[FlowCalls]], _ loads: [[StepLoad]], _ second: Int) {
    var served = loads.map { load in load.map(\.passed) }
    var pushedBack = loads.map { load in load.map { _ in 0.0 } }
    // Units of index entries whose write another index turned away: they were never written.
    var withdrawn = pushedBack
    let passings = calls[0].indices.map { passing($0, calls) }
    let granted = takeTokens(calls, passings)
    for flow in calls[0].indices {
      let passing = passings[flow]
      let source = calls[0][flow]
      if passing.thrownBack.isEmpty {
        account(0, flow, source, served: source.passed, granted, second)
        continue
      }
      for (follower, part) in zip(followers[flow], passing.others) {
        let own = calls[follower.structure][follower.flow]
        let units = own.unitsPassed * (1 - mean(part, own.passed))
        withdrawn[follower.structure][1] += units
        structures[follower.structure].flowTotals[follower.flow].served -=
          zip(part, own.passed).reduce(0) { $0 + (1 - $1.0) * $1.1 }
      }
      let units = source.unitsPassed * (1 - mean(passing.all, source.passed))
      pushedBack[0][structures[0].isWrite[flow] ? 1 : 0] += units
      let kept = zip(source.passed, passing.all).map { $0 * $1 }
      repeatPushedBack(flow, calls, passing, granted, second)
      account(0, flow, source, served: kept, granted, second)
    }
    for place in structures.indices.dropFirst() {
      for flow in calls[place].indices {
        account(place, flow, calls[place][flow], served: calls[place][flow].passed, granted, second)
      }
    }
    for place in structures.indices {
      for side in [0, 1] {
        served[place][side] = max(
          0,
          served[place][side] - pushedBack[place][side] - withdrawn[place][side]
        )
        structures[place].admission[side].serve(served[place][side])
        var totals = LoadTotals()
        totals.offered = loads[place][side].units - withdrawn[place][side]
        totals.served = served[place][side]
        totals.throttledByPartition = loads[place][side].lostToPartitions
        totals.throttledByAdmission = loads[place][side].lostToAdmission
        totals.throttledByIndex = pushedBack[place][side]
        structures[place].series.add(totals, isWrite: side == 1)
      }
    }
  }

  /// How far the indexes let a table's writes pass, by attempt.
  struct Passing {
    /// The part that all indexes let pass.
    var all: [Double]
    /// The part that an index throws back, by follower; empty where none throws anything back.
    var thrownBack: [[Double]]
    /// The part that all other indexes let pass, by follower.
    var others: [[Double]]
  }

  /// Whether two indexes have room for the same write is a matter of two different keys: the parts
  /// multiply.
  private func passing(_ flow: Int, _ calls: [[FlowCalls]]) -> Passing {
    let ones = Array(repeating: 1.0, count: options.retries.attempts)
    var passing = Passing(all: ones, thrownBack: [], others: [])
    let isThrownBack = followers[flow].contains { follower in
      let own = calls[follower.structure][follower.flow]
      return !own.lostAt.isEmpty || own.unitsLostToAdmission > 0
    }
    guard isThrownBack else { return passing }
    for follower in followers[flow] {
      let own = calls[follower.structure][follower.flow]
      let lost = own.lostByAttempt
      let part = ones.indices.map { attempt -> Double in
        let away = (lost[attempt] + own.lostToAdmission[attempt]) / follower.together
        let whole = calls[0][flow].passed[attempt]
        return whole > 0 ? min(1, away / whole) : 0
      }
      passing.thrownBack.append(part)
    }
    for (place, follower) in followers[flow].enumerated() {
      // Entries of one number exclude each other; of different ones any may be thrown back.
      var others = ones
      var seen: [Follower] = [follower]
      for next in followers[flow] {
        if seen.contains(where: { $0.shares(with: next) }) { continue }
        seen.append(next)
        let kept = kept(next, flow, passing.thrownBack)
        for attempt in ones.indices { others[attempt] *= kept[attempt] }
      }
      passing.others.append(others)
      guard place == 0 else { continue }
      let kept = kept(follower, flow, passing.thrownBack)
      for attempt in ones.indices { passing.all[attempt] = others[attempt] * kept[attempt] }
    }
    return passing
  }

  /// The part of a write's calls of which the entries of one number pass, by attempt.
  private func kept(_ follower: Follower, _ flow: Int, _ thrownBack: [[Double]]) -> [Double] {
    (0..<options.retries.attempts).map { attempt in
      var away = 0.0
      for (place, other) in followers[flow].enumerated() where other.shares(with: follower) {
        away += thrownBack[place][attempt]
      }
      return max(0, 1 - away)
    }
  }

  /// Takes the tokens that repetitions need, and gives back what calls bring that were served.
  ///
  /// - Returns: The part of the repetitions that have a token.
  private mutating func takeTokens(_ calls: [[FlowCalls]], _ passings: [Passing]) -> Double {
    let most = Double(options.retries.clients) * RetryPolicy.quotaTokens
    guard most > 0 else { return 1 }
    var wanted = 0.0
    var brought = 0.0
    for (place, own) in calls.enumerated() {
      for (flow, flowCalls) in own.enumerated() {
        if case .writes = table.structures[place].flows[flow].source { continue }
        let lost = flowCalls.lostByAttempt
        for attempt in lost.indices {
          let part = place == 0 ? passings[flow].all[attempt] : 1
          let served = flowCalls.passed[attempt] * part
          brought += served * (attempt == 0 ? RetryPolicy.quotaRefund : RetryPolicy.quotaCost)
          guard attempt < lost.count - 1 else { continue }
          let pushed = flowCalls.passed[attempt] * (1 - part)
          wanted += pushed + lost[attempt] + flowCalls.lostToAdmission[attempt]
        }
      }
    }
    let cost = wanted * RetryPolicy.quotaCost
    // What is brought in a second is spent in it.
    let tokens = retryTokens + brought
    let granted = cost > tokens ? tokens / cost : 1
    retryTokens = min(most, tokens - cost * granted)
    return granted
  }

  /// The mean of parts, by the calls that they are of.
  private func mean(_ parts: [Double], _ calls: [Double]) -> Double {
    let whole = calls.reduce(0, +)
    guard whole > 0 else { return 1 }
    return zip(parts, calls).reduce(0) { $0 + $1.0 * $1.1 } / whole
  }

  /// Writes that an index threw back wait for its partition, each index taking its part of them.
  private mutating func repeatPushedBack(
    _ flow: Int,
    _ calls: [[FlowCalls]],
    _ passing: Passing,
    _ granted: Double,
    _ second: Int
  ) {
    let last = options.retries.attempts - 1
    for attempt in passing.all.indices {
      let away = calls[0][flow].passed[attempt] * (1 - passing.all[attempt])
      guard away > 0 else { continue }
      structures[0].flowTotals[flow].throttledAttempts += away
      guard attempt < last else {
        structures[0].flowTotals[flow].failed += away
        continue
      }
      structures[0].flowTotals[flow].failed += away * (1 - granted)
      let weights = passing.thrownBack.reduce(0) { $0 + $1[attempt] }
      for (follower, part) in zip(followers[flow], passing.thrownBack) where part[attempt] > 0 {
        let own = calls[follower.structure][follower.flow]
        let share = away * granted * part[attempt] / weights
        let lost = own.lostByAttempt[attempt] + own.lostToAdmission[attempt]
        for (place, partition) in own.lostAt.enumerated() {
          let calls = share * own.lost[place * (last + 1) + attempt] / lost
          structures[follower.structure].wait(
            calls,
            of: follower.flow,
            for: partition,
            attempt,
            second
          )
        }
        let unbound = share * own.lostToAdmission[attempt] / lost
        structures[0].anywhere[flow].add(unbound, after: attempt, in: second)
      }
    }
  }

  /// Counts a flow's calls, and lets those come again that were thrown back where they were made.
  private mutating func account(
    _ place: Int,
    _ flow: Int,
    _ calls: FlowCalls,
    served: [Double],
    _ granted: Double,
    _ second: Int
  ) {
    let last = options.retries.attempts - 1
    let isEntry =
      if case .writes = table.structures[place].flows[flow].source { true } else {
        false
      }
    let lost = calls.lostByAttempt
    let away = zip(lost, calls.lostToAdmission).reduce(0) { $0 + $1.0 + $1.1 }
    structures[place].flowTotals[flow].throttledAttempts += away
    structures[place].flowTotals[flow].served += served.reduce(0, +)
    if isEntry {
      structures[place].flowTotals[flow].calls =
        structures[place].flowTotals[flow].served
        + structures[place].flowTotals[flow].throttledAttempts
      return
    }
    structures[place].series.add(served: served, isWrite: structures[place].isWrite[flow])
    structures[place].flowTotals[flow].failed += lost[last] + calls.lostToAdmission[last]
    for attempt in 0..<last {
      structures[place].flowTotals[flow].failed +=
        (lost[attempt] + calls.lostToAdmission[attempt]) * (1 - granted)
      structures[place].anywhere[flow].add(
        calls.lostToAdmission[attempt] * granted,
        after: attempt,
        in: second
      )
      for (slot, partition) in calls.lostAt.enumerated() {
        let thrown = calls.lost[slot * (last + 1) + attempt] * granted
        structures[place].wait(thrown, of: flow, for: partition, attempt, second)
      }
    }
  }
}
