import DBModelDesign
import DBModelQuery
import DBModelWorkload

@testable import DBModelPlanning

/// What a derived design may consist of, as far as the planner's space holds it.
enum PathKind: String, CaseIterable {
  // How rows are kept.
  case ownTable = "a table of an entity's own"
  case movedTable = "a table keyed by a reference that the entity's key does not begin with"
  case collected = "rows in the item collection of the row that their key begins with"
  case embedded = "rows in the item of the row that they refer to"
  case movedIntoCollection = "rows in the item collection of a row that they refer to"

  // One request.
  case get = "one item by its whole key"
  case getForEach = "items by whole keys, for each element of a list"
  case followReference = "items by whole keys, for each row found before"
  case tableQuery = "rows of one kind by a table's key"
  case collectionQuery = "rows of several kinds out of one item collection"
  case queryForEach = "a Query for each element of a list"
  case queryForEachRow = "a Query for each row found before"
  case queryForEachShard = "a Query for each shard of a key that is written much"
  case wholeIndex = "an index that holds all rows under one value"
  case scan = "a whole table"
  case strongRead = "a strongly consistent read"

  // Indexes.
  case indexOfAll = "an index that stores everything"
  case indexOfWhatIsRead = "an index that stores what is read"
  case indexOfKeys = "an index of keys, which is all that is read"
  case indexThenItems = "an index of keys, then the items"
  case filteredIndexThenItems = "an index that stores what is filtered, then the items"
  case sparseIndex = "an index without the rows that lack an attribute"
  case partitionOfSeveral = "a partition key of several attributes"
  case sortOfSeveral = "a sort key of several attributes"
  case madeAttribute = "an attribute made for an index"
  case copies = "what other rows hold, copied into the rows that refer to them"
  case copyAsKey = "an index by what is copied"
  case twinIndex = "an index of the same key as another one, which shares what is asked of it"
  case localIndex = "a local index, for a strongly consistent read"

  // What a key answers, and what is left.
  case range = "a range of the sort key"
  case backwards = "rows in descending order of the key"
  case limited = "no more rows read than are wanted"
  case filteredByService = "a filter behind the key, by the service"
  case filteredByCaller = "a filter by the caller"
  case sortedByCaller = "a sort by the caller"
  case aggregated = "an aggregate by the caller"

  // Several steps.
  case throughReference = "first the rows that a condition is about, then those that refer to them"
  case throughLinks = "the rows of a relationship of many to many, then what they lead to"
  case heldRows = "rows that come with the item that holds them"
  case filteredOutOfItem = "some of the rows that an item holds"
  case children = "rows below a row, by a request of their own"

  // Writes.
  case put = "a put"
  case putWithRows = "a put with the rows that the item holds"
  case addedToItem = "a row added to the item that holds it"
  case update = "an update by the whole key"
  case delete = "a delete by the whole key"
  case upsert = "an update that may make the item"
  case condition = "a write with a condition"
  case writeForEach = "a write for each element of a list"
  case lookUpFirst = "keys looked up, then written one by one"
  case cascade = "rows that are deleted with the row they refer to"
  case transaction = "a transaction"
  case keptByTransaction = "what another row keeps, in one transaction with the row"
  case keptByStream = "what another row keeps, by a stream"
}

extension PathKind {
  /// What one pattern's way consists of.
  static func kinds(
    of path: DynamoDBPath,
    _ pattern: AccessPattern,
    _ design: DynamoDBDesign,
    _ workload: Workload
  ) -> Set<PathKind> {
    var found: Set<PathKind> = path.isTransactional ? [.transaction] : []
    for (place, request) in path.requests.enumerated() {
      switch request.kind {
      case .getItem, .batchGetItem, .query, .scan:
        found.formUnion(reading(request, path, place))
        if let name = request.index, let table = design.table(named: request.table),
          let index = table.index(named: name)
        {
          found.insert(projection(index, path, place))
          found.formUnion(keys(index, of: table, workload))
          if index.templates(of: request.entities[0])?.prefix(index.partitionKey.count)
            .allSatisfy({ $0.shardCount != nil }) == true
          {
            found.insert(.wholeIndex)
          }
        }
      case .putItem, .updateItem, .deleteItem, .conditionCheck:
        if let kept = request.keeping {
          found.insert(kept.isByStream ? .keptByStream : .keptByTransaction)
          continue
        }
        found.formUnion(writing(request, path, place))
      }
    }
    for step in path.clientSteps {
      switch step {
      case .filter: found.insert(.filteredByCaller)
      case .sort: found.insert(.sortedByCaller)
      case .aggregate: found.insert(.aggregated)
      case .limit: break
      }
    }
    return found.union(steps(path, pattern, workload))
  }

