import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What stores declare against what the policy allows.
struct PolicyJudge {
  let workload: Workload
  let usage: [UsageLine]

  private var policy: Policy? { workload.policy }

  func findings() -> [Diagnostic] {
    var findings = policyClass()
    for store in workload.stores {
      findings += replicas(store) + instanceClass(store) + backups(store) + storage(store)
      findings += capacity(store) + autoPause(store)
    }
    return findings
  }

  private func replicas(_ store: Store) -> [Diagnostic] {
    guard let policy, policy.crossRegion?.value != true,
      policy.region != nil || policy.crossRegion != nil
    else { return [] }
    let outside = store.dynamoDB.replicas.filter { $0.value != policy.region?.value }
    guard let first = outside.first else { return [] }
    let names = outside.map { "`\($0.value)`" }.joined(separator: ", ")
    let clause = policy.crossRegion?.span ?? policy.region?.span
    let text = policy.crossRegion != nil ? "forbidden here" : "one region here"
    return [
      Diagnostic(
        OperationRules.replicaOutsideRegion,
        "store `\(store.name)` has replicas in \(names), outside the region of the policy",
        at: Label(first.span, "another region"),
        secondary: outside.dropFirst().map { Label($0.span, "another region") }
          + (clause.map { [Label($0, text)] } ?? []),
        notes: [
          "a replica keeps every item in its region, and is billed for every write again"
        ],
        help: ["remove `replicas`, or write `cross-region allowed` in the policy"],
        path: "store \(store.name).replicas"
      )
    ]
  }

  private func policyClass() -> [Diagnostic] {
    guard let largest = policy?.largestClass, AuroraInstanceClass.named(largest.value) == nil else {
      return []
    }
    return [unknownClass(largest, "policy class")]
  }

  private func unknownClass(_ name: Located<String>, _ path: String) -> Diagnostic {
    let near = NearestName.suggestion(
      for: name.value,
      among: AuroraInstanceClass.all.map(\.name)
    )
    return Diagnostic(
      OperationRules.unknownInstanceClass,
      "`\(name.value)` is not an instance class whose size and price are known",
      at: Label(name.span, "unknown class"),
      notes: ["known: " + AuroraInstanceClass.all.map(\.name).joined(separator: ", ")],
      help: [near.map { "write `\($0)`" } ?? "name one of them"],
      fixes: near.map {
        [Fix("write `\($0)`", edits: [TextEdit(name.span, $0)], applicability: .suggest)]
      } ?? [],
      path: path
    )
  }

  private func instanceClass(_ store: Store) -> [Diagnostic] {
    guard let name = store.aurora.instanceClass else { return [] }
    guard let known = AuroraInstanceClass.named(name.value) else {
      return [unknownClass(name, "store \(store.name).class")]
    }
    guard let bound = policy?.largestClass,
      let largest = AuroraInstanceClass.named(bound.value), known.isLarger(than: largest)
    else { return [] }
    return [
      Diagnostic(
        OperationRules.classAbovePolicy,
        "class `\(known.name)` of store `\(store.name)` is above the largest, `\(largest.name)`",
        at: Label(name.span, size(known)),
        secondary: [Label(bound.span, size(largest))],
        notes: ["classes are compared by memory, then by vCPU, then by price"],
        help: ["choose `\(largest.name)` or below, or raise the policy"],
        path: "store \(store.name).class"
      )
    ]
  }

  private func size(_ known: AuroraInstanceClass) -> String {
    "\(FigureFormatter.number(known.memoryGiB)) GiB, \(known.vCPU) vCPU, "
      + "\(DecimalDigits(known.usDollarsPerHour)?.plain(groups: false) ?? "") USD an hour"
  }

  private func backups(_ store: Store) -> [Diagnostic] {
    guard let bound = policy?.backupDaysAtMost else { return [] }
    let declared = [
      store.aurora.backupDays, store.dynamoDB.recoveryDays,
      (store.aurora.snapshots ?? store.dynamoDB.snapshots)?.value.keepDays,
    ].compactMap { $0 }
    return declared.filter { $0.value > bound.value }.map { days in
      Diagnostic(
        OperationRules.backupsAbovePolicy,
        "store `\(store.name)` keeps backups for \(days.value) days, the policy allows "
          + "\(bound.value)",
        at: Label(days.span, "\(days.value) days"),
        secondary: [Label(bound.span, "at most \(bound.value) days")],
        notes: ["what is deleted stays restorable for as long as backups are kept"],
        help: ["write `\(bound.value) days`, or raise the policy"],
        fixes: [
          Fix(
            "keep \(bound.value) days",
            edits: [TextEdit(days.span, "\(bound.value) days")],
            applicability: .suggest
          )
        ],
        path: "store \(store.name).backup"
      )
    }
  }

