import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Writes fall on keys by what moves.
extension HeatEstimator {
  mutating func addWrite(
    _ request: DynamoDBRequest,
    _ cost: RequestUnits,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern,
    _ peak: Interval
  ) {
    guard let entity = request.entities.first, let layout = table.layout(of: entity) else { return }
    for (structure, written) in cost.writeUnits {
      let units = (perCall: written, requests: cost.requestCount)
      let index = table.indexes.first { "\(table.name).\($0.name)" == structure }
      let own = [layout.partitionKey]
      if index?.isLocal == true {
        // The entry of a local index stands beside the item, and takes from the same partition.
        let local = index?.name
        addWrite(request, units, table.name, own, entity, pattern, peak, localIndex: local)
        continue
      }
      var templates = own
      if let index {
        guard let all = index.templates(of: entity) else { continue }
        templates = Array(all.prefix(index.partitionKey.count))
      }
      let shards = index?.shardCount(of: entity) ?? 1
      addWrite(request, units, structure, templates, entity, pattern, peak, shards: shards)
    }
  }

  /// Each unique value is an item of its own, and is written where a row takes or leaves it: no
  /// value is more popular than one row in all of them.
  mutating func addGuard(
    _ own: UniqueGuard,
    _ cost: RequestUnits,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern,
    _ peak: Interval
  ) {
    let rows = popularity.cardinality.rows(own.entity)
    let most = 1 / max(1, rows.low)
    contribute(
      table.name,
      (cost.writeUnits.reduce(.zero) { $0 + $1.units }, cost.requestCount),
      .writes,
      KeyFinding(
        .top(Interval(0, most)),
        .even(rows),
        basis: "each unique value is an item of its own",
        pattern.nameSpan
      ),
      pattern,
      peak,
      isOneItem: true
    )
  }

  /// How the values of a field spread over what a request writes; `nil` for a field whose
  /// popularity counts with that of another one of the same parameter.
  private func written(
    _ field: FieldID,
    _ request: DynamoDBRequest,
    _ entity: EntityID,
    _ pattern: AccessPattern,
    _ asked: inout Set<ParameterID>
  ) -> KeyFinding? {
    let reference = FieldReference(entity, field)
    if let kept = request.keeping {
      // A row that is counted for is met as often as rows that lead to it are written.
      let referring = workload[kept.reference.entity].fields(of: kept.reference.attribute)
        .first { $0.references == reference }
      guard let change = owner, let own = referring else {
        return popularity.stored(reference, in: pattern)
      }
      if kept.side == .arriving,
        let moved = change.assignments.first(where: { $0.field == own.id })
      {
        let target = FieldReference(kept.reference.entity, own.id)
        return popularity.asked(target, by: moved.value.requestOperand, in: pattern)
      }
      return written(own.id, change, kept.reference.entity, pattern, &asked)
    }
    if let source = request.source {
      guard request.addsRows else {
        return popularity.inserted(reference, source: source, in: pattern)
      }
      // New rows are added to the items of the rows that they refer to.
      for keyValue in request.keyEquals {
        for (own, operand) in zip(keyValue.template.fields, keyValue.operands) where own == field {
          if case .parameter(let given) = operand, let referring = given.field {
            return popularity.inserted(referring, source: source, in: pattern)
          }
        }
      }
      return popularity.stored(reference, in: pattern)
    }
    for keyValue in request.keyEquals {
      for (own, operand) in zip(keyValue.template.fields, keyValue.operands) where own == field {
        let origin = lookup.map { Self.origin(of: operand, request.repetition, $0.path) } ?? operand
        if case .parameter(let parameter) = origin, !asked.insert(parameter.parameter).inserted {
          return nil
        }
        return popularity.asked(reference, by: origin, in: pattern)
      }
    }
    return popularity.stored(reference, in: pattern)
  }

