/// What is told of throttling: where, by which key and which flow.
extension StructureRun {
  /// A key is named that has this part of its partition's load.
  private static let notable = 0.1

  /// A partition had no room for all that was asked of it.
  mutating func noteThrottling(
    _ place: Int,
    _ side: Int,
    _ asked: Double,
    _ second: Int,
    _ log: inout EventLog
  ) {
    if partitions[place].episodes[side].hasEnded(by: second) {
      partitions[place].episodes[side].close(&log, ends: true)
    }
    if !partitions[place].episodes[side].isOn {
      let kind = episode(place, side)
      partitions[place].episodes[side].begin(
        log.add(
          SimulationEvent(second: second, structure: structure.name, kind: .throttling(kind))
        )
      )
    }
    let lost = asked - UnitRates.ofPartition[side == 1]
    partitions[place].episodes[side].add(lost, in: second)
  }

  private func episode(_ place: Int, _ side: Int) -> ThrottlingEpisode {
    let (whole, flow) = heaviestFlow(side) { shares[$0][place] }
    var heaviest: (key: Int, units: Double)?
    for key in keys.keys(in: partitions[place].range) {
      var units = 0.0
      for flow in isWrite.indices where isWrite[flow] == (side == 1) {
        units += expectedNow[flow] * meanUnits[flow] * keys.share(flow: flow, key: key)
      }
      if units > heaviest?.units ?? 0 { heaviest = (key, units) }
    }
    let key = heaviest.flatMap { $0.units >= Self.notable * whole ? $0.key : nil }
    return ThrottlingEpisode(
      cause: .partition,
      isWrite: side == 1,
      partition: partitions[place].number,
      key: key.map { keys.label(ofKey: $0) },
      flow: flow,
      pushesBack: pushesBack(side),
      end: nil,
      units: 0
    )
  }

  /// Units a second in one direction, and the flow that asks for most of them.
  private func heaviestFlow(_ side: Int, _ share: (Int) -> Double) -> (Double, String?) {
    var whole = 0.0
    var heaviest: (flow: Int, units: Double)?
    for flow in isWrite.indices where isWrite[flow] == (side == 1) {
      let units = expectedNow[flow] * meanUnits[flow] * share(flow)
      whole += units
      if units > heaviest?.units ?? 0 { heaviest = (flow, units) }
    }
    return (whole, heaviest.map { structure.flows[$0.flow].label })
  }

  private func pushesBack(_ side: Int) -> Bool { structure.isIndex && side == 1 }

  /// The table or index as a whole did not admit all that was asked of it.
  mutating func noteAdmission(
    _ side: Int,
    _ lost: Double,
    _ second: Int,
    _ quota: UnitRates,
    _ log: inout EventLog
  ) {
    if admissionTracks[side].hasEnded(by: second) { admissionTracks[side].close(&log, ends: true) }
    if !admissionTracks[side].isOn {
      let isQuota = quota[side == 1] < admission[side].available
      let kind = ThrottlingEpisode(
        cause: isQuota ? .quota : admission[side].throttleCause,
        isWrite: side == 1,
        partition: nil,
        key: nil,
        flow: heaviestFlow(side) { _ in 1 }.1,
        pushesBack: pushesBack(side),
        end: nil,
        units: 0
      )
      admissionTracks[side].begin(
        log.add(
          SimulationEvent(second: second, structure: structure.name, kind: .throttling(kind))
        )
      )
    }
    admissionTracks[side].add(lost, in: second)
  }

  /// Ends the episodes that are over.
  mutating func closeEpisodes(_ second: Int, isLast: Bool, _ log: inout EventLog) {
    for side in [0, 1] {
      for place in partitions.indices where partitions[place].episodes[side].isOn {
        let ends = partitions[place].episodes[side].hasEnded(by: second)
        if ends || isLast { partitions[place].episodes[side].close(&log, ends: ends) }
      }
      let ends = admissionTracks[side].hasEnded(by: second)
      if admissionTracks[side].isOn, ends || isLast {
        admissionTracks[side].close(&log, ends: ends)
      }
    }
  }
}
