public import DBModelQuery
public import DBModelWorkload

/// What makes rows of one store old, and which of its patterns say how old the rows are that they
/// ask for.
public struct AgedRows {
  /// How rows get old.
  public struct Age {
    public let field: FieldID
    /// The pattern that deletes them; `nil` where they expire by themselves.
    public let deletedBy: AccessPattern?
    /// Seconds behind their time; 0 where that is when they expire, `nil` where the call says it.
    public let keptSeconds: Double?
  }

  private let workload: Workload
  /// Those that run on the store, each with what it does.
  private let patterns: [(pattern: AccessPattern, shape: PatternShape)]

  /// - Parameter patterns: Those that run on the store.
  public init(workload: Workload, patterns: [AccessPattern]) {
    self.workload = workload
    self.patterns = patterns.map { ($0, PatternShape($0, workload: workload)) }
  }

  /// A clock that rows are deleted by, all that are older than something, or their expiry.
  public func age(of entity: EntityID) -> Age? {
    for (pattern, shape) in patterns {
      guard case .write(let statements, _) = shape else { continue }
      for statement in statements {
        guard let range = Self.age(in: statement, of: entity),
          workload[range.field.field].flags.contains(.clock)
        else { continue }
        return Age(
          field: range.field.field.field,
          deletedBy: pattern,
          keptSeconds: range.upper.flatMap(Self.keptSeconds)
        )
      }
    }
    let expiring = workload[entity].fields.first { $0.flags.contains(.timeToLive) }
    return expiring.map { Age(field: $0.id, deletedBy: nil, keptSeconds: 0) }
  }

  /// The only condition of a delete of all rows that are older than something.
  public static func age(in statement: StatementShape, of entity: EntityID) -> RangeConjunct? {
    let filter = statement.filter
    guard statement.entity == entity, statement.kind == .delete, filter.equalities.isEmpty,
      filter.memberships.isEmpty, filter.residual.isEmpty, filter.links.isEmpty,
      filter.ranges.count == 1, let range = filter.ranges.first, range.lower == nil,
      range.field.via.isEmpty, !range.isOptional
    else { return nil }
    return range
  }

  /// The length of time before `now()` that a bound lies.
  private static func keptSeconds(_ bound: RangeBound) -> Double? {
    switch bound.operand {
    case .expression(.now): 0
    case .expression(.arithmetic(.subtract, .now, .duration(let seconds))): seconds
    default: nil
    }
  }

  // MARK: Who says when

  /// Patterns on request that look for rows of an entity, and say when, or do not.
  public func asking(_ entity: EntityID, for field: FieldID, isBound: Bool) -> [AccessPattern] {
    patterns.compactMap { pattern, shape in
      let filters = filters(shape, entity)
      guard pattern.schedule == nil, !filters.isEmpty else { return nil }
      let isOwn = filters.allSatisfy { Self.isBound($0, FieldReference(entity, field)) }
      return isOwn == isBound ? pattern : nil
    }
  }

  /// Whether a filter says from when the rows are, by a time or a stretch of time.
  public static func isBound(_ filter: FilterShape, _ field: FieldReference) -> Bool {
    filter.equalities.contains {
      $0.field.via.isEmpty && $0.field.field == field && !$0.isOptional
    }
      || filter.ranges.contains {
        $0.field.via.isEmpty && $0.field.field == field && !$0.isOptional
      }
      || filter.memberships.contains { list in
        !list.isOptional && list.fields.contains { $0.via.isEmpty && $0.field == field }
      }
  }

  /// What rows of an entity are looked for by. Rows that others lead to are looked for by nothing.
  private func filters(_ shape: PatternShape, _ entity: EntityID) -> [FilterShape] {
    switch shape {
    case .read(let read):
      (read.entity == entity ? [read.filter] : [])
        + read.root.all.dropFirst().filter { $0.entity == entity }.map { _ in FilterShape() }
    case .write(let statements, _):
      statements.filter { $0.entity == entity && $0.kind != .insert }.map(\.filter)
    case .sql: []
    }
  }
}
