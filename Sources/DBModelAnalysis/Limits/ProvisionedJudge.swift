import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Peaks, times the headroom aimed for, against provisioned capacity: what auto scaling has raised
/// when they come, how fast it follows, and what the capacity that was not used may serve.
struct ProvisionedJudge {
  let words: AdmissionWords
  let heat: [StructureHeat]
  let design: DynamoDBDesign
  /// What is provisioned at all times.
  let least: Throughput

  /// A smaller part than this is not told: a fluid hides as much.
  private static let smallestShare = 1e-3

  private var settings: DynamoDBSettings { words.store.dynamoDB }
  private var scaling: CapacityScaling? { settings.scaling?.value }
  private var most: Throughput { scaling?.most ?? least }

  func findings() -> [Diagnostic] {
    let busy = heat.flatMap { structure in
      [true, false].map { (structure: structure, isWrite: $0, load: load(structure, $0)) }
    }.filter { $0.load.highest > units(least, $0.isWrite) ?? .infinity }
    let fix = ProvisionFix(
      settings: settings,
      least: enough(for: busy.map { ($0.isWrite, $0.load) })
    )
    let stored = busy.isEmpty ? [:] : storedBytes
    return busy.compactMap { structure, isWrite, load in
      let partitions = PartitionCount.atStart(
        settings,
        storedBytes: stored[structure.structure] ?? 0
      )
      return overProvisioned(structure, isWrite, load, partitions: Double(partitions), fix)
    } + [true, false].compactMap { overAccount(isWrite: $0) }
  }

  private func load(_ structure: StructureHeat, _ isWrite: Bool) -> PeakLoad {
    PeakLoad(
      of: structure.contributions.filter { $0.isWrite == isWrite },
      in: words.workload,
      times: words.factor
    )
  }

  /// By table and index, at the most.
  private var storedBytes: [String: Double] {
    Dictionary(
      DynamoDBEstimator(workload: words.workload, design: design)
        .usage([], book: .publicUSEast1).map { ($0.structure, $0.storedBytes.high) },
      uniquingKeysWith: max
    )
  }

  // MARK: Peaks

  private func overProvisioned(
    _ structure: StructureHeat,
    _ isWrite: Bool,
    _ load: PeakLoad,
    partitions: Double,
    _ fix: ProvisionFix
  ) -> Diagnostic? {
    func peak(_ burstSeconds: Double) -> ProvisionedPeak {
      ProvisionedPeak(
        load,
        least: units(least, isWrite) ?? 0,
        scaler: scaler(isWrite),
        burstSeconds: burstSeconds,
        partitionUnits: PartitionCeiling.limit(isWrite: isWrite) * partitions
      )
    }
    let rested = peak(DynamoDBLimits.provisionedBurstSeconds.value)
    let peak = peak(0)
    guard peak.throttledShare > Self.smallestShare else { return nil }
    let isCertain = rested.throttledShare > Self.smallestShare
    return words.diagnostic(
      WorkloadRules.overProvisioned,
      severity: isCertain ? nil : .warning,
      "`\(structure.structure)` needs \(number(load.highest)) \(words.unit(isWrite)) of "
        + "\(number(peak.atStart)) provisioned"
        + (scaling == nil ? "" : " when the peak comes"),
      of: [structure],
      isWrite: isWrite,
      secondary: settings.capacity.map { [Label($0.span, "provisioned here")] } ?? [],
      notes: [words.product(structure.total(isWrite: isWrite), isWrite)]
        + followed(peak, isWrite)
        + [throttled(peak, rested, isCertain)],
      help: [
        "provision the peak from the start: up to \(added(fix)) for the \(structures) of the store",
        "or use on-demand capacity",
      ],
      // What may be served as it is, is not bought without a look.
      fixes: [fix.fix(isCertain ? .machine : .suggest)].compactMap { $0 },
      structure: structure.structure
    )
  }

  private func scaler(_ isWrite: Bool) -> CapacityScaler? {
    guard let scaling, let least = units(least, isWrite), let most = units(scaling.most, isWrite),
      most > least
    else { return nil }
    return CapacityScaler(least: least, most: most, target: scaling.target)
  }

