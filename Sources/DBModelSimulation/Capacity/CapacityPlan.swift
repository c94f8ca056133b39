import DBModelDesign

/// What the capacity mode of a table means for each of its structures.
struct CapacityPlan {
  let table: SimulatedTable
  let options: SimulationOptions

  /// What is admitted in one direction from the start.
  func admission(isWrite: Bool) -> Admission {
    if options.admitsAll { return Admission(.all, rate: 0) }
    switch table.capacity {
    case .onDemand(_, let maximum):
      let most = min(table.quota[isWrite], maximum?[isWrite] ?? .infinity)
      let base = base[isWrite]
      return Admission(.onDemand(base: base, most: most), rate: min(base, most))
    case .provisioned(let rates, let scaling):
      let scaler = scaling.map {
        CapacityScaler(least: $0.least[isWrite], most: $0.most[isWrite], target: $0.target)
      }
      let capacity = ProvisionedCapacity(
        unitsPerSecond: rates[isWrite],
        burstSeconds: options.burstSeconds * options.burstShare,
        scaler: scaler
      )
      return Admission(.provisioned(capacity), rate: rates[isWrite])
    }
  }

  /// What is served from the start.
  private var base: UnitRates {
    switch table.capacity {
    case .onDemand(let warm, _):
      UnitRates(
        reads: max(UnitRates.ofNewTable.reads, warm?.reads ?? 0),
        writes: max(UnitRates.ofNewTable.writes, warm?.writes ?? 0)
      )
    case .provisioned(let rates, _): rates
    }
  }

  /// Partitions at the start: enough for the capacity and for the bytes (Developer Guide, Designing
  /// partition keys; the arithmetic is that of the service's early documentation).
  func partitions(of structure: SimulatedStructure) throws(SimulationRefusal) -> Int {
    if let known = structure.initialPartitions { return known }
    let bytes = (structure.storedBytes / DynamoDBLimits.partitionBytes.value).rounded(.up)
    let count = max(1, base.partitions, bytes)
    guard count <= Double(options.splitting.mostPartitions) else {
      throw SimulationRefusal(
        "`\(structure.name)`",
        "it begins with more than the \(options.splitting.mostPartitions) partitions that are"
          + " simulated",
        "simulate a part of its load and of its bytes"
      )
    }
    return Int(count)
  }
}
