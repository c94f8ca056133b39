import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Peaks, times the headroom aimed for, against what a table serves at once and its quota.
struct AdmissionJudge {
  let workload: Workload
  let design: DynamoDBDesign
  /// Of every table and index of the design.
  let heat: [StructureHeat]

  private var store: Store { workload[design.store] }
  private var goal: Located<Double>? { workload.goals?.headroomThroughput }
  private var factor: Double { max(1, goal?.value ?? 1) }

  func findings() -> [Diagnostic] {
    let quotas = tables.flatMap { own in
      [true, false].compactMap { overQuota(own, isWrite: $0) }
    }
    if let provisioned {
      return quotas + heat.flatMap { overProvisioned($0, provisioned) }
        + [true, false].compactMap { overAccount(provisioned, isWrite: $0) }
    }
    return quotas + cold()
  }

  /// What is provisioned when the load asks for it: scaling follows a peak within minutes.
  private var provisioned: Throughput? {
    if case .provisioned(let throughput)? = store.dynamoDB.capacity?.value {
      store.dynamoDB.scaling?.value.most ?? throughput
    } else {
      nil
    }
  }

  // MARK: Quota

  /// Each table and its indexes: heat stands in the order of the design, a table first.
  private var tables: [[StructureHeat]] {
    var groups: [[StructureHeat]] = []
    for structure in heat {
      if structure.isIndex, !groups.isEmpty {
        groups[groups.count - 1].append(structure)
      } else {
        groups.append([structure])
      }
    }
    return groups
  }

  /// A table with all its indexes has one quota.
  private func overQuota(_ own: [StructureHeat], isWrite: Bool) -> Diagnostic? {
    guard let table = own.first?.structure else { return nil }
    let total = own.reduce(Interval.zero) { $0 + $1.total(isWrite: isWrite) }
    guard total.low * factor > quota(isWrite) else { return nil }
    return diagnostic(
      WorkloadRules.tableQuota,
      "table `\(table)` and its indexes need \(figure(total * factor)) \(unit(isWrite))",
      of: own,
      isWrite: isWrite,
      notes: [
        product(total, isWrite) + "; the quota of a table is "
          + FigureFormatter.number(quota(isWrite))
      ],
      help: ["ask for a higher quota before this load comes, or spread it over tables"],
      structure: table
    )
  }

  private func quota(_ isWrite: Bool) -> Double {
    (isWrite ? DynamoDBLimits.tableWriteUnits : DynamoDBLimits.tableReadUnits).value
  }

  // MARK: On-demand

  /// A new table or index serves so much at once, and more only after its traffic has grown; a
  /// `warm` clause raises it ahead.
  private func cold() -> [Diagnostic] {
    let warm = store.dynamoDB.warm
    var worst: (units: Interval, base: Interval, structure: StructureHeat, isWrite: Bool)?
    var needs = (reads: 0.0, writes: 0.0)
    for structure in heat {
      for isWrite in [true, false] {
        let total = structure.total(isWrite: isWrite)
        let wanted = total * factor
        let ready = served(isWrite)
        // Beyond the quota no warming helps: that finding stands alone.
        guard wanted.low <= quota(isWrite) else { continue }
        if isWrite {
          needs.writes = max(needs.writes, wanted.low)
        } else {
          needs.reads = max(needs.reads, wanted.low)
        }
        guard wanted.low > ready else { continue }
        if let known = worst,
          known.units.low / served(known.isWrite) >= wanted.low / ready
        {
          continue
        }
        worst = (wanted, total, structure, isWrite)
      }
    }
    guard let worst else { return [] }
    return [coldFinding(worst, needs, warm)].compactMap { $0 }
  }

  private func served(_ isWrite: Bool) -> Double {
    let ready = PartitionCount.readyAtStart(store.dynamoDB)
    return isWrite ? ready.writes : ready.reads
  }

  private func coldFinding(
    _ worst: (units: Interval, base: Interval, structure: StructureHeat, isWrite: Bool),
    _ needs: (reads: Double, writes: Double),
    _ warm: Located<Throughput>?
  ) -> Diagnostic? {
    let ready = served(worst.isWrite)
    let enough = WarmFix(
      store: store,
      reads: max(needs.reads, served(false)),
      writes: max(needs.writes, served(true))
    )
    let kind = worst.structure.isIndex ? "index" : "table"
    var labels: [Label] = []
    if let warm { labels.append(Label(warm.span, "warmed to this")) }
    return diagnostic(
      WorkloadRules.coldTable,
      "\(kind) `\(worst.structure.structure)` needs \(figure(worst.units)) \(unit(worst.isWrite)), "
        + "and serves \(FigureFormatter.number(ready)) at once",
      of: [worst.structure],
      isWrite: worst.isWrite,
      secondary: labels,
      notes: [
        product(worst.base, worst.isWrite),
        (warm == nil ? "a new on-demand table or index" : "warmed as declared, it")
          + " serves \(FigureFormatter.number(ready)) \(unit(worst.isWrite)), then twice its "
          + "highest traffic of the last 30 minutes; beyond that it throttles",
      ],
      help: ["warm the tables of store `\(store.name)` before the load comes"],
      fixes: [enough.fix],
      structure: worst.structure.structure
    )
  }

