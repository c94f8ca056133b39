import DBModelDesign
import DBModelWorkload

extension SQLStatementWriter {
  func write(
    _ statements: [WriteStatement],
    _ pattern: AccessPattern,
    _ options: SQLStatementOptions
  ) throws(SQLUnsupported) -> [SQLStatement] {
    var position = 0
    var result: [SQLStatement] = []
    for statement in statements {
      try append(statement, pattern, options, [], &position, to: &result)
    }
    return result
  }

  private func append(
    _ statement: WriteStatement,
    _ pattern: AccessPattern,
    _ options: SQLStatementOptions,
    _ loops: [ParameterID],
    _ position: inout Int,
    to result: inout [SQLStatement]
  ) throws(SQLUnsupported) {
    let change = ChangeWriter(
      writer: self,
      pattern: pattern,
      options: options,
      statement: position,
      loops: loops
    )
    switch statement {
    case .insert(let entity, let source, _):
      result.append(try change.insert(entity, source))
    case .update(let entity, let filter, let assignments, let condition, _):
      result += try change.update(entity, filter, assignments, condition)
    case .upsert(let entity, let filter, let assignments, let condition, _):
      result += try change.upsert(entity, filter, assignments, condition)
    case .delete(let entity, let filter, let condition, _):
      result += try change.delete(entity, filter, condition)
    case .forEach(let variable, let body, _):
      for inner in body {
        try append(inner, pattern, options, loops + [variable], &position, to: &result)
      }
      return
    }
    position += 1
  }
}

/// Writes one changing statement.
private struct ChangeWriter {
  let writer: SQLStatementWriter
  let pattern: AccessPattern
  let options: SQLStatementOptions
  let statement: Int
  let loops: [ParameterID]

  var dialect: SQLDialect { writer.dialect }
  var workload: Workload { writer.workload }

  private func expressions(
    _ entity: EntityID,
    isQualified: Bool = false,
    _ parts: [Expression?]
  ) throws(SQLUnsupported) -> SQLExpressionWriter {
    let hasPaths = parts.contains { part in
      part?.fieldPaths.contains { !$0.via.isEmpty } ?? false
    }
    let scope = try SQLScope(
      entity,
      workload: workload,
      design: writer.design,
      dialect: dialect,
      allowsJoins: false,
      isQualified: isQualified || hasPaths
    )
    return SQLExpressionWriter(scope: scope, pattern: pattern, options: options)
  }

  private func isLookup(_ entity: EntityID, _ filter: Expression) -> Bool {
    let shape = FilterShape(filter, pattern: pattern, workload: workload)
    return UniqueLookup.fields(of: entity, fixedBy: shape, workload: workload) != nil
  }

  func insert(_ entity: EntityID, _ source: ParameterID) throws(SQLUnsupported) -> SQLStatement {
    let table = try SQLScope.table(of: entity, workload: workload, design: writer.design)
    let values = table.columns.map { column in
      SQLText(
        SQLBinding(
          .inserted(FieldReference(entity, column.field), from: source),
          workload[entity][column.field].type
        )
      )
    }
    var repeated = loops
    if case .many = pattern[source].type { repeated.append(source) }
    return SQLStatement(
      insertText(table, values),
      dialect: dialect,
      role: .write(SQLWriteRole(.insert, entity, statement: statement, repeatedBy: repeated))
    )
  }

  private func insertText(_ table: RelationalTable, _ values: [SQLText]) -> SQLText {
    """
    INSERT INTO \(dialect.quoted(table.name)) (\(dialect.quoted(table.columns.map(\.name))))
    VALUES (\(values.joined(separator: ", ")))
    """
  }

  func update(
    _ entity: EntityID,
    _ filter: Expression,
    _ assignments: [Assignment],
    _ condition: Expression?
  ) throws(SQLUnsupported) -> [SQLStatement] {
    let filter = writer.specialized(filter, pattern, options)
    var expressions = try self.expressions(
      entity,
      [filter, condition] + assignments.map(\.value)
    )
    let changes = try self.assignments(assignments, entity, &expressions)
    let (check, conditions) = try self.conditions(entity, filter, condition, &expressions)
    let text: SQLText = """
      UPDATE \(dialect.quoted(expressions.scope.table.name))
      SET \(changes.joined(separator: ", "))
      WHERE \(conditions.joined(separator: "\n  AND "))
      """
    let role = SQLWriteRole(
      .update,
      entity,
      statement: statement,
      failsWithoutRows: condition != nil && isLookup(entity, filter),
      repeatedBy: loops
    )
    return check + [SQLStatement(text, dialect: dialect, role: .write(role))]
  }

