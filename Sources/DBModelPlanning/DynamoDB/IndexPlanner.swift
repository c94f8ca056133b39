import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// An index on its way: fields, and the needs it serves.
struct IndexPlan {
  let entity: EntityID
  var partition: [FieldID]
  var sort: [FieldID]
  var needs: [(need: RowNeed, pattern: PatternID)]
  var notes: [String] = []
}

/// Derives the indexes that the needs of patterns ask for, shared where one key serves several.
struct IndexPlanner {
  let workload: Workload
  private(set) var plans: [IndexPlan] = []
  /// Positions in `plans` by entity and a field of the partition key.
  private var byField: [FieldReference: [Int]] = [:]

  init(workload: Workload, needs: [(need: RowNeed, pattern: PatternID)]) {
    self.workload = workload
    let keyed = needs.compactMap { item -> (ideal: IdealKey, pattern: PatternID, sort: String)? in
      guard let ideal = IdealKey(item.need, entity: workload[item.need.entity]) else { return nil }
      return (ideal, item.pattern, Self.text(ideal, workload[item.pattern]))
    }
    let ordered = keyed.sorted {
      ($0.ideal.equalities.count, $0.sort) < ($1.ideal.equalities.count, $1.sort)
    }
    for item in ordered { add(item.ideal, item.pattern) }
  }

  /// Names only, so that the order of declarations changes nothing.
  private static func text(_ ideal: IdealKey, _ pattern: AccessPattern) -> String {
    let entity = ideal.entity
    let fields = [ideal.partition, ideal.sort].map { part in
      part.map { entity[$0].name }.joined(separator: ",")
    }
    return "\(entity.name)|\(fields.joined(separator: ";"))|\(pattern.name)"
  }

  private mutating func add(_ ideal: IdealKey, _ pattern: PatternID) {
    let candidates = Set(
      ideal.equalities.flatMap { byField[FieldReference(ideal.entity.id, $0)] ?? [] }
    ).sorted()
    for position in candidates where serves(plans[position], ideal.need) {
      plans[position].needs.append((ideal.need, pattern))
      return
    }
    for position in candidates {
      guard let widened = widened(plans[position], by: ideal) else { continue }
      plans[position].sort = widened
      plans[position].needs.append((ideal.need, pattern))
      return
    }
    for field in ideal.partition {
      byField[FieldReference(ideal.entity.id, field), default: []].append(plans.count)
    }
    plans.append(
      IndexPlan(
        entity: ideal.entity.id,
        partition: ideal.partition,
        sort: ideal.sort,
        needs: [(ideal.need, pattern)]
      )
    )
  }

  private func serves(_ plan: IndexPlan, _ need: RowNeed) -> Bool {
    let entity = workload[plan.entity]
    let key = IdealKey.accessKey(entity, partition: plan.partition, sort: plan.sort)
    guard let ideal = IdealKey(need, entity: entity),
      let match = KeyMatcher(entity: entity, need: need).match(key)
    else { return false }
    return ideal.accepts(match)
  }

  /// The sort key with which an index serves a further need and all it served before.
  private func widened(_ plan: IndexPlan, by ideal: IdealKey) -> [FieldID]? {
    guard plan.partition.allSatisfy(ideal.equalities.contains) else { return nil }
    let leading = ideal.equalities.filter { !plan.partition.contains($0) }
    guard leading.count <= IdealKey.attributesPerPart else { return nil }
    var wider = plan
    wider.sort = IdealKey.sort(ideal.need, entity: ideal.entity, leading: leading)
    guard wider.sort != plan.sort, serves(wider, ideal.need),
      plan.needs.allSatisfy({ serves(wider, $0.need) })
    else { return nil }
    return wider.sort
  }
}