  // MARK: Provisioned

  /// What is provisioned counts against the account, whether it is used or not.
  private func overAccount(_ capacity: Throughput, isWrite: Bool) -> Diagnostic? {
    let each = isWrite ? capacity.writeUnitsPerSecond : capacity.readUnitsPerSecond
    let quota = DynamoDBLimits.accountProvisionedUnits.value
    guard let each, let place = store.dynamoDB.scaling?.span ?? store.dynamoDB.capacity?.span,
      each * Double(heat.count) > quota
    else { return nil }
    let total = FigureFormatter.number(each * Double(heat.count))
    return Diagnostic(
      WorkloadRules.accountQuota,
      "the tables and indexes of store `\(store.name)` provision \(total) \(unit(isWrite))",
      at: Label(place, "for each of them"),
      notes: [
        "\(heat.count == 1 ? "1 table" : "\(heat.count) tables and indexes") x \(FigureFormatter.number(each)) = \(total) "
          + "\(unit(isWrite)); an account provisions \(FigureFormatter.number(quota)) in a Region, "
          + "its other tables included"
      ],
      help: ["ask for a higher quota, provision less, or use on-demand capacity"],
      path: "store \(store.name)"
    )
  }

  private func overProvisioned(_ structure: StructureHeat, _ capacity: Throughput) -> [Diagnostic] {
    [true, false].compactMap { isWrite in
      guard let ready = isWrite ? capacity.writeUnitsPerSecond : capacity.readUnitsPerSecond
      else { return nil }
      let total = structure.total(isWrite: isWrite)
      guard total.low * factor > ready else { return nil }
      return diagnostic(
        WorkloadRules.overProvisioned,
        "`\(structure.structure)` needs \(figure(total * factor)) \(unit(isWrite)) of "
          + "\(FigureFormatter.number(ready)) provisioned",
        of: [structure],
        isWrite: isWrite,
        secondary: store.dynamoDB.capacity.map { [Label($0.span, "provisioned here")] } ?? [],
        notes: [product(total, isWrite)],
        help: ["provision at least the peak, or use on-demand capacity"],
        structure: structure.structure
      )
    }
  }

  // MARK: Words

  private func diagnostic(
    _ rule: RuleDescriptor,
    _ title: String,
    of structures: [StructureHeat],
    isWrite: Bool,
    secondary: [Label] = [],
    notes: [String],
    help: [String],
    fixes: [Fix] = [],
    structure: String
  ) -> Diagnostic? {
    var byPattern: [(pattern: PatternID, units: Interval)] = []
    for part in structures.flatMap(\.contributions) where part.isWrite == isWrite {
      if let known = byPattern.firstIndex(where: { $0.pattern == part.pattern }) {
        byPattern[known].units += part.unitsPerSecond
      } else {
        byPattern.append((part.pattern, part.unitsPerSecond))
      }
    }
    let sorted = byPattern.enumerated().sorted {
      ($1.element.units.low, $0.offset) < ($0.element.units.low, $1.offset)
    }.map(\.element)
    guard let first = sorted.first else { return nil }
    let pattern = workload[first.pattern]
    let parts = sorted.prefix(4).map {
      "`\(workload[$0.pattern].name)` \(figure($0.units)) \(unit(isWrite))"
    }
    return Diagnostic(
      rule,
      title,
      at: Label(pattern.rate?.highestSpan ?? pattern.nameSpan, "the largest part comes from here"),
      secondary: secondary + (goal.map { [Label($0.span, "the goal")] } ?? []),
      notes: ["at peak: \(parts.joined(separator: ", "))"] + notes,
      help: help,
      fixes: fixes,
      path: "\(store.name)/\(structure)"
    )
  }

  private func product(_ total: Interval, _ isWrite: Bool) -> String {
    if factor == 1 { return "together \(figure(total)) \(unit(isWrite))" }
    return "\(figure(total)) \(unit(isWrite)) at peak x \(FigureFormatter.number(factor)) headroom "
      + "= \(figure(total * factor)) \(unit(isWrite))"
  }

  private func unit(_ isWrite: Bool) -> String { isWrite ? "write units/s" : "read units/s" }

  private func figure(_ value: Interval) -> String {
    FigureFormatter.range(low: value.low, high: value.high, unit: "")
  }
}
