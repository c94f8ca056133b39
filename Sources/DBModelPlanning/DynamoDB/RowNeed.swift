import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Rows of one entity that a step of a path has to find.
struct RowNeed {
  /// A field that is equal to one value.
  struct Fixed {
    let field: FieldID
    let operand: Operand
    /// The condition, to be checked where no key does it; `nil` where a key must.
    let expression: Expression?
  }

  /// Fields that together are one element of a many-valued parameter.
  struct Membership {
    let fields: [FieldID]
    let elements: [ParameterReference]
    let expression: Expression
  }

  struct Range {
    let field: FieldID
    let lower: RangeBound?
    let upper: RangeBound?
    let expression: Expression
  }

  let entity: EntityID
  var fixed: [Fixed] = []
  var memberships: [Membership] = []
  var ranges: [Range] = []
  /// Conditions that no key can answer.
  var filters: [Expression] = []
  /// The total order asked for, the entity's key included; `nil` where no key can give it.
  var order: [(field: FieldID, isDescending: Bool)]?
  /// Rows wanted at once: the page or the limit; `nil` for all.
  var bound: Int?
  /// At most one row is found, so that no order is needed.
  var isUnique = false
  /// Fields that the step has to return.
  var reads: [FieldID] = []
  /// Fields of the row whose item holds them that have to come with it.
  var holderReads: [FieldID] = []
  /// The need comes with every row of an earlier step.
  var isPerRow = false
  /// No global index may answer it.
  var isStrong = false
  /// The need comes with every element of a list that a loop runs over.
  var isLooped = false
  /// Nobody waits for it: a job asks.
  var isJob = false

  init(_ entity: EntityID) { self.entity = entity }

  var fixedFields: [FieldID] { fixed.map(\.field) }

  /// All that is asked of a row, as far as no key must answer it.
  var conditions: [Expression] {
    fixed.compactMap(\.expression) + memberships.map(\.expression) + ranges.map(\.expression)
      + filters
  }

  /// The terms of an order up to the first that leaves no ties: what is unique together with what
  /// is equal in all rows needs nothing behind it.
  func deciding(_ order: [(field: FieldID, isDescending: Bool)], of entity: Entity)
    -> [(field: FieldID, isDescending: Bool)]
  {
    // Rows without one of the values are not held apart.
    let uniques = (entity.uniqueCombinations + [entity.key]).filter { fields in
      fields.allSatisfy { !entity[$0].isOptional }
    }
    var known = Set(fixedFields)
    for (place, term) in order.enumerated() {
      known.insert(term.field)
      if uniques.contains(where: known.isSuperset) { return Array(order.prefix(place + 1)) }
    }
    return order
  }

  func fixed(_ field: FieldID) -> Fixed? { fixed.first { $0.field == field } }

  /// The order decides which rows are returned, so that sorting afterwards needs all of them.
  var isOrderBinding: Bool { bound != nil && !isUnique }
}

/// What decides which keys answer a need, and how well.
struct NeedShape: Hashable {
  let entity: EntityID
  let fixed: Set<FieldID>
  /// Of these, what nothing but a key may answer.
  let keyed: Set<FieldID>
  let lists: [[FieldID]]
  let ranges: [FieldID]
  let order: [FieldID]
  let isDescending: [Bool]
  let isUnique: Bool
  let isBound: Bool
  let isStrong: Bool
  let isJob: Bool
}

extension RowNeed {
  var shape: NeedShape {
    NeedShape(
      entity: entity,
      fixed: Set(fixedFields),
      keyed: Set(fixed.filter { $0.expression == nil }.map(\.field)),
      lists: memberships.map(\.fields),
      ranges: ranges.map(\.field),
      order: order?.map(\.field) ?? [],
      isDescending: order?.map(\.isDescending) ?? [],
      isUnique: isUnique,
      isBound: bound != nil,
      isStrong: isStrong,
      isJob: isJob
    )
  }

  /// What a filter over rows of `entity` asks, as far as it is over the entity's own fields.
  ///
  /// Conditions over references to other rows come back apart, because a path may begin with them.
  static func of(
    _ filter: FilterShape,
    entity: EntityID,
    workload: Workload,
    carried: Set<FieldReference> = []
  ) -> (need: RowNeed, joined: [EqualityConjunct], links: [LinkConjunct]) {
    var need = RowNeed(entity)
    var joined: [EqualityConjunct] = []
    var links: [LinkConjunct] = []
    let own = OwnField(entity: entity, workload: workload, carried: carried)
    for part in filter.equalities {
      let field = own.field(part.field)
      if let field, !part.isOptional, need.fixed(field) == nil {
        need.fixed.append(
          Fixed(field: field, operand: part.operand.requestOperand, expression: part.rebuilt)
        )
      } else if field == nil, !part.isOptional {
        joined.append(part)
      } else {
        need.filters.append(part.rebuilt)
      }
    }
    for part in filter.memberships {
      let fields = part.fields.compactMap(own.field)
      if fields.count == part.fields.count, !part.isOptional {
        need.memberships.append(
          Membership(fields: fields, elements: part.elements, expression: part.rebuilt)
        )
      } else {
        need.filters.append(part.rebuilt)
      }
    }
    for part in filter.ranges {
      if let field = own.field(part.field), !part.isOptional,
        !need.ranges.contains(where: { $0.field == field })
      {
        need.ranges.append(
          Range(field: field, lower: part.lower, upper: part.upper, expression: part.rebuilt)
        )
      } else {
        need.filters.append(part.rebuilt)
      }
    }
    for part in filter.links {
      if part.isOptional { need.filters.append(part.rebuilt) } else { links.append(part) }
    }
    need.filters += filter.residual
    return (need, joined, links)
  }
}

/// Finds the entity's own field behind a path: `order.id` of an order line is its field `order`,
/// and `order.placed` the copy that the line carries.
struct OwnField {
  let entity: EntityID
  let workload: Workload
  /// The copies that may be read.
  var carried: Set<FieldReference> = []

  func field(_ path: FieldPath) -> FieldID? {
    if path.via.isEmpty { return path.field.entity == entity ? path.field.field : nil }
    guard path.via.count == 1, path.via[0].entity == entity else { return nil }
    return workload[entity].fields(of: path.via[0].attribute)
      .first { $0.references == path.field }?.id ?? copy(path)
  }

  /// The copy of what a path leads to over one reference.
  func copy(_ path: FieldPath) -> FieldID? {
    guard !carried.isEmpty, path.via.count == 1, path.via[0].entity == entity else { return nil }
    return workload[entity].copies.first { copy in
      copy.path == path
        && carried.contains(FieldReference(entity, copy.field.id))
    }?.field.id
  }
}
