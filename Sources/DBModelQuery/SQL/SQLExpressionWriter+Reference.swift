import DBModelDesign
import DBModelWorkload

/// Conditions of a change on the row that a reference leads to.
///
/// An `UPDATE` or a `DELETE` cannot join, and a scalar subquery for each row would have every row
/// of the table read. `reference IN (SELECT key FROM target WHERE …)` lets the engine begin with
/// the few rows that the condition finds, and go from there through the reference's index.
extension SQLExpressionWriter {
  /// The reference that all fields of a conjunct are reached over, where the conjunct is false if
  /// that leads nowhere; `nil` where it has to be asked row by row.
  func reference(leadingTo conjunct: Expression) -> AttributeReference? {
    guard !scope.allowsJoins else { return nil }
    let operands: [Expression]
    switch conjunct {
    case .comparison(_, let left, let right):
      guard left != .literal(.null), right != .literal(.null) else { return nil }
      operands = [left, right]
    case .isIn(let tested, _), .isWithin(let tested, _): operands = [tested]
    case .match(let text, let query):
      guard !query.dependsOnRow else { return nil }
      operands = [text]
    default: return nil
    }
    // Arithmetic of what is missing is missing; a test within it may not be.
    guard operands.allSatisfy(\.isMissingWithItsFields) else { return nil }
    let paths = conjunct.fieldPaths
    guard let first = paths.first?.via.first, paths.allSatisfy({ $0.via.first == first }) else {
      return nil
    }
    return first
  }

  /// - Parameter conjuncts: Of this reference, as `reference(leadingTo:)` says.
  mutating func conditions(
    on reference: AttributeReference,
    _ conjuncts: [Expression]
  ) throws(SQLUnsupported) -> SQLText {
    guard case .reference(let declared) = workload[reference].kind else {
      throw SQLUnsupported("`\(workload[reference].name)` is no reference")
    }
    let inner = try SQLScope(
      declared.target,
      workload: workload,
      design: scope.design,
      dialect: dialect,
      allowsJoins: true,
      isQualified: conjuncts.contains { $0.fieldPaths.contains { $0.via.count > 1 } }
    )
    var writer = SQLExpressionWriter(scope: inner, pattern: pattern, options: options)
    let own = conjuncts.map { conjunct in
      conjunct.replacingFields { FieldPath(via: Array($0.via.dropFirst()), field: $0.field) }
    }
    let condition = try writer.condition(own.count == 1 ? own[0] : .and(own))
    var (here, there): ([String], [String]) = ([], [])
    for field in workload[reference.entity].fields(of: reference.attribute) {
      guard let key = field.references else { continue }
      let path = FieldPath(field: FieldReference(reference.entity, field.id))
      here.append(try scope.column(path).text)
      there.append(try writer.scope.column(FieldPath(field: key)).text)
    }
    if dialect == .mysql,
      ([writer.scope.table] + writer.scope.joins.map(\.table)).contains(where: {
        $0.name == scope.table.name
      })
    {
      throw SQLUnsupported("MySQL cannot read the table that it changes")
    }
    let left = here.count == 1 ? here[0] : "(\(here.joined(separator: ", ")))"
    let from = writer.scope.fromClause.replacing("\n ", with: "")
    return """
      \(left) IN (SELECT \(there.joined(separator: ", ")) \(from) \
      WHERE \(condition))
      """
  }
}

extension Expression {
  /// Whether it has no value wherever one of its fields has none.
  fileprivate var isMissingWithItsFields: Bool {
    switch self {
    case .field: true
    case .arithmetic(_, let left, let right):
      left.isMissingWithItsFields && right.isMissingWithItsFields
    case .day(let time): time.isMissingWithItsFields
    default: !dependsOnRow
    }
  }
}
