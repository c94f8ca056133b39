public import DBModelDesign
public import DBModelWorkload

/// Every figure of a design under a workload, each computed once: planning, judgements and reports
/// read them here.
public struct Estimates: Sendable {
  /// Patterns that run on DynamoDB, in declared order.
  public let units: [PatternUnits]
  /// Tables and indexes of the DynamoDB stores, in the order of the design.
  public let heat: [StructureHeat]
  /// Those of them whose load one partition cannot serve, in the same order.
  public let partitions: [PartitionHeat]
  /// Patterns whose time can be estimated, in declared order.
  public let latencies: [PatternLatency]
  private let unitsByPattern: [PatternID: Int]
  private let latencyByPattern: [PatternID: Int]

  /// - Parameter engine: What was measured of relational stores; `nil` for what is assumed.
  public init(workload: Workload, design: PhysicalDesign, engine: EngineTimes? = nil) {
    var units: [PatternUnits] = []
    var heat: [StructureHeat] = []
    var partitions: [PartitionHeat] = []
    var latencies: [PatternLatency] = []
    for store in design.stores {
      let accesses = design.accesses.filter { $0.store == store.store }
      switch store {
      case .dynamoDB(let tables):
        let estimator = DynamoDBEstimator(workload: workload, design: tables)
        let first = units.count
        for access in accesses {
          guard case .dynamoDB(let path) = access.path else { continue }
          let pattern = workload[access.pattern]
          let cost = estimator.units(of: pattern, path: path)
          units.append(cost)
          latencies.append(DynamoDBLatency.estimate(pattern, path: path, units: cost))
        }
        let own = HeatEstimator.heat(
          of: tables,
          accesses: accesses,
          units: Array(units[first...]),
          workload: workload
        )
        heat += own
        partitions += PartitionHeat.all(own, tables, workload)
      case .relational(let tables):
        let estimator = SQLLatency(workload: workload, design: tables, engine: engine)
        for access in accesses {
          guard case .sql(let path) = access.path,
            let latency = estimator.estimate(workload[access.pattern], path: path)
          else { continue }
          latencies.append(latency)
        }
      }
    }
    self.units = units
    self.heat = heat
    self.partitions = partitions
    self.latencies = latencies.sorted { $0.pattern < $1.pattern }
    unitsByPattern = Self.positions(units.map(\.pattern))
    latencyByPattern = Self.positions(self.latencies.map(\.pattern))
  }

  public func units(of pattern: PatternID) -> PatternUnits? {
    unitsByPattern[pattern].map { units[$0] }
  }

  public func latency(of pattern: PatternID) -> PatternLatency? {
    latencyByPattern[pattern].map { latencies[$0] }
  }

  private static func positions(_ ids: [PatternID]) -> [PatternID: Int] {
    Dictionary(ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }
}
