import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Finds the way of one pattern through the keys of a store. Derived and fixed tables go the same
/// ways.
struct PathBuilder {
  let context: PlanningContext
  let catalog: KeyCatalog
  let pattern: AccessPattern

  private(set) var requests: [DynamoDBRequest] = []
  private(set) var nodes: [[String]] = []
  private(set) var collectionNodes: [[[String]]] = []
  /// Steps that return at most one row in a call.
  private(set) var singleRowSteps: Set<Int> = []
  var clientFilters: [Expression] = []
  var reasons: [String] = []
  var failures: [String] = []
  /// Some entity stands in no table of the design.
  var lacksTables = false
  /// Only to find out which needs there are: no key yet is no failure.
  var isTrial = false
  /// Which key each need takes, where a search says so; `nil`: the best by rank.
  var script: RouteScript?
  /// Where the guards of unique values stand; `nil` where the design has none.
  var guardTable: DynamoDBTable?
  /// Copies that are read instead of the rows they are of.
  var carried: Set<FieldReference> = []
  /// References whose copies a search gives for nothing: no insert reads what they are of.
  var unpaid: Set<AttributeReference> = []
  /// What the pattern does.
  var statements: [StatementShape] = []
  /// Whether rows of the entity that is asked for come with others of it.
  var asksForSiblings = false
  /// Entities whose tables are read as a whole.
  private(set) var scans: [EntityID] = []

  init(context: PlanningContext, catalog: KeyCatalog, pattern: AccessPattern) {
    self.context = context
    self.catalog = catalog
    self.pattern = pattern
  }

  var workload: Workload { context.workload }
  var isStrong: Bool { pattern.needsStrongRead }

  // MARK: Keys

  /// The key of the script for a need, or the best one.
  mutating func match(_ need: RowNeed) -> KeyMatch? {
    let entity = workload[need.entity]
    let matcher = KeyMatcher(entity: entity, need: need)
    if script != nil { return scripted(need, matcher) }
    var best: KeyMatch?
    for key in catalog.keys(of: need.entity) where !(isStrong && key.isEventualOnly) {
      guard let match = matcher.match(key) else { continue }
      if let known = best, !match.rank(need).lexicographicallyPrecedes(known.rank(need)) {
        continue
      }
      best = match
    }
    return best
  }

  private mutating func scripted(_ need: RowNeed, _ matcher: KeyMatcher) -> KeyMatch? {
    let keys = catalog.keys(of: need.entity)
    let isStrong = isStrong
    let chosen = script?.choose(for: need) {
      let matches = keys.filter { !(isStrong && $0.isEventualOnly) }.compactMap(matcher.match)
      // Nothing is read by less than its whole key.
      return matches.first(where: \.isWholeKey).map { [$0] } ?? matches
    }
    guard isTrial, !isStrong, chosen?.isWholeKey != true else { return chosen }
    // The way goes on behind an index that may be there.
    return IdealKey(need, entity: matcher.entity).flatMap { matcher.match($0.accessKey) } ?? chosen
  }

  // MARK: Steps

  /// Appends the request of a match and returns its number.
  @discardableResult
  mutating func append(
    _ match: KeyMatch,
    _ need: RowNeed,
    node: [String],
    parent: Int? = nil,
    loop: ParameterID? = nil,
    isRoot: Bool = false
  ) -> Int {
    let (service, client) = split(match.leftover, match, repeatedOver: match.list ?? loop)
    var need = need
    if isRoot {
      clientFilters += client
      need.reads += ownFields(client.flatMap(\.fieldPaths), of: need.entity)
    }
    let isItem = match.isWholeKey
    var repetition = DynamoDBRequest.Repetition.once
    if let list = match.list ?? loop { repetition = .perElement(of: list) }
    if let parent { repetition = .perRow(ofStep: parent) }
    if match.shards > 1 || match.key.isWhole { repetition = .perShard(count: match.shards) }
    let isOne =
      (isItem || need.isUnique) && match.list == nil && loop == nil
      && parent.map { singleRowSteps.contains($0) } ?? true
    let bound =
      isRoot && match.isOrdered && client.isEmpty && !isItem && clientFilters.isEmpty
      ? need.bound : nil
    let projection = Attributes(context: context, catalog: catalog)
      .projection(need.reads, of: need.entity, key: match.key)
    let request = DynamoDBRequest(
      kind: isItem ? (isOne ? .getItem : .batchGetItem) : .query,
      table: match.key.table,
      index: match.key.index,
      entities: entities(match),
      keyEquals: match.equals,
      sortCondition: match.condition,
      filter: service.isEmpty ? nil : service.count == 1 ? service[0] : .and(service),
      projection: projection,
      isDescending: !isItem && match.isOrdered && match.isDescending,
      isStrong: isStrong && !match.key.isEventualOnly,
      limit: bound,
      repetition: repetition,
      copies: copies(need.reads, of: need.entity),
      embedded: embedded(need.reads, through: match.key)
    )
    let step = append(request, node: node)
    if isOne { singleRowSteps.insert(step) }
    return appendWholeItems(after: step, match, need, node: node)
  }

