import DBModelQuery
import DBModelWorkload

/// What makes rows of one store old, and which of its patterns say how old the rows are that they
/// ask for.
struct AgedRows {
  private let workload: Workload
  /// Those that run on the store, each with what it does.
  private let patterns: [(pattern: AccessPattern, shape: PatternShape)]

  /// - Parameter patterns: Those that run on the store.
  init(workload: Workload, patterns: [AccessPattern]) {
    self.workload = workload
    self.patterns = patterns.map { ($0, PatternShape($0, workload: workload)) }
  }

  /// Clocks that rows are deleted by, all that are older than something, those that are kept for
  /// the shortest time first; and their expiry, where no pattern deletes them by that.
  func ages(of entity: EntityID) -> [RowAge] {
    var found: [RowAge] = []
    var explicit: Set<FieldID> = []
    for (pattern, shape) in patterns {
      guard case .write(let statements, _) = shape else { continue }
      for statement in statements {
        guard let range = Self.age(in: statement, of: entity) else { continue }
        explicit.insert(range.field.field.field)
        // A clock of days has no instant at which a partition ends.
        let clock = workload[range.field.field]
        guard clock.flags.contains(.clock), clock.type != .date else { continue }
        found.append(
          RowAge(
            field: range.field.field.field,
            deletedBy: pattern,
            isAlone: statements.count == 1 && statement.condition == nil,
            keptSeconds: range.upper.flatMap(Self.keptSeconds)
          )
        )
      }
    }
    let expiring = workload[entity].fields.first {
      $0.flags.contains(.timeToLive) && !explicit.contains($0.id)
    }
    if let expiring {
      found.append(RowAge(field: expiring.id, deletedBy: nil, isAlone: true, keptSeconds: nil))
    }
    let order = found.enumerated().sorted { a, b in
      let (x, y) = (a.element.keptSeconds ?? .infinity, b.element.keptSeconds ?? .infinity)
      return x != y ? x < y : a.offset < b.offset
    }
    return order.map(\.element)
  }

  /// The only condition of a delete of all rows that are older than something.
  static func age(in statement: StatementShape, of entity: EntityID) -> RangeConjunct? {
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
    guard case .expression(let expression) = bound.operand, let seconds = before(expression),
      seconds > 0, seconds <= longestSeconds
    else { return nil }
    return seconds
  }

  /// A thousand years.
  private static let longestSeconds = 3.2e10

  /// How many seconds an expression lies before `now()`.
  private static func before(_ expression: Expression) -> Double? {
    switch expression {
    case .now: 0
    case .arithmetic(.subtract, let time, .duration(let seconds)):
      before(time).map { $0 + seconds }
    case .arithmetic(.add, let time, .duration(let seconds)): before(time).map { $0 - seconds }
    default: nil
    }
  }

  // MARK: Who says when

  /// Patterns on request that look for rows of an entity, and say when, or do not.
  func asking(_ entity: EntityID, for field: FieldID, isBound: Bool) -> [AccessPattern] {
    patterns.compactMap { pattern, shape in
      let filters = filters(pattern, shape, entity)
      guard pattern.schedule == nil, !filters.isEmpty else { return nil }
      let isOwn = filters.allSatisfy { Self.isBound($0, FieldReference(entity, field)) }
      return isOwn == isBound ? pattern : nil
    }
  }

  /// Whether a filter says from when on the rows are, by a time or a stretch of time. Until when
  /// says nothing: all that are older are searched.
  static func isBound(_ filter: FilterShape, _ field: FieldReference) -> Bool {
    filter.equalities.contains {
      $0.field.via.isEmpty && $0.field.field == field && !$0.isOptional
    }
      || filter.ranges.contains {
        $0.field.via.isEmpty && $0.field.field == field && !$0.isOptional && $0.lower != nil
      }
      || filter.memberships.contains { list in
        !list.isOptional && list.fields.contains { $0.via.isEmpty && $0.field == field }
      }
  }

  /// What rows of an entity are looked for by. Rows that others lead to are looked for by nothing,
  /// and what SQL as written looks for nobody knows.
  private func filters(
    _ pattern: AccessPattern,
    _ shape: PatternShape,
    _ entity: EntityID
  ) -> [FilterShape] {
    switch shape {
    case .read(let read):
      return (read.entity == entity ? [read.filter] : [])
        + read.root.all.dropFirst().filter { $0.entity == entity }.map { _ in FilterShape() }
    case .write(let statements, _):
      return statements.filter { statement in
        statement.entity == entity && statement.kind != .insert
          && Self.age(in: statement, of: entity) == nil
      }.map(\.filter)
    case .sql:
      guard case .sql(let raw) = pattern.operation else { return [] }
      return (raw.reads + raw.writes).contains { $0.value == entity } ? [FilterShape()] : []
    }
  }
}
