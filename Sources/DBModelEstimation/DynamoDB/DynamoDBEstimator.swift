public import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// What patterns cost on DynamoDB tables.
public struct DynamoDBEstimator: Sendable {
  let workload: Workload
  let design: DynamoDBDesign
  let rows: RowEstimator
  let sizes: SizeTable

  public init(workload: Workload, design: DynamoDBDesign) {
    self.workload = workload
    self.design = design
    rows = RowEstimator(workload: workload)
    sizes = SizeTable(workload: workload, design: design)
  }

  /// Of no table yet.
  public init(workload: Workload) {
    self.init(
      workload: workload,
      design: DynamoDBDesign(store: StoreID(0), origin: .derived, tables: [])
    )
  }

  /// The same for other tables of the same workload: what was learnt of its rows is kept.
  ///
  /// - Parameter sizes: Of each of the tables.
  public func estimator(of design: DynamoDBDesign, sizes: [TableSizes]) -> DynamoDBEstimator {
    DynamoDBEstimator(workload: workload, design: design, rows: rows, sizes: SizeTable(sizes))
  }

  private init(
    workload: Workload,
    design: DynamoDBDesign,
    rows: RowEstimator,
    sizes: SizeTable
  ) {
    self.workload = workload
    self.design = design
    self.rows = rows
    self.sizes = sizes
  }

  /// What the tables and their indexes are used for in a month.
  public func usage(_ units: [PatternUnits], book: PriceBook) -> [UsageLine] {
    UsageEstimator.lines(of: design, sizes, units: units, workload: workload, book: book)
  }

  /// What one call of a pattern costs along a path.
  public func units(of pattern: AccessPattern, path: DynamoDBPath) -> PatternUnits {
    var requests: [RequestUnits] = []
    var returned: [[EntityID: Interval]] = []
    for (index, request) in path.requests.enumerated() {
      let repetitions = repetitions(of: request, pattern, returned: returned)
      if request.isWrite {
        requests.append(
          write(request, pattern, repetitions, isTransactional: path.isTransactional)
        )
      } else if request.kind == .query || request.kind == .scan {
        requests.append(
          query(request, pattern, repetitions, isFirst: index == 0, path: path)
        )
      } else {
        requests.append(get(request, repetitions))
      }
      returned.append(rowsReturned(request, pattern, requests[index], repetitions))
    }
    return PatternUnits(pattern: pattern.id, store: design.store, requests: requests)
  }

  /// How often a request runs in one call.
  private func repetitions(
    of request: DynamoDBRequest,
    _ pattern: AccessPattern,
    returned: [[EntityID: Interval]]
  ) -> Interval {
    switch request.repetition {
    case .once:
      if let source = request.source { return Interval(count(pattern[source].type)) }
      return .one
    case .perElement(let list): return Interval(count(pattern[list].type))
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
      if let source, let rows = returned[step][source] { return rows }
      return returned[step].sorted { $0.key < $1.key }.reduce(.zero) { $0 + $1.value }
    }
  }

  /// The rows of each entity that come back from a request, behind its filter.
  private func rowsReturned(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ units: RequestUnits,
    _ repetitions: Interval
  ) -> [EntityID: Interval] {
    guard request.kind == .query || request.kind == .scan, let first = request.entities.first else {
      return Dictionary(
        request.entities.map { ($0, units.items) },
        uniquingKeysWith: { known, _ in known }
      )
    }
    if request.entities.count > 1 {
      return Dictionary(
        request.entities.map { entity in
          let alone = DynamoDBRequest(
            kind: request.kind,
            table: request.table,
            entities: [entity],
            keyEquals: request.keyEquals
          )
          return (entity, repetitions * matching(alone, pattern))
        },
        uniquingKeysWith: { known, _ in known }
      )
    }
    return [first: units.rows]
  }

  private func count(_ type: ParameterType) -> Double {
    if case .many(_, let count) = type { count.average } else { 1 }
  }

  // MARK: Single items