  /// The share of the item that a request writes most often; an insert writes each once.
  private func hottestItem(
    _ request: DynamoDBRequest,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> Interval {
    guard request.source == nil || request.keeping != nil || request.addsRows else { return .zero }
    var asked: Set<ParameterID> = []
    let findings = workload[entity].key.compactMap {
      written($0, request, entity, pattern, &asked)
    }
    let finding = popularity.combined(findings, in: pattern)
    return finding.map { lookup?.bounded($0) ?? $0 }?.share.hottest ?? .zero
  }

  private mutating func addWrite(
    _ request: DynamoDBRequest,
    _ units: (perCall: Interval, requests: Interval),
    _ structure: String,
    _ templates: [KeyTemplate],
    _ entity: EntityID,
    _ pattern: AccessPattern,
    _ peak: Interval,
    localIndex: String? = nil,
    shards: Int = 1
  ) {
    let fields = templates.flatMap(\.fields)
    let text = templates.map(\.leadingLiteral.text).joined()
    let moved = fields.compactMap { field in request.assignments.first { $0.field == field } }
    let others = fields.filter { field in !moved.contains { $0.field == field } }
    var asked: Set<ParameterID> = []
    let base = others.compactMap { written($0, request, entity, pattern, &asked) }
    let item = hottestItem(request, entity, pattern)
    guard !moved.isEmpty else {
      let own = popularity.combined(base, in: pattern)?.under(text)
      let finding = own.map { lookup?.bounded($0) ?? $0 } ?? .constant(pattern.nameSpan)
      contribute(
        structure,
        units,
        .writes,
        finding.sharded(over: shards, item: item),
        pattern,
        peak,
        isOneItem: isKeyOfOneItem(fields, entity),
        itemShare: item,
        localIndex: localIndex
      )
      return
    }
    // A change of the partition key is a delete under the old key and a put under the new one.
    var puts: [KeyFinding] = []
    var deletes: [KeyFinding] = []
    var left: Set<AttributeID> = []
    for change in moved {
      let reference = FieldReference(entity, change.field)
      let operand = change.value.requestOperand
      let put = popularity.asked(reference, by: operand, in: pattern)
      // Fields of one reference move together, and so do those that one parameter sets.
      if left.insert(workload[reference].attribute).inserted {
        deletes.append(departures(reference, arrivals: put.share, pattern))
      }
      if case .parameter(let parameter) = operand, !asked.insert(parameter.parameter).inserted {
        continue
      }
      puts.append(put)
    }
    let deleted = Self.deletedPart(moved, workload[entity])
    for (side, effect, part) in [
      (deletes, HeatEffect.deletes, deleted), (puts, HeatEffect.puts, 1 - deleted),
    ] {
      guard let finding = popularity.combined(side + base, in: pattern)?.under(text) else {
        continue
      }
      contribute(
        structure,
        (units.perCall * part, units.requests),
        effect,
        finding.sharded(over: shards, item: item),
        pattern,
        peak,
        isOneItem: false
      )
    }
  }

  /// Which part of the entry writes of a moved key are deletes: all where the key is taken away,
  /// half where every row had one, less where rows enter the index.
  private static func deletedPart(_ moved: [Assignment], _ entity: Entity) -> Double {
    if moved.contains(where: { $0.value == .literal(.null) }) { return 1 }
    let present = moved.reduce(1.0) { $0 * entity[$1.field].presentShare }
    return present / (1 + present)
  }

  /// Where rows come from that a change moves to new values: by the lifecycle where there is one,
  /// else by the shares of the rows.
  private func departures(
    _ field: FieldReference,
    arrivals: KeyShare,
    _ pattern: AccessPattern
  ) -> KeyFinding {
    let lifecycle = workload[field.entity].lifecycle.first { $0.field == field.field }
    guard let lifecycle, case .named(let values, _) = arrivals else {
      return popularity.stored(field, in: pattern)
    }
    var found: [(value: String, share: Interval)] = []
    for arrival in values {
      let sources = lifecycle.steps.filter { step in
        step.destinations.contains { $0.to == arrival.value }
      }
      for source in sources {
        let own = arrival.share * (1 / Double(sources.count))
        if let known = found.firstIndex(where: { $0.value == source.from }) {
          found[known].share += own
        } else {
          found.append((source.from, own))
        }
      }
    }
    if found.isEmpty { return popularity.stored(field, in: pattern) }
    return KeyFinding(
      .named(found, rest: .zero),
      .some(found.map(\.share), keys: Interval(Double(found.count))),
      basis: "where the lifecycle comes from",
      lifecycle.span
    )
  }
}
