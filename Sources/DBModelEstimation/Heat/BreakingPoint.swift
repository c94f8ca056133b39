import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload

/// A limit of a table or an index, and at which multiple of the peak the load reaches it, all
/// patterns growing alike.
public struct BreakingPoint: Sendable {
  public enum Kind: Hashable, Sendable {
    /// The hottest key, by its name where it has one.
    case key(String?)
    /// The hottest of the partitions that a table or an index begins with, in half of all
    /// placements.
    case partition(count: Int)
    /// What is served before the traffic has grown, or what is provisioned.
    case ready
    /// The quota of a table with its indexes.
    case quota
  }

  public let kind: Kind
  /// `Order`, `Order.byCustomer`; the table for a quota.
  public let structure: String
  public let store: StoreID
  public let isWrite: Bool
  /// Units a second.
  public let limit: Double
  /// Units a second at the peak, above 0.
  public let load: Interval

  /// The multiple of the peak, from the earliest that is possible to the latest.
  public var factor: Interval {
    Interval(limit / load.high, limit / max(load.low, limit * 1e-12))
  }

  /// All limits of the tables of a model, the first to be reached first: by what is certain of
  /// each.
  public static func all(_ estimates: Estimates, _ workload: Workload) -> [BreakingPoint] {
    var found: [BreakingPoint] = []
    for isWrite in [true, false] {
      for structure in estimates.heat {
        found += of(structure, isWrite, workload)
      }
      for partition in estimates.partitions where partition.isWrite == isWrite {
        found.append(
          BreakingPoint(
            kind: .partition(count: partition.partitionCount),
            structure: partition.structure,
            store: partition.store,
            isWrite: isWrite,
            limit: PartitionCeiling.limit(isWrite: isWrite),
            load: Interval(partition.load.quantile(0.5))
          )
        )
      }
      found += quotas(estimates.heat, isWrite)
    }
    return found.enumerated().sorted {
      let (a, b) = ($0.element.factor, $1.element.factor)
      return (a.high, a.low, $0.offset) < (b.high, b.low, $1.offset)
    }.map(\.element)
  }

  private static func of(
    _ structure: StructureHeat,
    _ isWrite: Bool,
    _ workload: Workload
  ) -> [BreakingPoint] {
    let total = structure.total(isWrite: isWrite)
    guard total.high > 0 else { return [] }
    let hottest = structure.hottestKey(isWrite: isWrite)
    let ready = PartitionCount.readyAtStart(workload[structure.store].dynamoDB)
    func point(_ kind: Kind, _ limit: Double, _ load: Interval) -> BreakingPoint {
      BreakingPoint(
        kind: kind,
        structure: structure.structure,
        store: structure.store,
        isWrite: isWrite,
        limit: limit,
        load: load
      )
    }
    let admitted = point(.ready, isWrite ? ready.writes : ready.reads, total)
    guard hottest.unitsPerSecond.high > 0 else { return [admitted] }
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    return [admitted, point(.key(hottest.value), limit, hottest.unitsPerSecond)]
  }

  /// Heat stands in the order of the design, a table before its indexes.
  private static func quotas(_ heat: [StructureHeat], _ isWrite: Bool) -> [BreakingPoint] {
    var loads: [(table: StructureHeat, load: Interval)] = []
    for structure in heat {
      let load = structure.total(isWrite: isWrite)
      if structure.isIndex, !loads.isEmpty {
        loads[loads.count - 1].load += load
      } else {
        loads.append((structure, load))
      }
    }
    let quota = (isWrite ? DynamoDBLimits.tableWriteUnits : DynamoDBLimits.tableReadUnits).value
    return loads.filter { $0.load.high > 0 }.map {
      BreakingPoint(
        kind: .quota,
        structure: $0.table.structure,
        store: $0.table.store,
        isWrite: isWrite,
        limit: quota,
        load: $0.load
      )
    }
  }
}
