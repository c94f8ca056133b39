import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What a filter always asks of a table's own fields, as a search of one of its trees needs it.
struct OwnConditions {
  let equalities: [EqualityConjunct]
  let lists: [MembershipConjunct]
  /// `state in (.open, .held)`.
  let cases: [Expression]
  let ranges: [RangeConjunct]

  init(_ filter: FilterShape) {
    equalities = filter.equalities.filter { $0.field.via.isEmpty && !$0.isOptional }
    lists = filter.memberships.filter { !$0.isOptional && $0.fields.allSatisfy(\.via.isEmpty) }
    cases = filter.residual.filter(\.isListOfCases)
    ranges = filter.ranges.filter { $0.field.via.isEmpty && !$0.isOptional }
  }

  /// Fields that are equal to one value, or to one of those that a call gives.
  var fixed: [FieldID] {
    equalities.map(\.field.field.field) + lists.flatMap { $0.fields.map(\.field.field) }
  }

  /// The best tree of a table. One that is searched for each of some cases comes before another
  /// only where it fixes more columns: one value finds fewer rows than several. And where the first
  /// rows of an order are wanted, one that gives them comes first.
  func tree(
    of table: RelationalTable,
    order: [(field: FieldID, isDescending: Bool)],
    isEnded: Bool
  ) -> SearchedTree? {
    func best(_ fixed: [FieldID]) -> SearchedTree? {
      SearchedTree.best(
        of: table,
        fixed: Set(fixed),
        ranges: ranges.map(\.field.field.field),
        order: order
      )
    }
    let plain = best(fixed)
    if cases.isEmpty { return plain }
    if isEnded, plain?.isOrdered == true { return plain }
    let listed = best(fixed + cases.compactMap(\.listedField))
    guard let plain, plain.leading > 0, let listed else { return listed }
    return listed.leading > plain.leading ? listed : plain
  }

  /// Whether a read in the order of a tree begins at the same place in all calls: nothing that a
  /// call gives says where.
  func beginsAlike(_ tree: SearchedTree, isDescending: Bool) -> Bool {
    let leading = tree.columns.prefix(tree.leading).map(\.field)
    let values = values(of: leading)
    let isFixed = leading.allSatisfy { field in
      guard let value = values[field] else { return false }
      return value.isListOfCases || value.parameters.isEmpty
    }
    guard tree.isOrdered, isFixed else { return false }
    let range = tree.range.map { ranges[$0] }
    guard let begin = isDescending ? range?.upper : range?.lower else { return true }
    if case .expression(.literal) = begin.operand { return true }
    return false
  }

  /// What the first fields of a tree are compared with, where that is one value or some cases.
  func values(of leading: [FieldID]) -> [FieldID: Expression] {
    var found: [FieldID: Expression] = [:]
    for equality in equalities.reversed() {
      found[equality.field.field.field] = equality.operand
    }
    for list in cases {
      if let field = list.listedField, found[field] == nil { found[field] = list }
    }
    return found.filter { leading.contains($0.key) }
  }
}

extension Field {
  /// Whether it is a time that is no clock: when something happened or is due, which mostly follows
  /// the time of its row.
  var mayFollowMaking: Bool {
    switch type {
    case .date, .timestamp: !flags.contains(.clock)
    default: false
    }
  }
}
