public import DBModelDiagnostics
public import DBModelStatistics

/// What a caller hands over.
public indirect enum ParameterType: Sendable {
  /// A scalar; `of` names the field it is a value of, where the model says so.
  case value(ValueType, of: FieldReference?)
  /// The key of a row.
  case key(EntityID)
  /// Many distinct values or keys.
  case many(ParameterType, count: Spread)
  /// Two ends; `extent` in seconds for times, in days for dates, in units for numbers.
  case range(ValueType, extent: Spread?)
  /// A complete new row.
  case newRow(EntityID)
  /// One element of a many-valued parameter, inside a `for`.
  case element(of: ParameterID)
}

/// A parameter of an access pattern.
public struct Parameter: Sendable {
  public let id: ParameterID
  public let name: String
  public let type: ParameterType
  /// The part of the calls that give it, 0…1; below 1 only for optional ones.
  public let givenShare: Double
  public let isOptional: Bool
  /// Declared `from caller`: taken from who asks, never from the request.
  public let isFromCaller: Bool
  /// Declared `recent …`: how far back a time reaches, seconds.
  public let recentWithinSeconds: Double?
  public let span: SourceSpan

  public init(
    id: ParameterID,
    name: String,
    type: ParameterType,
    givenShare: Double,
    isOptional: Bool,
    isFromCaller: Bool,
    recentWithinSeconds: Double?,
    span: SourceSpan
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.givenShare = givenShare
    self.isOptional = isOptional
    self.isFromCaller = isFromCaller
    self.recentWithinSeconds = recentWithinSeconds
    self.span = span
  }
}

/// A column of an answer that is computed: `orders: count()`.
public struct ComputedOutput: Sendable {
  public let name: String
  public let expression: Expression
  public let span: SourceSpan

  public init(name: String, expression: Expression, span: SourceSpan) {
    self.name = name
    self.expression = expression
    self.span = span
  }
}

/// What is read of each row, and of the rows related to it.
public struct Projection: Sendable {
  public let entity: EntityID
  /// In the order asked for; `*` is every field in declared order.
  public let fields: [FieldID]
  public let outputs: [ComputedOutput]
  public let children: [ProjectionChild]

  public init(
    entity: EntityID,
    fields: [FieldID],
    outputs: [ComputedOutput] = [],
    children: [ProjectionChild] = []
  ) {
    self.entity = entity
    self.fields = fields
    self.outputs = outputs
    self.children = children
  }
}

/// Related rows that an answer carries. They are ordered by their key.
public struct ProjectionChild: Sendable {
  /// As the answer names it.
  public let name: String
  public let step: RelationshipStep
  public let projection: Projection
  public let span: SourceSpan

  public init(name: String, step: RelationshipStep, projection: Projection, span: SourceSpan) {
    self.name = name
    self.step = step
    self.projection = projection
    self.span = span
  }
}

/// One term of an order.
public struct OrderTerm: Sendable {
  /// A field, or the name of a computed output.
  public enum Subject: Sendable {
    case field(FieldPath)
    case output(String)
  }
  public let subject: Subject
  public let isDescending: Bool
  public let span: SourceSpan

  public init(subject: Subject, isDescending: Bool, span: SourceSpan) {
    self.subject = subject
    self.isDescending = isDescending
    self.span = span
  }
}

/// Rows at a time with a cursor.
public struct Page: Sendable {
  public let rows: Int
  /// Pages fetched per call; exactly 1 where `depth` is not declared.
  public let depth: Spread
  public let span: SourceSpan

  public init(rows: Int, depth: Spread, span: SourceSpan) {
    self.rows = rows
    self.depth = depth
    self.span = span
  }
}

/// A question.
public struct Read: Sendable {
  public let entity: EntityID
  public let projection: Projection
  /// `nil`: every row.
  public let filter: Located<Expression>?
  public let order: [OrderTerm]
  public let limit: Located<Int>?
  public let page: Page?
  /// Names of computed outputs that rows are grouped by.
  public let group: [Located<String>]

