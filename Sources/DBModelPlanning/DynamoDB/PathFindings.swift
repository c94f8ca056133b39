import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is to be said about the way of one pattern.
struct PathFindings {
  /// Rows a caller sorts without being told: 16 pages of 1 MB at 1 KB a row are read for them.
  static let sortedRows = 10_000.0
  /// Rows of a table that one page of 1 MB holds at 1 KB a row: read whole, they are one request.
  static let onePageRows = 1_000.0
  /// Actions of one TransactWriteItems (Service quotas, checked 2026-11-23).
  static let transactionActions = 100.0

  let context: PlanningContext
  let pattern: AccessPattern
  /// The fixed design that the path goes through; `nil` for derived tables.
  let design: FixedDesign?

  private var path: String {
    (design.map { "design \($0.name) " } ?? "") + "access \(pattern.name)"
  }

  /// Behind a title.
  private var suffix: String { design.map { " in design `\($0.name)`" } ?? "" }

  func noPath(_ reasons: [String]) -> Diagnostic {
    let isFresh =
      pattern.needsStrongRead && reasons.contains { $0.contains("strongly consistent") }
    let consistency = pattern.consistency.map {
      Label($0.span, "a global index is read eventually consistent only")
    }
    return Diagnostic(
      isFresh ? PlanningRules.strongNeedsKey : PlanningRules.noPath,
      isFresh
        ? "no table's key serves the strong read `\(pattern.name)`\(suffix)"
        : "no legal requests carry out `\(pattern.name)`\(suffix)",
      at: (isFresh ? consistency : nil) ?? Label(pattern.nameSpan),
      notes: reasons,
      help: isFresh
        ? ["read by the whole key, or declare `consistency eventual`"]
        : ["change what it asks, or let it run on a store that can"],
      path: path
    )
  }

