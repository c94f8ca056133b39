public import DBModelWorkload

/// How many statements are sent for one change of a pattern, each a round trip of its own, as
/// `SQLStatementWriter` writes them and `SQLWriteRunner` sends them.
public struct SQLTrips: Hashable, Sendable {
  /// Rows of which the condition does not hold are counted before: one of them fails the change.
  public let isChecked: Bool
  /// A row is made by a statement of its own, where the one before found none.
  public let hasFallback: Bool

  public init(_ statement: StatementShape, workload: Workload, dialect: SQLDialect) {
    let isConditional = statement.condition != nil
    isChecked =
      isConditional && !statement.isUniqueLookup
      && (statement.kind == .update || statement.kind == .delete)
    let declared = workload[statement.entity]
    let given = Set(declared.key + statement.assignments.map(\.field))
    let isWhole = declared.fields.allSatisfy { $0.isOptional || given.contains($0.id) }
    hasFallback =
      statement.kind == .upsert && (dialect == .mysql && isConditional || !isWhole)
  }

  /// The least and the most that one turn sends.
  public var fewest: Int { isChecked ? 2 : 1 }
  public var most: Int { fewest + (hasFallback ? 1 : 0) }

  /// Whether what is sent holds only together, so that it needs a transaction where the pattern
  /// declares none.
  public var needsTransaction: Bool { isChecked }
}