  public init(
    entity: EntityID,
    projection: Projection,
    filter: Located<Expression>?,
    order: [OrderTerm],
    limit: Located<Int>?,
    page: Page?,
    group: [Located<String>]
  ) {
    self.entity = entity
    self.projection = projection
    self.filter = filter
    self.order = order
    self.limit = limit
    self.page = page
    self.group = group
  }
}

public enum AssignmentOperator: String, Hashable, Sendable {
  case set = "="
  case add = "+="
  case subtract = "-="
}

/// A change of one field.
public struct Assignment: Sendable {
  public let field: FieldID
  public let assignmentOperator: AssignmentOperator
  public let value: Expression
  public let span: SourceSpan

  public init(
    field: FieldID,
    assignmentOperator: AssignmentOperator,
    value: Expression,
    span: SourceSpan
  ) {
    self.field = field
    self.assignmentOperator = assignmentOperator
    self.value = value
    self.span = span
  }
}

/// A change of rows. `filter` says which, `condition` what must hold of them.
public indirect enum WriteStatement: Sendable {
  case insert(EntityID, ParameterID, span: SourceSpan)
  case update(
    EntityID,
    filter: Expression,
    assignments: [Assignment],
    condition: Expression?,
    span: SourceSpan
  )
  /// The filter is equality on the whole key.
  case upsert(
    EntityID,
    filter: Expression,
    assignments: [Assignment],
    condition: Expression?,
    span: SourceSpan
  )
  case delete(EntityID, filter: Expression, condition: Expression?, span: SourceSpan)
  /// For each element of a many-valued parameter.
  case forEach(variable: ParameterID, body: [WriteStatement], span: SourceSpan)

  public var span: SourceSpan {
    switch self {
    case .insert(_, _, let span), .update(_, _, _, _, let span), .upsert(_, _, _, _, let span),
      .delete(_, _, _, let span), .forEach(_, _, let span):
      span
    }
  }
}

extension WriteStatement {
  /// Whose rows it changes; `nil` for a loop.
  public var entity: EntityID? {
    switch self {
    case .insert(let entity, _, _), .update(let entity, _, _, _, _),
      .upsert(let entity, _, _, _, _), .delete(let entity, _, _, _):
      entity
    case .forEach: nil
    }
  }

  /// What it decides by: its filter, its condition and what it assigns; nothing for a loop.
  public var expressions: [Expression] {
    switch self {
    case .insert, .forEach: []
    case .update(_, let filter, let assignments, let condition, _),
      .upsert(_, let filter, let assignments, let condition, _):
      [filter] + [condition].compactMap { $0 } + assignments.map(\.value)
    case .delete(_, let filter, let condition, _): [filter] + [condition].compactMap { $0 }
    }
  }

  /// The statement, or those of its body for a loop, in order.
  fileprivate var opened: [WriteStatement] {
    if case .forEach(_, let body, _) = self { body.flatMap(\.opened) } else { [self] }
  }
}

/// SQL taken as written.
public struct RawSQL: Sendable {
  public let text: String
  public let rows: Spread?
  /// The entities whose rows it reads, as `reads` declares them.
  public let reads: [Located<EntityID>]
  /// The entities whose rows it changes, as `writes` declares them.
  public let writes: [Located<EntityID>]
  public let span: SourceSpan

  public init(
    text: String,
    rows: Spread?,
    reads: [Located<EntityID>] = [],
    writes: [Located<EntityID>] = [],
    span: SourceSpan
  ) {
    self.text = text
    self.rows = rows
    self.reads = reads
    self.writes = writes
    self.span = span
  }
}

/// What an access pattern does.
public enum Operation: Sendable {
  case read(Read)
  /// One statement, or several that hold together.
  case write([WriteStatement], isTransaction: Bool)
  case sql(RawSQL)
}

/// Tells patterns apart that say different things. Patterns of the same identity differ at most in
/// their places: in the text, and among the patterns of a workload.
public final class PatternIdentity: Sendable {
  public init() {}
}

