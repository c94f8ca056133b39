public import DBModelDesign
import DBModelStatistics
public import DBModelWorkload

/// What the tables and indexes of a DynamoDB design are used for in a month.
public enum UsageEstimator {
  /// Calls a month: the average rate over a month of 730 hours, or the runs of a schedule. `nil`
  /// where the rate is declared unknown.
  public static func callsPerMonth(of pattern: AccessPattern, book: PriceBook) -> Double? {
    if let schedule = pattern.schedule { return schedule.runsPerMonth }
    return pattern.rate?.average.value.map { $0 * book.secondsPerMonth }
  }

  /// One line for each table and each of its indexes, in the order of the design.
  public static func lines(
    of design: DynamoDBDesign,
    units: [PatternUnits],
    workload: Workload,
    book: PriceBook
  ) -> [UsageLine] {
    let sizes = SizeTable(workload: workload, design: design)
    return lines(of: design, sizes, units: units, workload: workload, book: book)
  }

  static func lines(
    of design: DynamoDBDesign,
    _ sizes: SizeTable,
    units: [PatternUnits],
    workload: Workload,
    book: PriceBook
  ) -> [UsageLine] {
    var reads: [String: Interval] = [:]
    var writes: [String: Interval] = [:]
    for pattern in units where pattern.store == design.store {
      guard let calls = callsPerMonth(of: workload[pattern.pattern], book: book) else { continue }
      for (structure, read, write) in pattern.byStructure {
        reads[structure, default: .zero] += read * calls
        writes[structure, default: .zero] += write * calls
      }
    }
    let cardinality = Cardinality(workload: workload)
    let overhead = DynamoDBLimits.storageOverheadBytes.value
    return design.tables.flatMap { table -> [UsageLine] in
      var stored = Interval.zero
      var growth = 0.0
      for layout in table.layouts {
        let rows = cardinality.rows(layout.entity)
        let bytes = rows * (sizes.item(table.name, layout.entity).meanBytes + overhead)
        growth += workload[layout.entity].growthPerMonth * bytes.middle
        stored += bytes
      }
      for own in table.guards {
        let share = sizes.guardShare(table.name, own)
        let size = sizes.guardItem(table.name, own).meanBytes + overhead
        let bytes = cardinality.rows(own.entity) * (share * size)
        growth += workload[own.entity].growthPerMonth * bytes.middle
        stored += bytes
      }
      let relative = stored.middle > 0 ? growth / stored.middle : 0
      let own = UsageLine(
        structure: table.name,
        store: design.store,
        readUnitsPerMonth: reads[table.name] ?? .zero,
        writeUnitsPerMonth: writes[table.name] ?? .zero,
        storedBytes: stored,
        growthPerMonth: relative
      )
      let indexes = table.indexes.map { index -> UsageLine in
        let name = "\(table.name).\(index.name)"
        let bytes = table.layouts.reduce(Interval.zero) { sum, layout in
          let share = sizes.membership(table.name, index.name, layout.entity)
          let entry = sizes.entry(table.name, index.name, layout.entity).meanBytes + overhead
          return sum + cardinality.rows(layout.entity) * (share * entry)
        }
        return UsageLine(
          structure: name,
          store: design.store,
          isIndex: true,
          readUnitsPerMonth: reads[name] ?? .zero,
          writeUnitsPerMonth: writes[name] ?? .zero,
          storedBytes: bytes,
          growthPerMonth: relative
        )
      }
      return [own] + indexes
    }
  }

  /// One line for each table of a relational design: bytes alone, because its engines bill time and
  /// storage.
  public static func lines(of design: RelationalDesign, workload: Workload) -> [UsageLine] {
    let volume = RelationalVolume(workload: workload)
    return design.tables.map { table in
      UsageLine(
        structure: table.name,
        store: design.store,
        storedBytes: volume.bytes(of: table),
        growthPerMonth: workload[table.entity].growthPerMonth
      )
    }
  }
}
