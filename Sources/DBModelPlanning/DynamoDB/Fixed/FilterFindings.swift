import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Pages and limits behind a filter that lets few items through, where an index would be cheaper.
///
/// The service counts before it filters. For a question that is seldom asked that may cost less
/// than an index, so nothing is said before both ways are priced.
struct FilterFindings {
  /// Items read for each row returned, from which on it is worth a word.
  static let itemsPerRow = 10.0
  /// Read units of a page below which it is not: 16 KB read eventually consistent.
  static let smallUnits = 2.0

  let context: PlanningContext
  let fixed: FixedDesign
  let accesses: [PatternAccess]

  func findings(route: (DynamoDBDesign) -> [PatternAccess]) -> [Diagnostic] {
    let estimator = DynamoDBEstimator(workload: context.workload, design: fixed.tables)
    return accesses.compactMap { access in
      guard case .dynamoDB(let path) = access.path, let request = path.requests.first else {
        return nil
      }
      let pattern = context.workload[access.pattern]
      let units = estimator.units(of: pattern, path: path)
      return finding(pattern, path, request, units.requests[0], route)
    }
  }

  private func finding(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    _ request: DynamoDBRequest,
    _ cost: RequestUnits,
    _ route: (DynamoDBDesign) -> [PatternAccess]
  ) -> Diagnostic? {
    guard case .read(let read) = pattern.operation, request.kind == .query,
      let filter = request.filter, path.isOrderedByKey, cost.rows.middle > 0,
      let table = fixed.tables.table(named: request.table)
    else { return nil }
    let bound = read.page.map { ($0.rows, $0.span) } ?? read.limit.map { ($0.value, $0.span) }
    let pages = max(1, read.page?.depth.average ?? 1)
    let perRow = cost.items.middle / cost.rows.middle
    guard let (rows, span) = bound, perRow > Self.itemsPerRow,
      cost.readUnits.middle / pages > Self.smallUnits,
      let index = index(for: pattern, read, in: table)
    else { return nil }
    let costs = DesignCost(context: context, store: fixed.store)
    let now = costs.dollars(of: fixed.tables, accesses)
    let wider = fixed.tables.with(
      indexes: table.indexes + [index],
      ofTable: table.name
    )
    let then = costs.dollars(of: wider, route(wider))
    guard now - then > FetchFindings.leastSaving else { return nil }
    return Diagnostic(
      PlanningRules.limitBehindFilter,
      "`\(pattern.name)` reads \(FigureFormatter.interval(cost.items * (1 / pages))) items for each"
        + " answer of up to \(rows) in design `\(fixed.name)`",
      at: Label(span, "counted before the filter"),
      secondary: read.filter.map { [Label($0.span, filtered(filter, request))] } ?? [],
      notes: [
        "the service counts and charges what it reads, and filters then: about"
          + " \(FigureFormatter.number(perRow)) items for each that is left",
        "\(cost.formula) = \(FigureFormatter.interval(cost.readUnits)) read units a call",
        "the design as it is: \(PlanPhrase.dollars(now)); with an index by"
          + " \(names(index.keyAttributes)): \(PlanPhrase.dollars(then))",
      ],
      help: ["give `\(table.name)` that index: \(clauses(index))"],
      path: "design \(fixed.name)/access \(pattern.name)"
    )
  }

  /// The index that would answer the whole filter and give the order.
  private func index(
    for pattern: AccessPattern,
    _ read: Read,
    in table: DynamoDBTable
  ) -> SecondaryIndex? {
    guard case .read(let shape) = context.shapes[pattern.id.rawValue] else { return nil }
    let catalog = KeyCatalog(tables: fixed.tables.tables)
    let builder = PathBuilder(context: context, catalog: catalog, pattern: pattern)
    let need = builder.rootNeed(read, shape).need
    let entity = context.workload[shape.entity]
    guard let ideal = IdealKey(need, entity: entity), let base = catalog.base(of: entity.id) else {
      return nil
    }
    func attributes(_ fields: [FieldID]) -> [KeyAttribute]? {
      let found = fields.compactMap { field -> KeyAttribute? in
        guard StoredAttribute.isTopLevel(field, of: entity) else { return nil }
        return StoredAttribute.keyType(entity[field].type).map {
          KeyAttribute(name: StoredAttribute.name(field, of: entity), type: $0)
        }
      }
      return found.count == fields.count ? found : nil
    }
    guard let partition = attributes(ideal.partition), let sort = attributes(ideal.sort) else {
      return nil
    }
    let wanted = Attributes(context: context, catalog: catalog)
      .projection(need.reads, of: entity.id, key: base)
    let keys = Set((partition + sort).map(\.name) + base.attributeNames)
    return SecondaryIndex(
      name: "?",
      partitionKey: partition,
      sortKey: sort,
      projection: wanted.isEmpty ? .all : .include(wanted.filter { !keys.contains($0) }.sorted()),
      members: [(entity.id, (ideal.partition + ideal.sort).map { .native($0) })]
    )
  }

  // MARK: Words

  private func filtered(_ filter: Expression, _ request: DynamoDBRequest) -> String {
    let entity = context.workload[request.entities[0]]
    var names: [String] = []
    for path in filter.fieldPaths where path.field.entity == entity.id {
      let name = "`\(entity[path.field.field].name)`"
      if !names.contains(name) { names.append(name) }
    }
    return "\(names.joined(separator: ", ")): filtered behind the key"
  }

  private func names(_ attributes: [KeyAttribute]) -> String {
    attributes.map { "`\($0.name)`" }.joined(separator: ", ")
  }

  private func clauses(_ index: SecondaryIndex) -> String {
    let partition = "`partition \(index.partitionKey.map(\.name).joined(separator: ", "))`"
    if index.sortKey.isEmpty { return partition }
    return partition + " and `sort \(index.sortKey.map(\.name).joined(separator: ", "))`"
  }
}

extension DynamoDBDesign {
  /// The same tables, one of them with other indexes.
  func with(indexes: [SecondaryIndex], ofTable name: String) -> DynamoDBDesign {
    DynamoDBDesign(
      store: store,
      origin: origin,
      tables: tables.map { $0.name == name ? $0.with(indexes: indexes) : $0 },
      span: span
    )
  }
}