/// Something an application asks of its data.
public final class AccessPattern: Sendable {
  /// Its place among the patterns of the workload.
  public let id: PatternID
  public let name: String
  public let documentation: String?
  public let parameters: [Parameter]
  public let operation: Operation
  /// Declared `on STORE`; otherwise a pattern runs where its entities live.
  public let store: Located<StoreID>?
  public let services: [ServiceID]
  /// `nil` for a scheduled job.
  public let rate: Rate?
  public let schedule: Schedule?
  public let skews: [PatternSkew]
  public let consistency: Located<Consistency>?
  public let latency: LatencyBudget?
  /// Rows a write by condition touches, where declared.
  public let rows: Located<Spread>?
  /// The part of the calls whose `if` fails, 0…1.
  public let failsShare: Located<Double>?
  public let idempotency: Idempotency?
  /// How the calls of a day and of a week are spread; empty where they come evenly.
  public let shapes: [RateShape]
  /// Parameters that move together.
  public let jointSkews: [JointSkew]
  /// What a transaction asks for beyond holding together.
  public let isolation: Located<Isolation>?
  public let nameSpan: SourceSpan
  public let span: SourceSpan
  public let identity: PatternIdentity

  public init(
    id: PatternID,
    name: String,
    documentation: String?,
    parameters: [Parameter],
    operation: Operation,
    store: Located<StoreID>?,
    services: [ServiceID],
    rate: Rate?,
    schedule: Schedule?,
    skews: [PatternSkew],
    consistency: Located<Consistency>?,
    latency: LatencyBudget?,
    rows: Located<Spread>?,
    failsShare: Located<Double>?,
    idempotency: Idempotency?,
    shapes: [RateShape] = [],
    jointSkews: [JointSkew] = [],
    isolation: Located<Isolation>? = nil,
    nameSpan: SourceSpan,
    span: SourceSpan,
    identity: PatternIdentity = PatternIdentity()
  ) {
    self.id = id
    self.name = name
    self.documentation = documentation
    self.parameters = parameters
    self.operation = operation
    self.store = store
    self.services = services
    self.rate = rate
    self.schedule = schedule
    self.skews = skews
    self.consistency = consistency
    self.latency = latency
    self.rows = rows
    self.failsShare = failsShare
    self.idempotency = idempotency
    self.shapes = shapes
    self.jointSkews = jointSkews
    self.isolation = isolation
    self.nameSpan = nameSpan
    self.span = span
    self.identity = identity
  }

  public subscript(id: ParameterID) -> Parameter { parameters[id.rawValue] }

  /// The same pattern at another place among the patterns of its workload.
  public func placed(at id: PatternID) -> AccessPattern {
    id == self.id ? self : with(id: id, identity: identity)
  }

  /// The same pattern, known to say what another one said.
  public func identified(as identity: PatternIdentity) -> AccessPattern { with(identity: identity) }

  /// The same pattern but for what is given; it says something else, unless an identity says not.
  public func with(
    id: PatternID? = nil,
    operation: Operation? = nil,
    rate: Rate?? = .none,
    rows: Located<Spread>?? = .none,
    failsShare: Located<Double>?? = .none,
    identity: PatternIdentity = PatternIdentity()
  ) -> AccessPattern {
    AccessPattern(
      id: id ?? self.id,
      name: name,
      documentation: documentation,
      parameters: parameters,
      operation: operation ?? self.operation,
      store: store,
      services: services,
      rate: rate ?? self.rate,
      schedule: schedule,
      skews: skews,
      consistency: consistency,
      latency: latency,
      rows: rows ?? self.rows,
      failsShare: failsShare ?? self.failsShare,
      idempotency: idempotency,
      shapes: shapes,
      jointSkews: jointSkews,
      isolation: isolation,
      nameSpan: nameSpan,
      span: span,
      identity: identity
    )
  }

  /// What a write does, loops opened, in the order written; nothing for a read.
  public var statements: [WriteStatement] {
    if case .write(let statements, _) = operation { statements.flatMap(\.opened) } else { [] }
  }

  /// Strong where nothing else is declared for a write, eventual for a read.
  public var isStrong: Bool { consistency?.value == .strong }
}
