public import DBModelDesign
public import DBModelDiagnostics
public import DBModelEstimation
public import DBModelWorkload

/// What a design is found to be.
public struct Analysis: Sendable {
  public let findings: [Diagnostic]
  /// One for each pattern that somebody waits for, in declared order.
  public let latency: [LatencyVerdict]
  /// Other keys for hot keys of a fixed design.
  public let rewrites: [KeyRewrite]
  /// Numbers of a derived design that may be kept in parts.
  public let numbers: [HotNumber]
}

/// Holds estimates against limits, budgets and goals. Derived and fixed designs are judged alike.
public enum Analyst {
  /// - Parameter estimates: Those of the same design.
  public static func judge(
    workload: Workload,
    design: PhysicalDesign,
    estimates: Estimates
  ) -> Analysis {
    let fixedName = Self.fixedName(design)
    let latency = LatencyJudge(workload: workload, design: design, estimates: estimates)
    let verdicts = latency.verdicts()
    var findings: [Diagnostic] = []
    var rewrites: [KeyRewrite] = []
    var numbers = HotNumbers(workload: workload)
    for case .dynamoDB(let tables) in design.stores {
      let judged = judge(
        tables,
        workload: workload,
        design: design,
        estimates: estimates,
        &numbers
      )
      findings += judged.findings
      rewrites += judged.rewrites
    }
    for case .relational(let tables) in design.stores {
      findings += judge(
        tables,
        accesses: design.accesses.filter { $0.store == tables.store },
        workload: workload,
        estimates: estimates,
        &numbers
      )
    }
    findings += latency.findings(verdicts)
    // What does not depend on the design is said once, with the derived one.
    if fixedName == nil {
      findings += RateJudge(workload: workload).findings() + latency.contradictions()
      findings += OneByOneJudge(workload: workload, estimates: estimates).findings()
    }
    return Analysis(
      findings: fixedName.map { name in findings.map { $0.inDesign(name) } } ?? findings,
      latency: verdicts,
      rewrites: fixedName.map { name in
        rewrites.map {
          KeyRewrite(rule: $0.rule, path: path($0.path, inDesign: name), fixes: $0.fixes)
        }
      } ?? [],
      numbers: fixedName == nil ? numbers.all : []
    )
  }

  fileprivate static func path(_ path: String, inDesign name: String) -> String {
    "design \(name)/\(path)"
  }

  private static func judge(
    _ tables: DynamoDBDesign,
    workload: Workload,
    design: PhysicalDesign,
    estimates: Estimates,
    _ numbers: inout HotNumbers
  ) -> (findings: [Diagnostic], rewrites: [KeyRewrite]) {
    var paths: [(pattern: PatternID, path: DynamoDBPath)] = []
    var scanning: Set<PatternID> = []
    for access in design.accesses where access.store == tables.store {
      guard case .dynamoDB(let path) = access.path else { continue }
      paths.append((access.pattern, path))
      if path.scans { scanning.insert(access.pattern) }
    }
    // A pattern that scans has its finding; that a scan is also hot and slow follows from it.
    let heat = estimates.heat.filter { $0.store == tables.store }.map { $0.without(scanning) }
    let partitions = PartitionJudge(
      workload: workload,
      store: workload[tables.store],
      heat: heat,
      // What scans has its own finding, and its load is not what the keys are asked for.
      partitions: scanning.isEmpty
        ? estimates.partitions.filter { $0.store == tables.store }
        : PartitionHeat.all(heat, tables, workload)
    )
    let keys = HotKeyJudge(workload: workload, heat: heat)
    let findings =
      keys.findings(tables, &numbers) + partitions.findings()
      + ItemSizeJudge(workload: workload, design: tables).findings()
      + CollectionJudge(workload: workload, design: tables).findings()
      + LocalCollectionJudge(workload: workload, design: tables).findings()
      + ConflictJudge(workload: workload, heat: heat, paths: paths)
      .findings(tables, &numbers)
      + TransactionJudge(workload: workload, design: tables, paths: paths).findings()
      + AdmissionJudge(workload: workload, design: tables, heat: heat).findings()
    guard case .fixed = tables.origin else { return (findings, []) }
    let rewriter = KeyRewriter(workload: workload, design: tables, paths: paths)
    return (findings, keys.rewrites(rewriter))
  }

  /// The name of the design that a team has written down; `nil` for a derived one.
  private static func fixedName(_ design: PhysicalDesign) -> String? {
    for case .dynamoDB(let tables) in design.stores {
      if case .fixed(let name) = tables.origin { return name }
    }
    return nil
  }
}

extension DynamoDBPath {
  /// Reads a table or an index from end to end.
  var scans: Bool { requests.contains { $0.kind == .scan } }
}

extension Diagnostic {
  /// The same, said of a design that a team has written down.
  fileprivate func inDesign(_ name: String) -> Diagnostic {
    Diagnostic(
      rule,
      severity: severity,
      "\(title) in design `\(name)`",
      at: primary,
      secondary: secondary,
      notes: notes,
      help: help,
      fixes: fixes,
      path: Analyst.path(path, inDesign: name)
    )
  }
}
