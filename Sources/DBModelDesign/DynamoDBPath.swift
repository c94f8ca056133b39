public import DBModelWorkload

/// Where the operand of a key condition or of an expression comes from when a pattern runs.
public indirect enum Operand: Hashable, Sendable {
  case parameter(ParameterReference)
  case literal(Value)
  /// A field of the row that the step is run for (the result of an earlier step).
  case row(FieldReference)
  /// An expression over parameters alone, such as `now() - 7 days`.
  case computed(Expression)
  /// The ends of a range parameter.
  case lowerEnd(of: ParameterID)
  case upperEnd(of: ParameterID)
  /// 00:00 UTC of the first date of a date range, for a timestamp.
  case startOfLowerDay(of: ParameterID)
  /// 00:00 UTC of the day after the last date of a date range, for a timestamp.
  case startOfDayAfterUpper(of: ParameterID)
  /// The last value of a field's type below an operand, and the first above it: a range without
  /// its end is one with another end, where values have steps (times, dates, exact numbers).
  case below(Operand, FieldReference)
  case above(Operand, FieldReference)
}

/// The value of one key attribute in a request: the attribute's template with its fields filled in.
/// A `text` template may be filled from the left only, for `begins_with` and `between`.
public struct KeyValue: Hashable, Sendable {
  public let attribute: KeyAttribute
  /// The entity whose template it is, one of the request's.
  public let entity: EntityID
  public let template: KeyTemplate
  /// One operand for each field of the template that is filled, in the template's order.
  public let operands: [Operand]

  public init(
    attribute: KeyAttribute,
    entity: EntityID,
    template: KeyTemplate,
    operands: [Operand]
  ) {
    self.attribute = attribute
    self.entity = entity
    self.template = template
    self.operands = operands
  }
}

/// The last, non-equality condition on a sort key.
public enum SortCondition: Hashable, Sendable {
  /// The filled part of a text template, or a literal prefix.
  case beginsWith(KeyValue)
  /// `<`, `<=`, `>`, `>=`: the last operand is the bound.
  case compare(ComparisonOperator, KeyValue)
  /// Both ends included.
  case between(KeyValue, KeyValue)
}

/// One legal request of the DynamoDB API, with operands instead of values.
public struct DynamoDBRequest: Sendable {
  public enum Kind: String, Hashable, Sendable {
    case getItem = "GetItem"
    case batchGetItem = "BatchGetItem"
    case query = "Query"
    case scan = "Scan"
    case putItem = "PutItem"
    case updateItem = "UpdateItem"
    case deleteItem = "DeleteItem"
    /// One item of a read batch or of a write transaction is written as its own request of the
    /// kinds above, with `isTransactional` set on the path.
    case conditionCheck = "ConditionCheck"
  }

  /// How often the request runs in one call of the pattern.
  public enum Repetition: Hashable, Sendable {
    case once
    /// For each element of a many-valued parameter (BatchGetItem collects up to 100).
    case perElement(of: ParameterID)
    /// For each row that an earlier step of the path returned; distinct keys only.
    case perRow(ofStep: Int)
    /// For each shard of the index's key, in parallel. The caller merges the rows in the order of
    /// the sort key; `limit` is what it wants in all, and so what it asks of each shard.
    case perShard(count: Int)
  }

  public let kind: Kind
  public let table: String
  /// `nil`: the table itself.
  public let index: String?
  /// Entities whose items the request may return or changes.
  public let entities: [EntityID]
  /// For single items: the whole primary key. For a Query: equality on every partition key
  /// attribute, then on the sort key attributes from the left.
  public let keyEquals: [KeyValue]
  public let sortCondition: SortCondition?
  /// A filter the service applies after reading; it does not lower the units.
  public let filter: Expression?
  /// Top-level attributes to return; empty for all. It does not lower the units either.
  public let projection: [String]
  public let isDescending: Bool
  public let isStrong: Bool
  /// The request's `Limit`, which counts before the filter; `nil` for none.
  public let limit: Int?
  public let repetition: Repetition
  /// For writes.
  public let assignments: [Assignment]
  public let condition: Expression?
  /// For puts: the parameter that holds the row.
  public let source: ParameterID?
  /// For updates: an upsert, which makes the item where it is missing.
  public let createsMissing: Bool
  /// Set where the item is the guard of a unique value. It joins the change of the row before it in
  /// the path, in one transaction: a put refuses to replace a guard, and either is left out where
  /// a value is missing or stays as it is. Fields of `keyEquals` are the new row's for a put, those
  /// of the row as it was for a delete.
  public let guarding: UniqueGuard?
  /// Set where the request keeps attributes of another row that the change of a row before it in
  /// the path counts for. Fields of `keyEquals` are those of the row that counts.
  public let keeping: KeptChange?
  /// For changes of rows with guards: what has to be known of the row before.
  public let readBefore: ReadBefore?
  /// For reads: copies of the rows referred to that come with the rows which carry them. Nothing
  /// else of the path asks for the rows they are of.
  public let copies: [FieldReference]
  /// Of reads: the maps of which rows of other entities are taken. Of an update with a `source`:
  /// the map that its rows are added to, where the item is there and holds none like them.
  public let embedded: [FieldReference]
  /// Which of the rows in those maps the caller goes on with; `nil` for all.
  public let embeddedFilter: Expression?

