public import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// The heat of every table and index of a design: reads by what is asked for, writes by what moves.
public struct HeatEstimator {
  let workload: Workload
  private let design: DynamoDBDesign
  private let popularity: PopularityReader
  private var contributions: [String: [HeatContribution]] = [:]
  /// The place of the request that is looked at, in its path.
  private var place = 0

  /// - Parameter accesses: The paths of the patterns that run on the design's store.
  public static func heat(
    of design: DynamoDBDesign,
    accesses: [PatternAccess],
    workload: Workload
  ) -> [StructureHeat] {
    let estimator = DynamoDBEstimator(workload: workload, design: design)
    let units = accesses.compactMap { access -> PatternUnits? in
      guard access.store == design.store, case .dynamoDB(let path) = access.path else { return nil }
      return estimator.units(of: workload[access.pattern], path: path)
    }
    return heat(of: design, accesses: accesses, units: units, workload: workload)
  }

  /// - Parameter units: What the patterns cost, in the order of `accesses`, without those that run
  ///   elsewhere.
  static func heat(
    of design: DynamoDBDesign,
    accesses: [PatternAccess],
    units: [PatternUnits],
    workload: Workload
  ) -> [StructureHeat] {
    var estimator = HeatEstimator(workload: workload, design: design)
    var position = 0
    for access in accesses where access.store == design.store {
      guard case .dynamoDB(let path) = access.path else { continue }
      estimator.add(workload[access.pattern], path: path, units: units[position])
      position += 1
    }
    return estimator.finish()
  }

  private init(workload: Workload, design: DynamoDBDesign) {
    self.workload = workload
    self.design = design
    popularity = PopularityReader(workload: workload)
  }

  private mutating func add(_ pattern: AccessPattern, path: DynamoDBPath, units: PatternUnits) {
    // A job runs when nobody waits for it; its peak is its own business.
    guard let peak = PeakRate.interval(of: pattern) else { return }
    var found: [PopularityReader.Finding] = []
    for (place, (request, cost)) in zip(path.requests, units.requests).enumerated() {
      self.place = place
      guard let table = design.table(named: request.table) else { continue }
      if let own = request.guarding {
        addGuard(own, cost, table, pattern, peak)
        found.append((.top(.one), "", nil))
        continue
      }
      if request.kind.isWrite {
        addWrite(request, cost, table, pattern, peak)
        found.append((.top(.one), "", nil))
        continue
      }
      var finding = readShare(request, table, pattern, path)
      if case .perRow(let step) = request.repetition, found.indices.contains(step) {
        finding = bounded(finding, by: found[step], rows: units.requests[step].rows)
      }
      found.append(finding)
      let local = request.index.flatMap { table.index(named: $0)?.isLocal == true ? $0 : nil }
      contribute(
        local == nil ? cost.structure : table.name,
        cost.readUnits,
        .reads,
        finding,
        pattern,
        peak,
        isOneItem: request.kind != .query && request.kind != .scan
          && isKeyOfOneItem(partitionFields(request, table), request.entities.first),
        localIndex: local
      )
    }
  }

  /// Rows found under a popular key are popular too: each of `rows` rows found in a call may be
  /// asked for as often as the key it was found by.
  private func bounded(
    _ finding: PopularityReader.Finding,
    by earlier: PopularityReader.Finding,
    rows: Interval
  ) -> PopularityReader.Finding {
    guard case .top(let share) = finding.share else { return finding }
    let most = earlier.share.hottest.high / max(1, rows.low)
    return most <= share.high
      ? finding : (.top(Interval(share.low, most)), earlier.basis, earlier.span)
  }

  private mutating func contribute(
    _ structure: String,
    _ unitsPerCall: Interval,
    _ effect: HeatEffect,
    _ finding: PopularityReader.Finding,
    _ pattern: AccessPattern,
    _ peak: Interval,
    isOneItem: Bool,
    localIndex: String? = nil
  ) {
    guard unitsPerCall.high > 0 else { return }
    contributions[structure, default: []].append(
      HeatContribution(
        pattern: pattern.id,
        callsPerSecond: peak,
        unitsPerCall: unitsPerCall,
        effect: effect,
        share: finding.share,
        isOneItem: isOneItem,
        request: place,
        localIndex: localIndex,
        basis: finding.basis,
        basisSpan: finding.span
      )
    )
  }

