import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// How a call inserts rows that stand in the items of others.
struct EmbeddedInsertShape {
  private let pattern: AccessPattern
  private let statements: [StatementShape]
  private let context: PlanningContext

  init(_ pattern: AccessPattern, _ statements: [StatementShape], _ context: PlanningContext) {
    self.pattern = pattern
    self.statements = statements
    self.context = context
  }

  /// Whether new rows are taken to be those of the one row that the call inserts: where no skew
  /// says of which rows they are.
  func isPut(_ statement: StatementShape, with rows: EmbeddedRows) -> Bool {
    guard let holder = context.reference(rows.reference)?.target, let source = statement.source,
      statements.contains(where: { $0.kind == .insert && $0.entity == holder })
    else { return false }
    let isOne = pattern.parameters.contains { parameter in
      if case .newRow(holder) = parameter.type { true } else { false }
    }
    let fields = context.fields(of: rows.reference)
    let sources = [source] + statement.repeatedBy
    let isSpread = pattern.skews.contains { skew in
      sources.contains(skew.parameter)
        && skew.field.map { $0.entity == rows.entity && fields.contains($0.field) } ?? false
    }
    return isOne && !isSpread
  }

  /// Of the rows that the items of one entity hold, those that are put with an item.
  func put(with rows: [EmbeddedRows]) -> [EmbeddedRows] {
    rows.filter { held in
      statements.contains {
        $0.kind == .insert && $0.entity == held.entity && isPut($0, with: held)
      }
    }
  }

  /// Whether one transaction may add more rows to an item than one update takes, all that the item
  /// may hold together: it names an item only once.
  func mayAddTooMany(_ rows: EmbeddedRows, isTransaction: Bool) -> Bool {
    guard isTransaction, statements.contains(where: { $0.entity == rows.entity }),
      let holder = context.reference(rows.reference)?.target
    else { return false }
    let most = statements.reduce(0.0) { sum, statement in
      let held = context.workload[holder].embeddings.first { $0.entity == statement.entity }
      guard statement.kind == .insert, let held, !isPut(statement, with: held) else { return sum }
      return sum
        + statement.repeatedBy.reduce(1.0) { product, list in
          guard case .many(_, let count) = pattern[list].type else { return product }
          return product * (count.maximum ?? .infinity)
        }
    }
    return most > Double(EmbeddedRows.mostPerUpdate)
  }
}
