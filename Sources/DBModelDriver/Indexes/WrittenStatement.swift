import DBModelEngines
import DBModelQuery
import DBModelWorkload

/// A pattern's SQL as written, with the values that it is planned with.
struct WrittenStatement {
  let pattern: AccessPattern
  let statement: SQLStatement
  /// Literals of usual values; `nil` where some are not known, and the plan is that for all.
  let literals: [String]?

  /// The statements of a store's patterns, and the patterns that cannot be planned the same way
  /// tomorrow.
  static func all(
    on store: StoreID,
    workload: Workload,
    writer: SQLStatementWriter,
    arguments: PlannedArguments
  ) -> (statements: [WrittenStatement], clocks: [AccessPattern]) {
    var statements: [WrittenStatement] = []
    var clocks: [AccessPattern] = []
    for pattern in workload.patterns where workload.store(of: pattern) == store {
      guard case .sql = pattern.operation, let variants = try? writer.variants(for: pattern) else {
        continue
      }
      for statement in variants.flatMap(\.statements) {
        if LockedPlans.asksClock(statement) {
          clocks.append(pattern)
          continue
        }
        let isBound = !statement.bindings.isEmpty
        statements.append(
          WrittenStatement(
            pattern: pattern,
            statement: statement,
            literals: isBound ? arguments.literals(of: statement, pattern, .usual) : nil
          )
        )
      }
    }
    return (statements, clocks)
  }
}