  func findings(_ path: DynamoDBPath, catalog: KeyCatalog) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for request in path.requests where request.kind == .scan { found.append(scan(request)) }
    if path.isTransactional, let finding = transaction(path) { found.append(finding) }
    if let finding = sorted(path) { found.append(finding) }
    // What does not depend on the design is said once, with the derived one.
    if design == nil {
      let actions = ActionFindings(pattern: pattern, workload: context.workload)
      found += path.isTransactional ? actions.twice(path, catalog: catalog) : actions.batches(path)
    }
    return found
  }

  private func scan(_ request: DynamoDBRequest) -> Diagnostic {
    let entity = context.workload[request.entities[0]]
    let bound = design == nil ? context.indexBound(pattern) : nil
    let given = design == nil && bound == nil ? [] : equalities(entity)
    let names = given.map { "`\($0)`" }.joined(separator: ", ")
    var reason = "no equality of its filter can be a partition key" + wholeReason(entity, bound)
    var help =
      hasOrderOrRange
      ? "ask by an attribute with `==`, or run it `on` a relational store"
      : "ask by an attribute with `==`, by a range or for the first rows of an order, or run it `on` a"
        + " relational store"
    if !given.isEmpty, let bound {
      reason =
        "the store says `indexes at-most \(bound)`, and an index for \(names) is worth less than"
        + " those that are kept"
      help = "raise the bound, or run it `on` a relational store"
    } else if !given.isEmpty {
      reason = "no table or index has a partition key made of \(names) alone, so every page is read"
      help = "give `\(request.table)` an index: `key \(given[0])`"
    }
    var notes = [reason]
    if let rows = entity.rowCount.value {
      notes.append("`\(entity.name)` has \(PlanPhrase.rows(rows))")
    }
    if request.entities.count > 1 {
      let others = request.entities.dropFirst().map { "`\(context.workload[$0].name)`" }
      notes.append("the table also holds \(others.joined(separator: ", "))")
    }
    let rows = request.entities.map { context.workload[$0].rowCount.value ?? .infinity }
    let isOnePage = rows.reduce(0, +) <= Self.onePageRows
    return Diagnostic(
      PlanningRules.fullScan,
      severity: isOnePage ? .warning : nil,
      "`\(pattern.name)` reads every item of table `\(request.table)`\(suffix)",
      at: Label(filterSpan ?? pattern.nameSpan),
      secondary: [Label(entity.nameSpan, "its rows are read one and all")],
      notes: notes,
      help: [help],
      path: self.path
    )
  }

  /// Names of the entity's own fields that the rows asked for are equal to.
  /// Why no index over all rows answers it.
  private func wholeReason(_ entity: Entity, _ bound: Int?) -> String {
    let read = ", so every page is read"
    if design != nil { return read }
    guard hasOrderOrRange else {
      return ", and no range or order the key of an index over all rows" + read
    }
    if entity.rowCount.value.map({ $0 <= Self.onePageRows }) ?? false {
      return ", and for so few rows there is no index over all of them" + read
    }
    if pattern.schedule != nil {
      return
        ", and for a job alone there is no index over all rows, which every write would pay for"
        + read
    }
    if let bound {
      return
        "; the store says `indexes at-most \(bound)`, and an index over all rows is worth less than"
        + " those that are kept" + read
    }
    return pattern.needsStrongRead
      ? ", and an index over all rows is not strongly consistent" + read
      : ", and no index over all rows can have its range or its order: a key attribute is always there,"
        + " short, and in one direction with the others" + read
  }

  /// Whether it asks for a range, or for the first rows of an order.
  private var hasOrderOrRange: Bool {
    guard case .read(let shape) = context.shapes[pattern.id.rawValue] else {
      if case .write(let statements, _) = context.shapes[pattern.id.rawValue] {
        return statements.contains { !$0.filter.ranges.isEmpty }
      }
      return false
    }
    return !shape.filter.ranges.isEmpty || shape.page != nil || shape.limit != nil
  }

  private func equalities(_ entity: Entity) -> [String] {
    let filter: FilterShape
    switch context.shapes[pattern.id.rawValue] {
    case .read(let shape): filter = shape.filter
    case .write(let statements, _):
      guard let own = statements.first(where: { $0.entity == entity.id }) else { return [] }
      filter = own.filter
    default: return []
    }
    let (need, _, _) = RowNeed.of(filter, entity: entity.id, workload: context.workload)
    return need.fixedFields.map { entity[$0].name }
  }

  private var filterSpan: SourceSpan? {
    if case .read(let read) = pattern.operation { return read.filter?.span }
    return nil
  }

  /// The declared maximum of actions, which the service counts before it does any.
  private func transaction(_ path: DynamoDBPath) -> Diagnostic? {
    var actions = 0.0
    var notes: [String] = []
    for request in path.requests
    where request.kind.isWrite && request.keeping?.isByStream != true {
      let entity = name(request)
      if request.keeping != nil, isOneRow(request, path) {
        actions += 1
        continue
      }
      switch request.repetition {
      case .once, .perShard: actions += 1
      case .perElement(let list):
        guard case .many(_, let count) = pattern[list].type else { continue }
        guard let most = count.maximum else {
          return unbounded("`$\(pattern[list].name)` has no declared maximum", list)
        }
        actions += most
        notes.append(
          "\(request.kind.rawValue) of \(entity): \(FigureFormatter.count(most)) at most"
        )
      case .perRow(let step):
        let lookUp = path.requests[step]
        let fixed = lookUp.keyEquals.flatMap { $0.template.fields.prefix($0.operands.count) }
        let bound = RowBound(context: context).most(lookUp.entities[0], fixed: fixed)
        guard let most = pattern.rows?.value.maximum ?? bound else {
          return unbounded("how many \(entity) it changes is not declared", nil)
        }
        actions += most
        notes.append(
          "\(request.kind.rawValue) of \(entity): \(FigureFormatter.count(most)) at most"
        )
      }
    }
    guard actions > Self.transactionActions else { return nil }
    return Diagnostic(
      PlanningRules.transactionTooLarge,
      "`\(pattern.name)` changes up to \(FigureFormatter.count(actions)) items in one transaction",
      at: Label(pattern.nameSpan),
      notes: notes + [
        "\(FigureFormatter.count(actions)) actions in all; TransactWriteItems takes"
          + " \(FigureFormatter.count(Self.transactionActions))"
      ],
      help: ["bound the list, or carry it out in several transactions"],
      path: self.path
    )
  }

  /// Whether all rows that a request is repeated for lead to one, which is one action then.
  private func isOneRow(_ request: DynamoDBRequest, _ path: DynamoDBPath) -> Bool {
    request.keyEquals.flatMap(\.operands).allSatisfy { operand in
      switch operand {
      case .literal, .computed: return true
      case .parameter(let reference):
        switch pattern[reference.parameter].type {
        case .value, .key: return true
        default: return false
        }
      case .row(let field):
        // By what the rows were looked up, they have in common.
        guard case .perRow(let step) = request.repetition else { return true }
        let lookUp = path.requests[step]
        guard lookUp.repetition == .once else { return false }
        return lookUp.keyEquals.contains { value in
          value.entity == field.entity && value.template.fields.contains(field.field)
        }
      default: return false
      }
    }
  }

  /// What one action of a transaction is about.
  private func name(_ request: DynamoDBRequest) -> String {
    let entity = context.workload[request.entities[0]]
    if let kept = request.keeping {
      let names = kept.aggregates.map { "`\(entity.name).\(entity[$0.target.field].name)`" }
      return "what is kept in \(names.joined(separator: ", "))"
    }
    guard let own = request.guarding else { return "`\(entity.name)`" }
    let fields = own.fields.map { entity[$0].name }.joined(separator: ", ")
    return "the guard of `\(entity.name).\(fields)`"
  }

  private func unbounded(_ reason: String, _ list: ParameterID?) -> Diagnostic {
    Diagnostic(
      PlanningRules.transactionTooLarge,
      "`\(pattern.name)` has no bound on the items of its transaction",
      at: Label(list.map { pattern[$0].span } ?? pattern.nameSpan),
      notes: [
        reason,
        "TransactWriteItems takes \(FigureFormatter.count(Self.transactionActions)) actions",
      ],
      help: ["declare how many there are at most"],
      path: path
    )
  }

  /// Whether a page or a limit is sorted out of more rows than a caller should hold.
  func isSortedFromMany(_ path: DynamoDBPath) -> Bool { sorted(path) != nil }

  /// A page or a limit out of rows that have to be read and sorted first.
  private func sorted(_ path: DynamoDBPath) -> Diagnostic? {
    guard case .read(let shape) = context.shapes[pattern.id.rawValue], !shape.isAggregate,
      path.clientSteps.contains(.sort), let bound = shape.page?.rows ?? shape.limit,
      !path.requests.contains(where: { $0.kind == .scan }),
      let first = path.requests.first, first.kind == .query
    else { return nil }
    let entity = first.entities[0]
    let fixed = first.keyEquals.flatMap { $0.template.fields.prefix($0.operands.count) }
    let rows = RowBound(context: context)
    let most = rows.most(entity, fixed: fixed) ?? manyMost(first)
    guard let most, most > Self.sortedRows else { return nil }
    let name = context.workload[shape.entity].name
    return Diagnostic(
      PlanningRules.sortedByCaller,
      "`\(pattern.name)` reads up to \(FigureFormatter.count(most)) rows to return the first \(bound)"
        + suffix,
      at: Label(shape.order.first?.span ?? pattern.nameSpan),
      notes: [
        "\(design.map { "no key of `\($0.name)`" } ?? "no key") gives the order, so every matching `\(name)` is read and sorted by the caller",
        "\(FigureFormatter.count(most)) rows at the declared maximum; from"
          + " \(FigureFormatter.count(Self.sortedRows)) on it is worth a word",
      ],
      help: [
        design.map {
          "give `\($0.name)` an index with this order, or keep the first ones elsewhere"
        }
          ?? "order by attributes of the rows the filter finds, or keep the first ones elsewhere"
      ],
      path: self.path
    )
  }

  /// The most rows of a link under one of its sides.
  private func manyMost(_ request: DynamoDBRequest) -> Double? {
    let entity = context.workload[request.entities[0]]
    guard case .link(let attribute) = entity.origin,
      case .many(_, _, let perRow, _) = context.workload[attribute].kind
    else { return nil }
    let fixed = request.keyEquals.flatMap { $0.template.fields }
    let owner = context.workload[attribute.entity].key.count
    return entity.key.prefix(owner).allSatisfy(fixed.contains) ? perRow.maximum : nil
  }
}
