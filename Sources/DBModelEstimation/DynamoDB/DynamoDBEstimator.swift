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
      let repetitions = repetitions(of: request, path, pattern, returned: returned)
      if let own = request.guarding {
        requests.append(guardWrite(own, request, repetitions, path: path, at: index))
      } else if let kept = request.keeping {
        requests.append(keptWrite(kept, request, pattern, repetitions, path: path, at: index))
      } else if request.isWrite {
        requests.append(
          write(
            request,
            pattern,
            repetitions,
            path: path,
            at: index,
            succeeds: 1 - (pattern.failsShare?.value ?? 0)
          )
        )
      } else if request.kind == .query || request.kind == .scan {
        requests.append(
          query(request, pattern, repetitions, isFirst: index == 0, path: path)
        )
      } else {
        requests.append(get(request, repetitions))
      }
      var rows = rowsReturned(request, pattern, requests[index], repetitions)
      for field in request.embedded {
        guard let held = workload[field.entity].embedding(field.field) else { continue }
        let each = rowsHeld(held, request, pattern)
        rows[held.entity] = (rows[field.entity] ?? .zero) * each
      }
      returned.append(rows)
    }
    return PatternUnits(pattern: pattern.id, store: design.store, requests: requests)
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
    let (found, ends) = spread(request, pattern, isPaged: isPaged)
    let size = entrySize(request, pattern)
    let pages = pages(pattern, isPaged)
    let low: (items: Double, units: Double, requests: Double)
    let high: (items: Double, units: Double, requests: Double)
    if let limit = request.limit, request.filter == nil, pages > 1, request.shardCount < 2 {
      let paged = PagedRead(size: size, rows: Double(limit), depth: pages)
      (low, high) = (paged.units(found.low), paged.units(found.high))
    } else {
      low = units(size, found.low, ends.map { ($0.chance, $0.most.low) }, pages: pages)
      high = units(size, found.high, ends.map { ($0.chance, $0.most.high) }, pages: pages)
    }
    let read = Interval(low.items, high.items)
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

  /// What one of the request's repetitions finds, by how the number differs between calls, and
  /// after how many items it ends.
  private func spread(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    isPaged: Bool
  ) -> (found: (low: RowCounts, high: RowCounts), ends: [(chance: Double, most: Interval)]) {
    guard request.shardCount > 1 else {
      return (found(request, pattern), limits(request, pattern, isPaged: isPaged))
    }
    let mean = ofShard(matching(request, pattern), request, pattern, isPaged: isPaged)
    func always(_ rows: Double) -> RowCounts { RowCounts(.constant, mean: rows, isWhole: false) }
    return (
      (always(mean.low), always(mean.high)), [(1, Interval(Double.greatestFiniteMagnitude))]
    )
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

  /// Items under the key condition, in the mean over the calls.
  func matching(_ request: DynamoDBRequest, _ pattern: AccessPattern) -> Interval {
    request.entities.reduce(.zero) { $0 + matching($1, request, pattern).mean }
  }

  /// The same by how the number differs between calls, at both ends of what is known of it.
  private func found(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> (low: RowCounts, high: RowCounts) {
    var ends = (low: RowCounts.zero, high: RowCounts.zero)
    for entity in request.entities {
      let own = matching(entity, request, pattern)
      ends.low = ends.low + RowCounts(own.shape, mean: own.mean.low, isWhole: own.isWhole)
      ends.high = ends.high + RowCounts(own.shape, mean: own.mean.high, isWhole: own.isWhole)
    }
    return ends
  }

  /// - Returns: The mean, how the number differs between calls, and whether all rows of a parent
  ///   are meant, or those that a condition leaves of them.
  func matching(
    _ entity: EntityID,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> (mean: Interval, shape: CountShape, isWhole: Bool) {
    if let held = request.embedding(of: entity, in: workload) {
      let fields = workload[entity].fields(of: held.reference.attribute).map(\.id)
      let all = rows.rows(of: entity, sharing: fields, pattern: pattern)
      return (all.mean, all.shape, all.mean.isExact && all.mean.low >= all.shape.least)
    }
    if request.kind == .scan {
      return (Cardinality(workload: workload).rows(entity), .constant, true)
    }
    let (fields, operands) = fixed(request, entity)
    let all = rows.rows(of: entity, sharing: fields, pattern: pattern, operands: operands)
    var mean = all.mean
    var isWhole = mean.isExact && mean.low >= all.shape.least
    if let range = request.sortRange {
      let share = rows.rangeShare(
        of: range.field,
        from: range.lower,
        to: range.upper,
        in: pattern
      )
      mean = Interval(mean.low * share.low, mean.high * share.high)
      isWhole = false
    }
    return (mean, all.shape, isWhole)
  }

  /// The fields of an entity that the key condition sets: its own, or those that stand where
  /// another entity's stand in a shared key.
  func fixed(_ request: DynamoDBRequest, _ entity: EntityID)
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

  /// After how many items a request ends, in which part of the calls: a page or a limit ends it
  /// where the key gives the order; a filter behind it needs more of them.
  private func limits(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    isPaged: Bool
  ) -> [(chance: Double, most: Interval)] {
    var own = Double.greatestFiniteMagnitude
    if let limit = request.limit, request.filter == nil { own = Double(limit) }
    guard isPaged, case .read(let read) = pattern.operation,
      let wanted = read.page.map({ Double($0.rows) * $0.depth.average })
        ?? read.limit.map({ Double($0.value) })
    else { return [(1, Interval(own))] }
    return keptShares(request, pattern).map { outcome in
      func most(_ share: Double) -> Double { min(own, wanted / max(share, 1e-9)) }
      return (outcome.probability, Interval(most(outcome.share.high), most(outcome.share.low)))
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
    let share = share(of: filter, request, entity, pattern)
    return Interval(read.low * share.low, read.high * share.high)
  }

  private func pages(_ pattern: AccessPattern, _ isPaged: Bool) -> Double {
    guard isPaged, case .read(let read) = pattern.operation, let page = read.page else { return 1 }
    return page.depth.average
  }

  /// The items that requests read and their blocks of 4 KB, each page rounded up, in the mean over
  /// the calls.
  private func units(
    _ size: SizedItem,
    _ counts: RowCounts,
    _ limits: [(chance: Double, most: Double)],
    pages: Double
  ) -> (items: Double, units: Double, requests: Double) {
    var total = (items: 0.0, units: 0.0, requests: 0.0)
    for limit in limits {
      // A page of the service ends at 1 MB, one of the pattern at its rows.
      let bytes = min(limit.most, counts.mean) * size.meanBytes
      let requests = max(pages, (bytes / DynamoDBLimits.pageBytes.value).rounded(.up), 1)
      let page = counts.divided(by: requests).read(
        atMost: limit.most / requests,
        size,
        block: CapacityUnits.readBlockBytes
      )
      total.items += limit.chance * page.items * requests
      total.units += limit.chance * page.blocks * requests
      total.requests += limit.chance * requests
    }
    return total
  }

  /// The mean size of what a Query reads: of the items of a collection in the proportion they stand
  /// in it.
  private func entrySize(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
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

  var isWrite: Bool { kind.isWrite }

  /// The map of its items that an entity's rows are taken of.
  func embedding(of entity: EntityID, in workload: Workload) -> EmbeddedRows? {
    embedded.lazy.compactMap { workload[$0.entity].embedding($0.field) }
      .first { $0.entity == entity }
  }
}