  func delete(
    _ entity: EntityID,
    _ filter: Expression,
    _ condition: Expression?
  ) throws(SQLUnsupported) -> [SQLStatement] {
    let filter = writer.specialized(filter, pattern, options)
    var expressions = try self.expressions(entity, [filter, condition])
    let (check, conditions) = try self.conditions(entity, filter, condition, &expressions)
    let text: SQLText = """
      DELETE FROM \(dialect.quoted(expressions.scope.table.name))
      WHERE \(conditions.joined(separator: "\n  AND "))
      """
    let role = SQLWriteRole(
      .delete,
      entity,
      statement: statement,
      failsWithoutRows: condition != nil && isLookup(entity, filter),
      repeatedBy: loops
    )
    return check + [SQLStatement(text, dialect: dialect, role: .write(role))]
  }

  /// The conditions of a change. Where it may find several rows, the rows that fail are counted
  /// before, since one of them fails the whole write.
  private func conditions(
    _ entity: EntityID,
    _ filter: Expression,
    _ condition: Expression?,
    _ expressions: inout SQLExpressionWriter
  ) throws(SQLUnsupported) -> (check: [SQLStatement], conditions: [SQLText]) {
    let filterText = try expressions.condition(filter)
    guard let condition else { return ([], [filterText]) }
    let conditionText = try expressions.condition(condition)
    if isLookup(entity, filter) { return ([], [filterText, conditionText]) }
    let text: SQLText = """
      SELECT COUNT(*)
      \(expressions.scope.fromClause)
      WHERE \(filterText)
        AND (\(conditionText)) IS NOT TRUE
      """
    let check = SQLStatement(
      text,
      dialect: dialect,
      role: .checkCondition(statement: statement)
    )
    return ([check], [filterText])
  }

  private func assignments(
    _ assignments: [Assignment],
    _ entity: EntityID,
    _ expressions: inout SQLExpressionWriter
  ) throws(SQLUnsupported) -> [SQLText] {
    var texts: [SQLText] = []
    for assignment in try ordered(assignments, entity) {
      let field = workload[entity][assignment.field]
      let name = try SQLScope.column(
        assignment.field,
        of: expressions.scope.table,
        workload: workload
      ).name
      let value = try self.value(assignment, field, entity, &expressions)
      texts.append("\(dialect.quoted(name)) = \(value)")
    }
    return texts
  }

  private func value(
    _ assignment: Assignment,
    _ field: Field,
    _ entity: EntityID,
    _ expressions: inout SQLExpressionWriter
  ) throws(SQLUnsupported) -> SQLText {
    let path = FieldPath(field: FieldReference(entity, field.id))
    var expression = assignment.value
    if assignment.assignmentOperator != .set {
      let operation: ArithmeticOperator =
        assignment.assignmentOperator == .add ? .add : .subtract
      expression = .arithmetic(operation, .field(path), assignment.value)
    }
    guard expression.dependsOnRow else {
      if case .literal(let literal) = expression,
        case .success(let fitted) = FieldFit.fit(literal, to: field.type)
      {
        return SQLText(expressions.codec.literal(fitted, as: field.type))
      }
      return SQLText(SQLBinding(.expression(expression), field.type))
    }
    // A missing number counts as 0.
    if assignment.assignmentOperator != .set, ExpressionTyping.isNumber(field.type) {
      expressions.zeroWhereMissing = path
    }
    let text = try expressions.value(expression).text
    expressions.zeroWhereMissing = nil
    return try fitted(text, expression, field, &expressions)
  }