  private func units(_ throughput: Throughput, _ isWrite: Bool) -> Double? {
    isWrite ? throughput.writeUnitsPerSecond : throughput.readUnitsPerSecond
  }

  // MARK: Words

  /// What auto scaling does in time, which is little: it does not see what is throttled.
  private func followed(_ peak: ProvisionedPeak, _ isWrite: Bool) -> [String] {
    guard scaling != nil, peak.atStart < units(most, isWrite) ?? 0 else { return [] }
    let steps = peak.changes.prefix(4).map {
      "\(number($0.unitsPerSecond)) after \(minutes($0.seconds))"
    }
    let target = FigureFormatter.percent(scaling?.target ?? 1)
    return [
      "auto scaling keeps \(target) of what it provisions in use, and is told of what is served only: "
        + (steps.isEmpty
          ? "the peak is over before it follows"
          : ([number(peak.atStart) + " at first"] + steps).joined(separator: ", "))
    ]
  }

  private func throttled(
    _ peak: ProvisionedPeak,
    _ rested: ProvisionedPeak,
    _ isCertain: Bool
  ) -> String {
    func part(_ peak: ProvisionedPeak) -> String {
      "\(FigureFormatter.percent(peak.throttledShare)) of the peak is throttled, "
        + (peak.throttledSeconds >= ProvisionedPeak.mostSeconds
          ? "as long as it lasts" : "in its first " + minutes(peak.throttledSeconds))
    }
    return isCertain
      ? "\(part(rested)), and more where callers repeat it; what was not used before is counted"
      : "\(part(peak)), unless what was not used in the 5 minutes before serves it: the service"
        + " promises none of that"
  }

  private func minutes(_ seconds: Double) -> String {
    seconds < 120
      ? "\(number(seconds)) s" : "\(number((seconds / 60).rounded(.up))) min"
  }

  private func number(_ value: Double) -> String { FigureFormatter.number(value) }

  private var structures: String {
    heat.count == 1 ? "table" : "\(heat.count) tables and indexes"
  }

  // MARK: Remedy

  /// What every table and index needs at the very beginning of its peaks.
  private func enough(for loads: [(isWrite: Bool, load: PeakLoad)]) -> Throughput {
    func needed(_ isWrite: Bool) -> Double? {
      units(least, isWrite).map { provisioned in
        loads.filter { $0.isWrite == isWrite }.reduce(provisioned) { max($0, $1.load.highest) }
      }
    }
    return Throughput(readUnitsPerSecond: needed(false), writeUnitsPerSecond: needed(true))
  }

  private func added(_ fix: ProvisionFix) -> String {
    let book = PriceBook.publicUSEast1
    func cost(_ isWrite: Bool) -> Double {
      let more = (units(fix.least, isWrite) ?? 0) - (units(least, isWrite) ?? 0)
      let price = book.row(isWrite ? "ddb.prov.wcu" : "ddb.prov.rcu")?.usDollars ?? 0
      return max(0, more) * price * book.hoursPerMonth * Double(heat.count)
    }
    let sum = cost(true) + cost(false)
    return "+\(FigureFormatter.range(low: sum, high: sum, unit: "USD/month"))"
  }

  // MARK: Account

  /// What is provisioned counts against the account, whether it is used or not.
  private func overAccount(isWrite: Bool) -> Diagnostic? {
    let quota = DynamoDBLimits.accountProvisionedUnits.value
    guard let each = units(most, isWrite), let place = settings.capacity?.span,
      each * Double(heat.count) > quota
    else { return nil }
    return Diagnostic(
      WorkloadRules.accountQuota,
      "the tables and indexes of store `\(words.store.name)` provision "
        + "\(number(each * Double(heat.count))) \(words.unit(isWrite))",
      at: Label(place, "for each of them"),
      notes: [
        "\(heat.count == 1 ? "1 table" : structures) x \(number(each)) = "
          + "\(number(each * Double(heat.count))) \(words.unit(isWrite)); an account provisions "
          + "\(number(quota)) in a Region, its other tables included"
      ],
      help: ["ask for a higher quota, provision less, or use on-demand capacity"],
      path: "store \(words.store.name)"
    )
  }
}