  private static func reading(_ request: DynamoDBRequest, _ path: DynamoDBPath, _ place: Int)
    -> Set<PathKind>
  {
    var found: Set<PathKind> = request.copies.isEmpty ? [] : [.copies]
    if !request.embedded.isEmpty { found.insert(.heldRows) }
    if request.embeddedFilter != nil { found.insert(.filteredOutOfItem) }
    if request.isStrong { found.insert(.strongRead) }
    if request.filter != nil { found.insert(.filteredByService) }
    if request.sortCondition != nil, !isOnlyTag(request) { found.insert(.range) }
    if request.isDescending { found.insert(.backwards) }
    if request.limit != nil { found.insert(.limited) }
    switch (request.kind, request.repetition) {
    case (.scan, _): found.insert(.scan)
    case (.query, .perElement): found.insert(.queryForEach)
    case (.query, .perRow): found.insert(.queryForEachRow)
    case (.query, .perShard(let count)):
      if count > 1 { found.insert(.queryForEachShard) }
    case (.query, .once): break
    case (_, .once), (_, .perShard): found.insert(.get)
    case (_, .perElement): found.insert(.getForEach)
    case (_, .perRow(let step)):
      let before = path.requests[step]
      // Items fetched behind an index are part of how that index is used.
      if before.index == nil || before.entities.first != request.entities.first {
        found.insert(.followReference)
      }
    }
    if request.kind == .query, request.index == nil {
      found.insert(request.entities.count > 1 ? .collectionQuery : .tableQuery)
    }
    return found
  }

  /// The condition finds the rows of one kind and asks nothing of them.
  private static func isOnlyTag(_ request: DynamoDBRequest) -> Bool {
    if case .beginsWith(let value)? = request.sortCondition { return value.operands.isEmpty }
    return false
  }

  private static func projection(_ index: SecondaryIndex, _ path: DynamoDBPath, _ place: Int)
    -> PathKind
  {
    let isFetched = path.requests.contains { other in
      if case .perRow(ofStep: place) = other.repetition {
        return (other.kind == .getItem || other.kind == .batchGetItem)
          && other.entities.first == path.requests[place].entities.first
          && other.index == nil
      }
      return false
    }
    switch index.projection {
    case .all: return .indexOfAll
    case .include: return isFetched ? .filteredIndexThenItems : .indexOfWhatIsRead
    case .keysOnly: return isFetched ? .indexThenItems : .indexOfKeys
    }
  }

  private static func keys(_ index: SecondaryIndex, of table: DynamoDBTable, _ workload: Workload)
    -> Set<PathKind>
  {
    var found: Set<PathKind> = index.isLocal ? [.localIndex] : []
    let twins = table.indexes.filter {
      $0.scope == index.scope && $0.keyAttributes.map(\.name) == index.keyAttributes.map(\.name)
    }
    if twins.count > 1 { found.insert(.twinIndex) }
    if index.partitionKey.count > 1 { found.insert(.partitionOfSeveral) }
    if index.sortKey.count > 1 { found.insert(.sortOfSeveral) }
    for (entity, templates) in index.members {
      let fields = templates.flatMap(\.fields)
      if fields.contains(where: { workload[entity][$0].isOptional }) { found.insert(.sparseIndex) }
      if fields.contains(where: { workload[entity].copy($0) != nil }) { found.insert(.copyAsKey) }
      let made = table.layout(of: entity)?.synthetic.map(\.name) ?? []
      if index.keyAttributes.contains(where: { made.contains($0.name) }) {
        found.insert(.madeAttribute)
      }
    }
    return found
  }

  private static func writing(_ request: DynamoDBRequest, _ path: DynamoDBPath, _ place: Int)
    -> Set<PathKind>
  {
    var found: Set<PathKind> = request.condition == nil ? [] : [.condition]
    if case .perElement = request.repetition { found.insert(.writeForEach) }
    guard case .perRow = request.repetition else {
      switch request.kind {
      case .putItem: found.insert(request.embedded.isEmpty ? .put : .putWithRows)
      case .updateItem where !request.embedded.isEmpty: found.insert(.addedToItem)
      case .deleteItem: found.insert(.delete)
      default: found.insert(request.createsMissing ? .upsert : .update)
      }
      return found
    }
    // Cascading deletes answer the node of the reference that they follow.
    found.insert(path.nodes[place].isEmpty ? .lookUpFirst : .cascade)
    return found
  }

  private static func steps(_ path: DynamoDBPath, _ pattern: AccessPattern, _ workload: Workload)
    -> Set<PathKind>
  {
    guard case .read(let read) = pattern.operation else { return [] }
    let links = Set(
      workload.entities.flatMap { entity in
        entity.attributes.indices.compactMap { position in
          LinkEntity(AttributeReference(entity.id, AttributeID(position)), workload: workload)?
            .entity
        }
      }
    )
    var found: Set<PathKind> = []
    if path.requests.contains(where: { !links.isDisjoint(with: $0.entities) }) {
      found.insert(.throughLinks)
    } else if let first = path.requests.first, first.entities.first != read.entity,
      first.embedded.isEmpty || first.index != nil
    {
      found.insert(.throughReference)
    }
    let hasChildren = zip(path.requests, path.nodes).contains { request, node in
      guard case .perRow = request.repetition else { return false }
      return request.kind == .query && !node.isEmpty
    }
    if hasChildren { found.insert(.children) }
    return found
  }

  /// How the rows of an entity are kept.
  static func kind(of option: LayoutOption) -> PathKind {
    if option.isEmbedded { return .embedded }
    return switch (option.isMoved, option.isCollected) {
    case (false, false): .ownTable
    case (false, true): .collected
    case (true, false): .movedTable
    case (true, true): .movedIntoCollection
    }
  }
}