  /// The fields of an entity behind paths that start at it: of a longer path, its first reference.
  func ownFields(_ paths: [FieldPath], of entity: EntityID) -> [FieldID] {
    paths.flatMap { path -> [FieldID] in
      if let first = path.via.first {
        guard first.entity == entity else { return [] }
        return context.fields(of: first) + [copy(path)].compactMap { $0 }
      }
      return path.field.entity == entity ? [path.field.field] : []
    }
  }

  mutating func append(
    _ request: DynamoDBRequest,
    node: [String],
    collection: [[String]] = []
  ) -> Int {
    requests.append(request)
    nodes.append(node)
    collectionNodes.append(collection)
    return requests.count - 1
  }

  /// Makes a get the Query of its whole item collection.
  mutating func replaceWithCollection(
    _ step: Int,
    _ match: KeyMatch,
    entities: [EntityID],
    reads: [(entity: EntityID, fields: [FieldID])]
  ) {
    let get = requests[step]
    let attributes = Attributes(context: context, catalog: catalog)
    var projection = get.projection
    for (entity, fields) in reads where !projection.isEmpty {
      guard let key = catalog.base(of: entity) else { continue }
      let names = attributes.projection(fields, of: entity, key: key)
      if names.isEmpty {
        projection = []
      } else {
        projection += names.filter { !projection.contains($0) }
      }
    }
    requests[step] = DynamoDBRequest(
      kind: .query,
      table: get.table,
      entities: entities,
      keyEquals: Array(match.equals.prefix(match.key.partition.count)),
      projection: projection,
      isStrong: get.isStrong,
      repetition: get.repetition,
      copies: get.copies + reads.flatMap { copies($0.fields, of: $0.entity) },
      embedded: get.embedded + reads.flatMap { embedded($0.fields, of: $0.entity) }
    )
    singleRowSteps.remove(step)
  }

  /// The caller goes on with those of the rows in a step's items that satisfy conditions.
  mutating func keep(_ conditions: [Expression], of step: Int) {
    guard !conditions.isEmpty else { return }
    requests[step] = requests[step].with(
      embeddedFilter: conditions.count == 1 ? conditions[0] : .and(conditions)
    )
  }

  /// More than one row comes with a step.
  mutating func returnsSeveral(_ step: Int) { singleRowSteps.remove(step) }

  mutating func collect(_ paths: [[String]], _ step: Int) {
    collectionNodes[step] = paths.sorted { $0.joined(separator: ".") < $1.joined(separator: ".") }
  }

  /// Items of other entities that a request cannot tell apart by its key come with it.
  private func entities(_ match: KeyMatch) -> [EntityID] {
    let key = match.key
    guard key.isShared, !match.isWholeKey, let table = catalog.table(of: key.entity) else {
      return [key.entity]
    }
    let others =
      key.index.map { table.index(named: $0)?.members.map(\.entity) ?? [] }
      ?? table.layouts.map(\.entity)
    func template(_ other: EntityID, _ attribute: KeyAttribute) -> KeyTemplate? {
      table.template(of: other, for: attribute, in: key.index)
    }
    return [key.entity]
      + others.filter { other in
        guard other != key.entity else { return false }
        let isEqual = match.equals.allSatisfy { value in
          template(other, value.attribute).map { $0.mayEqual(value.template) } ?? true
        }
        return isEqual
          && match.condition.map { condition in
            template(other, condition.attribute).map(condition.mayHold) ?? true
          } ?? true
      }
  }