  private func get(_ request: DynamoDBRequest, _ repetitions: Interval) -> RequestUnits {
    let consistency: CapacityUnits.Consistency = request.isStrong ? .strong : .eventual
    let size = sizes.item(request.table, request.entities.first)
    let each = size.readBlocks * consistency.unitsPerBlock
    let batch = request.kind == .batchGetItem ? DynamoDBLimits.batchGetItems.value : 1
    return RequestUnits(
      structure: request.table,
      readUnits: repetitions * each,
      writeUnits: [],
      items: repetitions,
      requests: Interval(max(1, repetitions.low / batch), max(1, repetitions.high / batch)),
      repetitions: repetitions,
      bytes: repetitions * size.meanBytes,
      basis: .items(
        repetitions,
        meanBytes: size.meanBytes,
        unitsPerBlock: consistency.unitsPerBlock
      )
    )
  }

  // MARK: Queries

  private func query(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ repetitions: Interval,
    isFirst: Bool,
    path: DynamoDBPath
  ) -> RequestUnits {
    let consistency: CapacityUnits.Consistency = request.isStrong ? .strong : .eventual
    let isPaged = isFirst && path.isOrderedByKey
    let read = read(request, pattern, isPaged: isPaged)
    let size = entrySize(request, pattern, items: read)
    let low = units(size, items: read.low, pages: pages(pattern, isPaged))
    let high = units(size, items: read.high, pages: pages(pattern, isPaged))
    let perRequest = Interval(
      low.units * consistency.unitsPerBlock,
      high.units * consistency.unitsPerBlock
    )
    let fetch = fetch(request, read, consistency)
    return RequestUnits(
      structure: request.structure,
      readUnits: repetitions * (perRequest + (fetch?.units ?? .zero)),
      writeUnits: [],
      items: repetitions * read,
      rows: rowsOfShards(repetitions * kept(read, request, pattern), request, pattern),
      requests: repetitions * Interval(low.requests, high.requests),
      repetitions: repetitions,
      bytes: repetitions * Interval(read.low * size.meanBytes, read.high * size.meanBytes),
      basis: .ranges(
        repetitions,
        items: read,
        meanBytes: size.meanBytes,
        unitsPerBlock: consistency.unitsPerBlock,
        fetched: fetch.map { ($0.items, $0.meanBytes) }
      )
    )
  }

  /// Items that one of the request's repetitions reads, over all its pages.
  private func read(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    isPaged: Bool
  ) -> Interval {
    var read = matching(request, pattern)
    if request.shardCount > 1 {
      return ofShard(read, request, pattern, isPaged: isPaged)
    }
    if isPaged { read = bounded(read, request, pattern) }
    if let limit = request.limit, request.filter == nil {
      read = Interval(min(read.low, Double(limit)), min(read.high, Double(limit)))
    }
    return read
  }

  /// The items that a Query of a local index fetches because the index does not store what is asked
  /// for: each whole, rounded to 4 KB by itself (Developer Guide, local secondary indexes, reads,
  /// checked 2026-11-23).
  private func fetch(
    _ request: DynamoDBRequest,
    _ items: Interval,
    _ consistency: CapacityUnits.Consistency
  ) -> (units: Interval, items: Interval, meanBytes: Double)? {
    guard let table = design.table(named: request.table),
      let index = request.index.flatMap({ table.index(named: $0) }), index.isLocal,
      !index.stores(request.projection, of: table)
    else { return nil }
    let size = sizes.item(request.table, request.entities.first)
    let each = size.readBlocks * consistency.unitsPerBlock
    return (items * each, items, size.meanBytes)
  }

  /// Items under the key condition.
  private func matching(_ request: DynamoDBRequest, _ pattern: AccessPattern) -> Interval {
    var total = Interval.zero
    for entity in request.entities {
      if request.kind == .scan {
        total += Cardinality(workload: workload).rows(entity)
        continue
      }
      let (fields, operands) = fixed(request, entity)
      var found = rows.rows(of: entity, sharing: fields, pattern: pattern, operands: operands).mean
      if let range = request.sortRange {
        let share = rows.rangeShare(
          of: range.field,
          from: range.lower,
          to: range.upper,
          in: pattern
        )
        found = Interval(found.low * share.low, found.high * share.high)
      }
      total += found
    }
    return total
  }

  /// The fields of an entity that the key condition sets: its own, or those that stand where
  /// another entity's stand in a shared key.
  private func fixed(_ request: DynamoDBRequest, _ entity: EntityID)
    -> (fields: [FieldID], operands: [FieldID: Operand])
  {
    var operands: [FieldID: Operand] = [:]
    var fields: [FieldID] = []
    let table = design.table(named: request.table)
    for value in request.keyEquals + (request.sortPrefix.map { [$0] } ?? []) {
      let other =
        value.entity == entity
        ? nil : table?.template(of: entity, for: value.attribute, in: request.index)
      for (field, operand) in zip(value.template.fields, value.operands) {
        let own =
          value.entity == entity
          ? field : other.flatMap { value.template.counterpart(of: field, in: $0) }
        guard let own, !fields.contains(own) else { continue }
        fields.append(own)
        operands[own] = operand
      }
    }
    return (fields, operands)
  }