  // MARK: Reads

  /// The share of the hottest partition key among those a request asks for.
  private func readShare(
    _ request: DynamoDBRequest,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern,
    _ path: DynamoDBPath
  ) -> PopularityReader.Finding {
    let index = request.index.flatMap { table.index(named: $0) }
    let names = Set(partitionNames(index, table))
    let values = request.keyEquals.filter { names.contains($0.attribute.name) }
    if values.isEmpty { return scanShare(request, index, table, pattern) }
    var findings: [PopularityReader.Finding] = []
    var asked: Set<ParameterID> = []
    for keyValue in values {
      for (field, operand) in zip(keyValue.template.fields, keyValue.operands) {
        let operand = Self.origin(of: operand, request.repetition, path)
        // The fields of one key come together: their popularity counts once.
        if case .parameter(let reference) = operand,
          !asked.insert(reference.parameter).inserted
        {
          continue
        }
        let reference = FieldReference(keyValue.entity, field)
        findings.append(popularity.asked(reference, by: operand, in: pattern))
      }
    }
    return Self.combine(findings)
      ?? (.named([("the one key", .one)], rest: .zero), "the key is a constant", pattern.nameSpan)
  }

  /// What a field of an earlier row was asked by, where the request that found the row fixed it:
  /// the rows of `$channel` have that channel, however the rows of all channels are spread.
  private static func origin(
    of operand: Operand,
    _ repetition: DynamoDBRequest.Repetition,
    _ path: DynamoDBPath
  ) -> Operand {
    var (operand, repetition) = (operand, repetition)
    var limit = path.requests.count
    while case .row(let field) = operand, case .perRow(let step) = repetition, step < limit {
      let earlier = path.requests[step]
      let fixed = earlier.keyEquals.filter { $0.entity == field.entity }
        .flatMap { Array(zip($0.template.fields, $0.operands)) }
        .first { $0.0 == field.field }
      guard let fixed else { break }
      (operand, repetition, limit) = (fixed.1, earlier.repetition, step)
    }
    return operand
  }

  /// A Scan reads every collection: its largest takes the part that it holds of the rows.
  private func scanShare(
    _ request: DynamoDBRequest,
    _ index: SecondaryIndex?,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern
  ) -> PopularityReader.Finding {
    guard let entity = request.entities.first else {
      return (.top(.one), "reads every key", pattern.nameSpan)
    }
    let fields: [FieldID]
    if let index, let member = index.members.first(where: { $0.entity == entity }) {
      fields = member.templates.prefix(index.partitionKey.count).flatMap(\.fields)
    } else {
      fields = table.layout(of: entity)?.partitionKey.fields ?? []
    }
    let findings = fields.map { popularity.stored(FieldReference(entity, $0), in: pattern) }
    return Self.combine(findings) ?? (.top(.one), "the key is a constant", pattern.nameSpan)
  }

  private func partitionFields(_ request: DynamoDBRequest, _ table: DynamoDBTable) -> [FieldID] {
    guard let entity = request.entities.first else { return [] }
    return table.layout(of: entity)?.partitionKey.fields ?? []
  }

  /// Whether a partition key holds the whole key of an entity, so that it has one item of it.
  private func isKeyOfOneItem(_ fields: [FieldID], _ entity: EntityID?) -> Bool {
    guard let entity else { return false }
    return workload[entity].key.allSatisfy(fields.contains)
  }

  private static func combine(
    _ findings: [PopularityReader.Finding]
  ) -> PopularityReader.Finding? {
    guard let first = findings.first else { return nil }
    return findings.dropFirst().reduce(first) { whole, next in
      (
        whole.share.combined(with: next.share), "\(whole.basis), and \(next.basis)",
        whole.span ?? next.span
      )
    }
  }

  private func partitionNames(_ index: SecondaryIndex?, _ table: DynamoDBTable) -> [String] {
    index.map { $0.partitionKey.map(\.name) } ?? [table.partitionKey.name]
  }

  // MARK: Writes

