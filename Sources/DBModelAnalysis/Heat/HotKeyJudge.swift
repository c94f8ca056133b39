import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The hottest key of each table and index against what one partition serves.
struct HotKeyJudge {
  let workload: Workload
  let heat: [StructureHeat]

  /// - Parameter numbers: Takes the numbers that the findings are about.
  func findings(_ design: DynamoDBDesign, _ numbers: inout HotNumbers) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for structure in heat {
      for isWrite in [true, false] {
        guard let finding = finding(structure, isWrite: isWrite) else { continue }
        found.append(finding)
        guard isWrite, !structure.isIndex, let parts = needed(structure, isWrite: true, finding),
          let table = design.table(named: structure.structure)
        else { continue }
        numbers.add(
          finding,
          changedBy: structure.contributions.filter(\.isWrite).map(\.pattern),
          of: table.entities,
          fewestParts: parts
        )
      }
    }
    return found
  }

  /// Over how many keys the load would have to be spread, the more the less is known; `nil` where
  /// it is only possible that the key is hot.
  private func needed(_ structure: StructureHeat, isWrite: Bool, _ finding: Diagnostic) -> Double? {
    guard finding.rule.code != WorkloadRules.hotKeyPossible.code else { return nil }
    let headroom = max(1, workload.goals?.headroomThroughput?.value ?? 1)
    let factor = finding.rule.code == WorkloadRules.hotKeyAtHeadroom.code ? headroom : 1
    return structure.hottestKey(isWrite: isWrite).ofCeiling.high * factor
  }

  /// Other keys for what the findings are about, where a fixed design states the keys.
  func rewrites(_ rewriter: KeyRewriter) -> [KeyRewrite] {
    heat.flatMap { structure in
      [true, false].compactMap { isWrite -> KeyRewrite? in
        guard let finding = finding(structure, isWrite: isWrite),
          let hottest = needed(structure, isWrite: isWrite, finding)
        else { return nil }
        return KeyRewrite(
          rule: finding.rule,
          path: finding.path,
          fixes: rewriter.fixes(for: structure, ofCeiling: hottest)
        )
      }
    }.filter { !$0.fixes.isEmpty }
  }

  private func finding(_ structure: StructureHeat, isWrite: Bool) -> Diagnostic? {
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    let hottest = structure.hottestKey(isWrite: isWrite)
    let key = HotKey(
      workload: workload,
      structure: structure,
      isWrite: isWrite,
      hottest: hottest,
      limit: limit
    )
    if hottest.ofCeiling.low > 1 { return key.isHot() }
    if hottest.ofCeiling.high > 1 { return key.mayBeHot() }
    return headroom(key)
  }

  /// The stated goal of serving several times today's peak holds for every key, too.
  private func headroom(_ key: HotKey) -> Diagnostic? {
    guard let goal = workload.goals?.headroomThroughput, goal.value > 1,
      key.hottest.ofCeiling.low * goal.value > 1
    else { return nil }
    return key.lacksHeadroom(goal)
  }
}
