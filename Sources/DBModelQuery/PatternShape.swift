public import DBModelWorkload

/// What an access pattern asks, taken apart and independent of any store.
public enum PatternShape: Sendable {
  case read(ReadShape)
  /// In the order written, loops unrolled into `StatementShape.repeatedBy`.
  case write([StatementShape], isTransaction: Bool)
  /// Raw SQL is not looked into.
  case sql

  public init(_ pattern: AccessPattern, workload: Workload) {
    switch pattern.operation {
    case .read(let read):
      self = .read(ReadShape(read, pattern: pattern, workload: workload))
    case .write(let statements, let isTransaction):
      let shapes = statements.flatMap {
        StatementShape.shapes(of: $0, pattern: pattern, workload: workload)
      }
      self = .write(shapes, isTransaction: isTransaction)
    case .sql:
      self = .sql
    }
  }
}

/// What a read asks.
public struct ReadShape: Sendable {
  public let entity: EntityID
  public let filter: FilterShape
  /// As written, not completed with the key; see `completedOrder`.
  public let order: [OrderTerm]
  public let limit: Int?
  public let page: Page?
  /// Names of the outputs that rows are grouped by.
  public let group: [String]
  /// Grouped, or with an aggregate among the outputs.
  public let isAggregate: Bool
  /// The fields of the primary key or of a unique combination that the filter always fixes, so that
  /// at most one row is found.
  public let uniqueLookup: [FieldID]?
  /// The projection tree with every field it takes.
  public let root: ReadNode

  public init(_ read: Read, pattern: AccessPattern, workload: Workload) {
    entity = read.entity
    filter = FilterShape(read.filter?.value, pattern: pattern, workload: workload)
    order = read.order
    limit = read.limit?.value
    page = read.page
    group = read.group.map(\.value)
    isAggregate = read.isAggregate
    uniqueLookup = UniqueLookup.fields(of: read.entity, fixedBy: filter, workload: workload)
    root = ReadNode(read.projection, step: nil, path: [])
  }

  public var isUniqueLookup: Bool { uniqueLookup != nil }
}

/// One node of a projection tree.
public struct ReadNode: Sendable {
  /// The names from the root; empty for the root.
  public let path: [String]
  public let entity: EntityID
  /// How the node's rows are reached from its parent's; `nil` for the root.
  public let step: RelationshipStep?
  /// The fields the answer shows, in order.
  public let fields: [FieldReference]
  /// Further fields that computed outputs look at, over their paths; each once.
  public let outputFields: [FieldPath]
  public let children: [ReadNode]

  init(_ projection: Projection, step: RelationshipStep?, path: [String]) {
    self.path = path
    self.step = step
    entity = projection.entity
    fields = projection.fields.map { FieldReference(projection.entity, $0) }
    var found: [FieldPath] = []
    for output in projection.outputs {
      for field in output.expression.fieldPaths where !found.contains(field) {
        found.append(field)
      }
    }
    outputFields = found
    children = projection.children.map {
      ReadNode($0.projection, step: $0.step, path: path + [$0.name])
    }
  }

  /// This node and all below it, parents first, in the order asked for.
  public var all: [ReadNode] { [self] + children.flatMap(\.all) }

  /// Every own field of the node's entity that an answer takes from it: shown, computed with, or
  /// needed to follow a relationship to a child (`workload` tells the reference's fields).
  public func fieldsRead(in workload: Workload) -> [FieldID] {
    var found: [FieldID] = []
    func add(_ id: FieldID) { if !found.contains(id) { found.append(id) } }
    fields.forEach { add($0.field) }
    for path in outputFields {
      if let first = path.via.first {
        workload.entities[first.entity.rawValue].fields(of: first.attribute).forEach { add($0.id) }
      } else {
        add(path.field.field)
      }
    }
    for child in children {
      if case .reference(let attribute)? = child.step {
        workload[entity].fields(of: attribute.attribute).forEach { add($0.id) }
      } else {
        workload[entity].key.forEach(add)
      }
    }
    return found
  }
}

/// Finds the key or unique combination that a filter fixes.
enum UniqueLookup {
  static func fields(
    of entity: EntityID,
    fixedBy filter: FilterShape,
    workload: Workload
  ) -> [FieldID]? {
    let fixed = Set(filter.requiredEqualityFields(of: entity))
    let declared = workload[entity]
    return ([declared.key] + declared.uniqueCombinations).first { $0.allSatisfy(fixed.contains) }
  }
}
