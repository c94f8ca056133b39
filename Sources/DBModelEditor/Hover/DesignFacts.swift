import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelDriver
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What the design says about entities and patterns, each figure as Estimation has it.
struct DesignFacts {
  let pipeline: Pipeline

  private var workload: Workload { pipeline.workload }

  /// The derived tables that hold an entity, with its layout in each.
  func layouts(of entity: EntityID) -> [(table: DynamoDBTable, layout: ItemLayout)] {
    pipeline.design.stores.flatMap { store -> [(table: DynamoDBTable, layout: ItemLayout)] in
      guard case .dynamoDB(let design) = store else { return [] }
      return design.tables.flatMap { table in
        table.layouts.filter { $0.entity == entity }.map { (table, $0) }
      }
    }
  }

  /// In whose items the rows of an entity stand; `nil` where they are items.
  func holder(of entity: EntityID) -> (
    table: DynamoDBTable, holder: EntityID, rows: EmbeddedRows
  )? {
    for case .dynamoDB(let design) in pipeline.design.stores {
      if let table = design.table(of: entity), let found = table.holder(of: entity) {
        return (table, found.layout.entity, found.rows)
      }
    }
    return nil
  }

  /// The derived SQL tables that hold an entity.
  func tables(of entity: EntityID) -> [RelationalTable] {
    pipeline.design.stores.flatMap { store -> [RelationalTable] in
      guard case .relational(let design) = store else { return [] }
      return design.tables.filter { $0.entity == entity }
    }
  }

  /// The average item of an entity, bytes.
  func itemBytes(_ layout: ItemLayout, in table: DynamoDBTable) -> Double {
    ItemSizes(workload: workload).item(layout, in: table).meanBytes
  }

  func access(of pattern: PatternID) -> PatternAccess? {
    pipeline.design.accesses.first { $0.pattern == pattern }
  }

  /// Read and write units of one call; `nil` where it is not on DynamoDB.
  func units(of pattern: PatternID) -> (reads: Interval, writes: Interval)? {
    pipeline.estimates.units(of: pattern).map { ($0.readUnits, $0.writeUnits) }
  }

  func latency(of pattern: PatternID) -> LatencyVerdict? {
    pipeline.latency.first { $0.pattern == pattern }
  }

  /// What the requests of a pattern cost, USD a month; `nil` where nothing is paid by request or
  /// the rate is unknown.
  func monthlyCost(of pattern: PatternID) -> Interval? {
    let book = pipeline.book
    guard let units = pipeline.estimates.units(of: pattern),
      let calls = UsageEstimator.callsPerMonth(of: workload[pattern], book: book)
    else { return nil }
    let usage = units.byStructure.map { entry in
      UsageLine(
        structure: entry.structure,
        store: units.store,
        readUnitsPerMonth: entry.read * calls,
        writeUnitsPerMonth: entry.write * calls,
        storedBytes: .zero
      )
    }
    let lines = MonthlyCost(workload: workload, usage: usage, book: book).lines
      .filter { $0.kind == .requests || $0.kind == .replication }
    return lines.isEmpty ? nil : MonthlyCost.total(lines)
  }

  /// The patterns that go through a structure of the derived design: a table, or one of its
  /// indexes.
  func patterns(through structure: String) -> [String] {
    pipeline.design.accesses.filter { $0.structures.contains(structure) }
      .map { workload[$0.pattern].name }
  }

  /// The patterns that go through a structure of a design that was written down.
  func patterns(through structure: String, ofDesign name: String) -> [String] {
    guard let route = pipeline.fixed.first(where: { $0.design.name == name }) else { return [] }
    return route.routes.accesses.filter { $0.structures.contains(structure) }
      .map { workload[$0.pattern].name }
  }

  static func text(_ interval: Interval, _ unit: String) -> String {
    FigureFormatter.range(low: interval.low, high: interval.high, unit: unit)
  }
}