  /// Brings a computed value to the digits of its column, where the engine would not.
  private func fitted(
    _ text: SQLText,
    _ expression: Expression,
    _ field: Field,
    _ expressions: inout SQLExpressionWriter
  ) throws(SQLUnsupported) -> SQLText {
    let from = SQLStorage(expressions.type(of: expression), dialect)
    let to = SQLStorage(field.type, dialect)
    switch (from, to) {
    case (.scaledInteger(let digits), .scaledInteger(let wanted)) where digits > wanted:
      let divisor = String(ValueArithmetic.powerOfTen(digits - wanted))
      if case .timestamp = field.type {
        return "(\(text) - ((\(text) % \(divisor)) + \(divisor)) % \(divisor)) / \(divisor)"
      }
      return """
        (2 * \(text) + CASE WHEN \(text) < 0 THEN -\(divisor) ELSE \(divisor) END) \
        / (2 * \(divisor))
        """
    case (.scaledInteger(let digits), .scaledInteger(let wanted)):
      return expressions.scaled(text, by: wanted - digits)
    case (.native, .scaledInteger(let wanted)): return expressions.scaled(text, by: wanted)
    case (let a, let b) where a == b: return text
    default: throw SQLUnsupported("a computed value cannot be kept as the column wants it")
    }
  }

  /// MySQL computes from left to right with the values already assigned: what an assignment reads
  /// is assigned after it.
  private func ordered(
    _ assignments: [Assignment],
    _ entity: EntityID
  ) throws(SQLUnsupported) -> [Assignment] {
    guard dialect == .mysql else { return assignments }
    var rest = assignments
    var result: [Assignment] = []
    while !rest.isEmpty {
      let next = rest.firstIndex { candidate in
        !rest.contains { other in
          other.field != candidate.field
            && other.value.fieldPaths.contains {
              $0.via.isEmpty && $0.field == FieldReference(entity, candidate.field)
            }
        }
      }
      guard let next else {
        throw SQLUnsupported("MySQL cannot assign fields that are computed from each other")
      }
      result.append(rest.remove(at: next))
    }
    return result
  }

  /// Whether the key and the assignments give a new row every value it must have.
  private func isWhole(_ entity: EntityID, _ assignments: [Assignment]) -> Bool {
    let declared = workload[entity]
    let given = Set(declared.key + assignments.map(\.field))
    return declared.fields.allSatisfy { $0.isOptional || given.contains($0.id) }
  }

  func upsert(
    _ entity: EntityID,
    _ filter: Expression,
    _ assignments: [Assignment],
    _ condition: Expression?
  ) throws(SQLUnsupported) -> [SQLStatement] {
    let table = try SQLScope.table(of: entity, workload: workload, design: writer.design)
    let values = table.columns.map { column in
      SQLText(
        SQLBinding(
          .created(FieldReference(entity, column.field), statement: statement),
          workload[entity][column.field].type
        )
      )
    }
    let insert = insertText(table, values)
    // An insert that lacks a required value is refused before any conflict is looked at, so that
    // where a row can only be changed, the change goes first.
    if (dialect == .mysql && condition != nil) || !isWhole(entity, assignments) {
      let role = SQLWriteRole(
        .update,
        entity,
        statement: statement,
        failsWithoutRows: false,
        repeatedBy: loops
      )
      let fallback = SQLWriteRole(
        .upsert,
        entity,
        statement: statement,
        isFallback: true,
        repeatedBy: loops
      )
      let update = try self.update(entity, filter, assignments, condition)
      return update.map { statement in
        SQLStatement(statement.source, dialect: dialect, role: .write(role))
      } + [SQLStatement(insert, dialect: dialect, role: .write(fallback))]
    }
    var expressions = try self.expressions(
      entity,
      isQualified: dialect != .mysql,
      [condition] + assignments.map(\.value)
    )
    let changes = try self.assignments(assignments, entity, &expressions)
      .joined(separator: ", ")
    var text: SQLText
    if dialect == .mysql {
      text = "\(insert)\nON DUPLICATE KEY UPDATE \(changes)"
    } else {
      text =
        "\(insert)\nON CONFLICT (\(dialect.quoted(table.primaryKey))) DO UPDATE\nSET \(changes)"
      if let condition { text += "\nWHERE \(try expressions.condition(condition))" }
    }
    let role = SQLWriteRole(
      .upsert,
      entity,
      statement: statement,
      failsWithoutRows: condition != nil,
      repeatedBy: loops
    )
    return [SQLStatement(text, dialect: dialect, role: .write(role))]
  }
}
