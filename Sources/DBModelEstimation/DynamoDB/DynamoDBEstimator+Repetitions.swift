import DBModelDesign
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// How often a request runs in one call.
  func repetitions(
    of request: DynamoDBRequest,
    _ path: DynamoDBPath,
    _ pattern: AccessPattern,
    returned: [[EntityID: Interval]]
  ) -> Interval {
    switch request.repetition {
    case .once:
      if let source = request.source { return Interval(count(pattern[source].type)) }
      return Interval(presence(of: request, pattern))
    case .perElement(let list):
      let all = count(pattern[list].type)
      if request.addsRows, let source = request.source {
        return Interval(itemsAddedTo(all, request, source, pattern))
      }
      return Interval(all * presence(of: request, pattern))
    case .perShard(let count): return Interval(Double(count))
    case .perRow(let step):
      // A change by condition says itself how many rows it touches.
      if request.isWrite, let declared = pattern.rows { return Interval(declared.value.average) }
      guard returned.indices.contains(step) else { return .one }
      // A collection returns rows of several entities; the request runs for those it names.
      let operands = request.keyEquals.flatMap(\.operands)
      let source = operands.lazy.compactMap { operand -> EntityID? in
        if case .row(let field) = operand { field.entity } else { nil }
      }.first
      if let source, let rows = returned[step][source] {
        return different(rows, of: source, request, after: path.requests[step], pattern)
      }
      return returned[step].sorted { $0.key < $1.key }.reduce(.zero) { $0 + $1.value }
    }
  }

  /// The part of the new rows that refer to a row, where that one is read for them, 0…1: no other
  /// asks for any.
  private func presence(of request: DynamoDBRequest, _ pattern: AccessPattern) -> Double {
    guard request.kind == .getItem || request.kind == .batchGetItem else { return 1 }
    var seen: Set<AttributeReference> = []
    var share = 1.0
    for case .parameter(let given) in request.keyEquals.flatMap(\.operands) {
      guard let field = given.field, isNewRow(pattern[given.parameter].type, pattern) else {
        continue
      }
      let attribute = AttributeReference(field.entity, workload[field].attribute)
      if seen.insert(attribute).inserted { share *= workload[attribute].presentShare }
    }
    return share
  }

  private func isNewRow(_ type: ParameterType, _ pattern: AccessPattern) -> Bool {
    switch type {
    case .newRow: true
    case .many(let each, _): isNewRow(each, pattern)
    case .element(let list): isNewRow(pattern[list].type, pattern)
    default: false
    }
  }

  /// Of rows that lead to others, how many items they lead to: each is asked for once.
  private func different(
    _ count: Interval,
    of source: EntityID,
    _ request: DynamoDBRequest,
    after step: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> Interval {
    guard request.kind == .getItem || request.kind == .batchGetItem else { return count }
    let entity = workload[source]
    var led: [FieldID] = []
    for case .row(let field) in request.keyEquals.flatMap(\.operands) { led.append(field.field) }
    let attributes = Set(led.map { entity[$0].attribute })
    guard attributes.count == 1, let attribute = attributes.first,
      entity[attribute].isReference
    else { return count }
    // Rows of one parent that are told apart by where they lead lead to different ones.
    var fixed = step.keyEquals.filter { $0.entity == source }.flatMap(\.template.fields)
    if let held = step.embedding(of: source, in: workload) {
      fixed += entity.fields(of: held.reference.attribute).map(\.id)
    }
    let told = Set(led + fixed)
    if ([entity.key] + entity.uniques.map(\.fields)).contains(where: told.isSuperset) {
      return count
    }
    let reference = AttributeReference(source, attribute)
    let own = matching(source, step, pattern)
    func targets(_ count: Double, _ mean: Double) -> Double {
      let found = RowCounts(own.shape, mean: mean, isWhole: own.isWhole)
      return rows.targets(of: reference, among: found, scaledTo: count)
    }
    return Interval(targets(count.low, own.mean.low), targets(count.high, own.mean.high))
  }

  private func count(_ type: ParameterType) -> Double {
    if case .many(_, let count) = type { count.average } else { 1 }
  }
}
