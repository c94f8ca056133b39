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
  private var words: AdmissionWords { AdmissionWords(workload: workload, store: store) }
  private var factor: Double { words.factor }

  func findings() -> [Diagnostic] {
    let quotas = tables.flatMap { own in
      [true, false].compactMap { overQuota(own, isWrite: $0) }
    }
    if case .provisioned(let throughput)? = store.dynamoDB.capacity?.value {
      return quotas
        + ProvisionedJudge(words: words, heat: heat, design: design, least: throughput)
        .findings()
    }
    let bounded = store.dynamoDB.onDemandMaximum.map(overMaximum) ?? []
    return quotas + (bounded.isEmpty ? cold() : bounded)
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
    return words.diagnostic(
      WorkloadRules.tableQuota,
      "table `\(table)` and its indexes need \(words.figure(total * factor)) \(words.unit(isWrite))",
      of: own,
      isWrite: isWrite,
      notes: [
        words.product(total, isWrite) + "; the quota of a table is "
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

  /// What `at-most` bounds is throttled beyond it, however warm the table is.
  private func overMaximum(_ maximum: Located<Throughput>) -> [Diagnostic] {
    heat.flatMap { structure in
      [true, false].compactMap { isWrite in
        let bounds = maximum.value
        guard let most = isWrite ? bounds.writeUnitsPerSecond : bounds.readUnitsPerSecond
        else { return nil }
        let total = structure.total(isWrite: isWrite)
        guard total.low * factor > most else { return nil }
        return words.diagnostic(
          WorkloadRules.overProvisioned,
          "`\(structure.structure)` needs \(words.figure(total * factor)) "
            + "\(words.unit(isWrite)), and admits \(FigureFormatter.number(most)) at most",
          of: [structure],
          isWrite: isWrite,
          secondary: [Label(maximum.span, "bounded here")],
          notes: [words.product(total, isWrite)],
          help: ["raise the bound above the peak, or leave it out"],
          structure: structure.structure
        )
      }
    }
  }

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
    return words.diagnostic(
      WorkloadRules.coldTable,
      "\(kind) `\(worst.structure.structure)` needs \(words.figure(worst.units)) \(words.unit(worst.isWrite)), "
        + "and serves \(FigureFormatter.number(ready)) at once",
      of: [worst.structure],
      isWrite: worst.isWrite,
      secondary: labels,
      notes: [
        words.product(worst.base, worst.isWrite),
        (warm == nil ? "a new on-demand table or index" : "warmed as declared, it")
          + " serves \(FigureFormatter.number(ready)) \(words.unit(worst.isWrite)), then twice its "
          + "highest traffic of the last 30 minutes; beyond that it throttles",
      ],
      help: ["warm the tables of store `\(store.name)` before the load comes"],
      fixes: [enough.fix],
      structure: worst.structure.structure
    )
  }
}