  private mutating func addWrite(
    _ request: DynamoDBRequest,
    _ cost: RequestUnits,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern,
    _ peak: Interval
  ) {
    guard let entity = request.entities.first, let layout = table.layout(of: entity) else { return }
    for (structure, units) in cost.writeUnits {
      let index = table.indexes.first { "\(table.name).\($0.name)" == structure }
      let own = layout.partitionKey.fields
      if index?.isLocal == true {
        // The entry of a local index stands beside the item, and takes from the same partition.
        let local = index?.name
        addWrite(request, units, table.name, own, entity, pattern, peak, localIndex: local)
        continue
      }
      var fields = own
      if let index {
        guard let templates = index.templates(of: entity) else { continue }
        fields = templates.prefix(index.partitionKey.count).flatMap(\.fields)
      }
      addWrite(request, units, structure, fields, entity, pattern, peak)
    }
  }

  /// Each unique value is an item of its own, and is written where a row takes or leaves it: no
  /// value is more popular than one row in all of them.
  private mutating func addGuard(
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
      cost.writeUnits.reduce(.zero) { $0 + $1.units },
      .writes,
      (.top(Interval(0, most)), "each unique value is an item of its own", pattern.nameSpan),
      pattern,
      peak,
      isOneItem: true
    )
  }

  private mutating func addWrite(
    _ request: DynamoDBRequest,
    _ units: Interval,
    _ structure: String,
    _ fields: [FieldID],
    _ entity: EntityID,
    _ pattern: AccessPattern,
    _ peak: Interval,
    localIndex: String? = nil
  ) {
    let moved = fields.compactMap { field in request.assignments.first { $0.field == field } }
    let others = fields.filter { field in !moved.contains { $0.field == field } }
    var asked: Set<ParameterID> = []
    let base = others.compactMap { field -> PopularityReader.Finding? in
      let reference = FieldReference(entity, field)
      if let source = request.source {
        return popularity.inserted(reference, source: source, in: pattern)
      }
      for keyValue in request.keyEquals {
        for (own, operand) in zip(keyValue.template.fields, keyValue.operands) where own == field {
          if case .parameter(let parameter) = operand,
            !asked.insert(parameter.parameter).inserted
          {
            return nil
          }
          return popularity.asked(reference, by: operand, in: pattern)
        }
      }
      return popularity.stored(reference, in: pattern)
    }
    guard let change = moved.first else {
      let finding =
        Self.combine(base)
        ?? (.named([("the one key", .one)], rest: .zero), "the key is a constant", pattern.nameSpan)
      contribute(
        structure,
        units,
        .writes,
        finding,
        pattern,
        peak,
        isOneItem: isKeyOfOneItem(fields, entity),
        localIndex: localIndex
      )
      return
    }
    // A change of the partition key is a delete under the old key and a put under the new one.
    let reference = FieldReference(entity, change.field)
    let put = popularity.asked(reference, by: change.value.requestOperand, in: pattern)
    let delete = departures(reference, arrivals: put.share, pattern)
    let deleted = Self.deletedPart(moved, workload[entity])
    for (side, effect, part) in [
      (delete, HeatEffect.deletes, deleted), (put, HeatEffect.puts, 1 - deleted),
    ] {
      let finding = Self.combine([side] + base) ?? side
      contribute(
        structure,
        units * part,
        effect,
        finding,
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
  ) -> PopularityReader.Finding {
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
    return (.named(found, rest: .zero), "where the lifecycle comes from", lifecycle.span)
  }

  // MARK: Result

  private func finish() -> [StructureHeat] {
    design.tables.flatMap { table -> [StructureHeat] in
      let own = StructureHeat(
        structure: table.name,
        isIndex: false,
        hasSortKey: table.sortKey != nil,
        store: design.store,
        partitionKey: table.partitionKey.name,
        contributions: contributions[table.name] ?? [],
        splitting: splitting(table),
        span: table.span
      )
      let indexes = table.globalIndexes.map { index in
        StructureHeat(
          structure: "\(table.name).\(index.name)",
          isIndex: true,
          hasSortKey: !index.sortKey.isEmpty,
          store: design.store,
          partitionKey: index.partitionKey.map(\.name).joined(separator: ", "),
          contributions: contributions["\(table.name).\(index.name)"] ?? [],
          splitting: splitting(index),
          span: index.span
        )
      }
      return [own] + indexes
    }
  }
}