  /// Aurora volumes grow by themselves and have no cap to set, so the bound is a projection.
  private func storage(_ store: Store) -> [Diagnostic] {
    guard let bound = policy?.storageBytesAtMost, store.kind != .dynamodb, store.kind != .sqlite
    else { return [] }
    let limit = gigabytes(Interval(bound.value))
    func finding(_ title: String, _ place: Label, _ notes: [String], _ severity: Severity?)
      -> Diagnostic
    {
      Diagnostic(
        OperationRules.storageAbovePolicy,
        severity: severity,
        title,
        at: place,
        secondary: [Label(bound.span, "at most \(limit)")],
        notes: notes,
        help: ["keep less or archive, or raise the policy"],
        path: "store \(store.name).storage"
      )
    }
    if let declared = store.aurora.storageBytes, declared.value > bound.value {
      let size = gigabytes(Interval(declared.value))
      return [
        finding(
          "store `\(store.name)` declares \(size), the policy allows \(limit)",
          Label(declared.span, size),
          [],
          nil
        )
      ]
    }
    let used = usage.filter { $0.store == store.id }
    let today = used.reduce(Interval.zero) { $0 + $1.storedBytes }
    let months = OperationsAnalyst.horizonMonths
    let later = used.reduce(Interval.zero) { $0 + Self.grown($1, months: months) }
    let place = Label(store.nameSpan, "holds \(gigabytes(today)) today")
    let growth = "in \(months) months, growing as declared: \(gigabytes(later))"
    if today.low > bound.value {
      return [
        finding(
          "store `\(store.name)` holds \(gigabytes(today)), the policy allows \(limit)",
          place,
          [growth],
          nil
        )
      ]
    }
    guard later.low > bound.value else { return [] }
    return [
      finding(
        "store `\(store.name)` grows to \(gigabytes(later)) in \(months) months, the policy allows "
          + limit,
        place,
        [growth],
        .warning
      )
    ]
  }

  private static func grown(_ used: UsageLine, months: Int) -> Interval {
    var factor = 1.0
    for _ in 0..<months { factor *= 1 + max(-1, min(used.growthPerMonth, 1e6)) }
    return Interval(
      min(used.storedBytes.low * factor, 1e300),
      min(used.storedBytes.high * factor, 1e300)
    )
  }

  private func gigabytes(_ bytes: Interval) -> String {
    FigureFormatter.range(
      low: bytes.low / PriceBook.bytesPerGB,
      high: bytes.high / PriceBook.bytesPerGB,
      unit: "GB"
    )
  }

  private func capacity(_ store: Store) -> [Diagnostic] {
    guard let wanted = policy?.capacity, let declared = store.dynamoDB.capacity else { return [] }
    let mode =
      switch declared.value {
      case .onDemand: "on-demand"
      case .provisioned: "provisioned"
      }
    guard mode != wanted.value else { return [] }
    return [
      Diagnostic(
        OperationRules.capacityModeForbidden,
        "store `\(store.name)` is \(mode), the policy allows \(wanted.value) alone",
        at: Label(declared.span, mode),
        secondary: [Label(wanted.span, wanted.value)],
        notes: mode == "provisioned"
          ? ["provisioned capacity is billed by the hour, used or not"]
          : ["on-demand capacity is billed by the request, without an upper bound"],
        help: ["declare `capacity \(wanted.value)`, or change the policy"],
        path: "store \(store.name).capacity"
      )
    ]
  }

  /// A proxy keeps connections open, so a cluster behind it never pauses (Aurora User Guide,
  /// Scaling to Zero ACUs with automatic pause; `aws/agent-toolkit-for-aws`, 2026-08-20).
  private func autoPause(_ store: Store) -> [Diagnostic] {
    guard let range = store.aurora.serverless, range.value.minimumACU == 0,
      let proxy = store.aurora.proxy, proxy.value
    else { return [] }
    return [
      Diagnostic(
        OperationRules.autoPauseWithProxy,
        "store `\(store.name)` can pause at 0 ACU, but a proxy keeps it awake",
        at: Label(range.span, "from 0 ACU"),
        secondary: [Label(proxy.span, "keeps connections open")],
        notes: ["a paused cluster takes about 15 s to answer again, 30 s after a day"],
        help: ["start the range at 0.5 ACU, or remove `proxy`"],
        path: "store \(store.name).serverless"
      )
    ]
  }
}