  /// What a page or a limit leaves of the rows to read; a filter behind it needs more of them.
  private func bounded(
    _ matching: Interval,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> Interval {
    guard case .read(let read) = pattern.operation else { return matching }
    let wanted =
      read.page.map { Double($0.rows) * $0.depth.average } ?? read.limit.map { Double($0.value) }
    guard let wanted else { return matching }
    let shares = keptShares(request, pattern)
    func cut(_ rows: Double, _ share: Double) -> Double { min(rows, wanted / max(share, 1e-9)) }
    return shares.reduce(.zero) { sum, outcome in
      let low = cut(matching.low, outcome.share.high)
      let high = cut(matching.high, outcome.share.low)
      return sum + Interval(low, high) * outcome.probability
    }
  }

  /// What a filter may leave of the items, by how likely that is.
  func keptShares(_ request: DynamoDBRequest, _ pattern: AccessPattern)
    -> [(probability: Double, share: Interval)]
  {
    guard let filter = request.filter, let entity = request.entities.first else {
      return [(1, .one)]
    }
    return rows.shares(
      of: filter,
      entity: entity,
      pattern: pattern,
      bounded: request.sortRange?.field,
      given: fixed(request, entity).fields
    )
  }

  /// What the service's filter leaves of the items it has read.
  private func kept(
    _ read: Interval,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> Interval {
    guard let filter = request.filter, let entity = request.entities.first else { return read }
    let share = rows.share(
      of: filter,
      entity: entity,
      pattern: pattern,
      bounded: request.sortRange?.field,
      given: fixed(request, entity).fields
    )
    return Interval(read.low * share.low, read.high * share.high)
  }

  private func pages(_ pattern: AccessPattern, _ isPaged: Bool) -> Double {
    guard isPaged, case .read(let read) = pattern.operation, let page = read.page else { return 1 }
    return page.depth.average
  }

  /// Blocks of 4 KB over a number of items, each page rounded up, and the requests.
  private func units(_ size: SizedItem, items: Double, pages: Double) -> (
    units: Double, requests: Double
  ) {
    let bytes = items * size.meanBytes
    // A page of the service ends at 1 MB, one of the pattern at its rows.
    let requests = max(pages, (bytes / DynamoDBLimits.pageBytes.value).rounded(.up), 1)
    let perPage = items / requests
    let blocks =
      perPage <= 1
      ? perPage * size.readBlocks + (1 - perPage)
      : size.size.times(perPage).meanBlocks(ofBytes: CapacityUnits.readBlockBytes)
    return (requests * blocks, requests)
  }

  /// The mean size of what a Query reads: of the items of a collection in the proportion they stand
  /// in it.
  private func entrySize(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    items: Interval
  ) -> SizedItem {
    if let index = request.index {
      return sizes.entry(request.table, index, request.entities.first)
    }
    guard request.entities.count > 1 else {
      return sizes.item(request.table, request.entities.first)
    }
    var parts: [SizeModel.Part] = []
    var total = 0.0
    var weighted: [(Double, SizeModel)] = []
    for entity in request.entities {
      let alone = DynamoDBRequest(
        kind: request.kind,
        table: request.table,
        entities: [entity],
        keyEquals: request.keyEquals
      )
      let count = matching(alone, pattern).middle
      total += count
      weighted.append((count, sizes.item(request.table, entity).size))
    }
    for (count, size) in weighted where total > 0 {
      for part in size.parts {
        parts.append(
          SizeModel.Part(
            meanBytes: part.presence * part.meanBytes * count / total,
            variance: part.variance * count / total,
            maximumBytes: part.maximumBytes
          )
        )
      }
    }
    return SizedItem(SizeModel(parts))
  }
}

extension DynamoDBRequest {
  /// The table, or the index as `table.index`.
  public var structure: String { index.map { "\(table).\($0)" } ?? table }

  fileprivate var isWrite: Bool { kind.isWrite }
}