  /// After an index that does not hold all that is needed, the items themselves.
  private mutating func appendWholeItems(
    after step: Int,
    _ match: KeyMatch,
    _ need: RowNeed,
    node: [String]
  ) -> Int {
    guard let held = match.key.projected, let base = catalog.base(of: need.entity) else {
      return step
    }
    let attributes = Attributes(context: context, catalog: catalog)
    let wanted = attributes.projection(need.reads, of: need.entity, key: match.key)
    let keyNames = base.attributeNames + match.key.attributeNames
    let all = attributes.names(of: need.entity)
    let lacking = (wanted.isEmpty ? all : wanted).filter {
      !held.contains($0) && !keyNames.contains($0)
    }
    guard !lacking.isEmpty else { return step }
    let holds =
      "`\(match.key.index ?? "")` does not hold "
      + lacking.map { "`\($0)`" }.joined(separator: ", ")
    let fields = base.partitionFields + base.sortFields
    var fetch = RowNeed(need.entity)
    fetch.fixed = fields.map {
      RowNeed.Fixed(
        field: $0,
        operand: .row(FieldReference(need.entity, $0)),
        expression: nil
      )
    }
    fetch.isUnique = true
    fetch.isPerRow = true
    fetch.reads = need.reads
    // A Query of a local index fetches them by itself, and is charged for each item (Developer
    // Guide, local secondary indexes, reading, checked 2026-11-23).
    if match.key.isLocal {
      reasons.append("\(holds): the service fetches each item by itself, and charges for it")
      return step
    }
    guard let whole = KeyMatcher(entity: workload[need.entity], need: fetch).match(base) else {
      return step
    }
    reasons.append("\(holds): the items are fetched")
    return append(whole, fetch, node: node, parent: step)
  }

  /// What the service can filter, and what the caller must.
  ///
  /// - Parameter list: What the request is made for each element of: a condition over all of it is
  ///   none over one.
  private func split(
    _ conditions: [Expression],
    _ match: KeyMatch,
    repeatedOver list: ParameterID?
  ) -> (service: [Expression], client: [Expression]) {
    var service: [Expression] = []
    var client: [Expression] = []
    let entity = workload[match.key.entity]
    let keys = Set(match.key.attributeNames)
    for condition in conditions {
      let asked = condition
      let condition = carrying(asked, entity)
      let isOwn = condition.fieldPaths.allSatisfy { path in
        path.via.isEmpty && path.field.entity == entity.id
          && !keys.contains(StoredAttribute.name(path.field.field, of: entity))
      }
      // A filter may not name a key attribute of what is queried (Developer Guide, Query,
      // checked 2026-11-23), and a get has no filter.
      // Fields of other rows have numbers of their own.
      let isHeld =
        !isOwn
        || match.key.projected.map { held in
          let base = catalog.base(of: entity.id)?.attributeNames ?? []
          return condition.fieldPaths.allSatisfy {
            let name = StoredAttribute.name($0.field.field, of: entity)
            return held.contains(name) || base.contains(name)
          }
        } ?? true
      let isOverList = list.map { condition.parameters.contains($0) } ?? false
      if !match.isWholeKey, isOwn, isHeld, !isOverList, ConditionWriter.isSupported(condition) {
        service.append(condition)
      } else {
        client.append(asked)
      }
    }
    return (service, client)
  }

  /// Reads every item of an entity's table.
  mutating func appendScan(_ need: RowNeed, node: [String]) -> Int? {
    guard let table = catalog.table(of: need.entity), let base = catalog.base(of: need.entity)
    else {
      return nil
    }
    let all =
      need.fixed.compactMap(\.expression) + need.memberships.map(\.expression)
      + need.ranges.map(\.expression) + need.filters
    let entity = workload[need.entity]
    var service: [Expression] = []
    for asked in all {
      let condition = carrying(asked, entity)
      let isOwn = condition.fieldPaths.allSatisfy { $0.via.isEmpty && $0.field.entity == entity.id }
      if isOwn, ConditionWriter.isSupported(condition) {
        service.append(condition)
      } else {
        clientFilters.append(asked)
      }
    }
    scans.append(need.entity)
    let reads = need.reads + ownFields(clientFilters.flatMap(\.fieldPaths), of: need.entity)
    let others = table.layouts.map(\.entity).filter { $0 != need.entity }
    let projection =
      others.isEmpty
      ? Attributes(context: context, catalog: catalog)
        .projection(reads, of: need.entity, key: base) : []
    return append(
      DynamoDBRequest(
        kind: .scan,
        table: table.name,
        entities: [need.entity] + others,
        filter: service.isEmpty ? nil : service.count == 1 ? service[0] : .and(service),
        projection: projection,
        isStrong: isStrong,
        copies: copies(reads, of: need.entity),
        embedded: embedded(reads, of: need.entity)
      ),
      node: node
    )
  }
}