  public init(
    kind: Kind,
    table: String,
    index: String? = nil,
    entities: [EntityID],
    keyEquals: [KeyValue] = [],
    sortCondition: SortCondition? = nil,
    filter: Expression? = nil,
    projection: [String] = [],
    isDescending: Bool = false,
    isStrong: Bool = false,
    limit: Int? = nil,
    repetition: Repetition = .once,
    assignments: [Assignment] = [],
    condition: Expression? = nil,
    source: ParameterID? = nil,
    createsMissing: Bool = false,
    guarding: UniqueGuard? = nil,
    keeping: KeptChange? = nil,
    readBefore: ReadBefore? = nil,
    copies: [FieldReference] = [],
    embedded: [FieldReference] = [],
    embeddedFilter: Expression? = nil
  ) {
    self.kind = kind
    self.table = table
    self.index = index
    self.entities = entities
    self.keyEquals = keyEquals
    self.sortCondition = sortCondition
    self.filter = filter
    self.projection = projection
    self.isDescending = isDescending
    self.isStrong = isStrong
    self.limit = limit
    self.repetition = repetition
    self.assignments = assignments
    self.condition = condition
    self.source = source
    self.createsMissing = createsMissing
    self.guarding = guarding
    self.keeping = keeping
    self.readBefore = readBefore
    self.copies = copies
    self.embedded = embedded
    self.embeddedFilter = embeddedFilter
  }
}

extension DynamoDBRequest {
  /// Whether it goes with the change of a row before it.
  public var isCompanion: Bool { guarding != nil || keeping != nil }

  /// Whether it adds new rows to the items that hold them.
  public var addsRows: Bool { kind == .updateItem && source != nil && !embedded.isEmpty }

  /// The Queries, one for each shard, that are one request of a path; 1 without shards.
  public var shardCount: Int {
    if case .perShard(let count) = repetition { count } else { 1 }
  }
}

/// What the caller does with the items the requests return, in this order.
public enum ClientStep: Hashable, Sendable {
  /// Keeps rows that satisfy a condition.
  case filter(Expression)
  /// Sorts by the pattern's order, completed with the key.
  case sort
  /// Keeps the first rows.
  case limit(Int)
  /// Groups and aggregates as the pattern asks.
  case aggregate
}

/// The ordered requests that answer or carry out a pattern on DynamoDB.
///
/// A read's first step (0) finds the rows of the pattern's entity; later steps fetch related rows
/// or, after an index that does not project everything, the whole items.
public struct DynamoDBPath: Sendable {
  public let requests: [DynamoDBRequest]
  /// The relationship each request's rows answer, as the names of the projection tree from the root
  /// (`[]` the rows themselves, `["lines", "product"]`). One Query of an item collection may answer
  /// several: see `collectionNodes`.
  public let nodes: [[String]]
  /// For a Query that reads a whole item collection: further nodes of the projection tree whose
  /// rows come with it, per request.
  public let collectionNodes: [[[String]]]
  public let clientSteps: [ClientStep]
  /// All writes hold together in one TransactWriteItems. Otherwise each change of a row is a
  /// request of its own, or a transaction with its guards; see `isTransactional(at:)`.
  public let isTransactional: Bool
  /// The order of rows comes from the key, so a page is a request and a cursor continues it.
  public let isOrderedByKey: Bool
  /// Why this way and no other, one line each.
  public let reasons: [String]

  public init(
    requests: [DynamoDBRequest],
    nodes: [[String]],
    collectionNodes: [[[String]]],
    clientSteps: [ClientStep],
    isTransactional: Bool,
    isOrderedByKey: Bool,
    reasons: [String]
  ) {
    precondition(
      requests.count == nodes.count && requests.count == collectionNodes.count,
      "every request answers a node"
    )
    self.requests = requests
    self.nodes = nodes
    self.collectionNodes = collectionNodes
    self.clientSteps = clientSteps
    self.isTransactional = isTransactional
    self.isOrderedByKey = isOrderedByKey
    self.reasons = reasons
  }

  /// What goes with the change of a row: the requests right behind it, guards first.
  public func companions(of position: Int) -> Range<Int> {
    let first = position + 1
    var end = first
    while end < requests.count, requests[end].isCompanion { end += 1 }
    return first..<end
  }

  /// The guards that go with the change of a row.
  public func guards(of position: Int) -> [Int] {
    companions(of: position).filter { requests[$0].guarding != nil }
  }

  /// The requests of the change's own transaction that keep attributes of other rows.
  public func keepers(of position: Int) -> [Int] {
    companions(of: position).filter { requests[$0].keeping?.isByStream == false }
  }

  /// The change that a request goes with; `nil` for one that goes with none.
  public func owner(of position: Int) -> DynamoDBRequest? {
    requests[position].isCompanion
      ? requests[..<position].last { !$0.isCompanion } : nil
  }

  /// Whether a write is an action of a transaction of the call.
  public func isTransactional(at position: Int) -> Bool {
    let request = requests[position]
    if request.keeping?.isByStream == true { return false }
    return isTransactional || request.isCompanion || !guards(of: position).isEmpty
      || !keepers(of: position).isEmpty
  }

  /// Whether some of its writes are actions of a transaction of the call.
  public var hasTransactions: Bool {
    isTransactional
      || requests.contains { $0.guarding != nil || $0.keeping?.isByStream == false }
  }
}
