public import DBModelWorkload

extension SQLStatementWriter {
  /// SQL as written for PostgreSQL, its numbers with the types that the model declares:
  /// `$1::bigint` rather than `$1`, whose type the engine infers. What that would be of other
  /// values depends on the driver, so that they stay as they are.
  ///
  /// - Parameter integers: What whole numbers are handed over as.
  /// - Returns: `nil` for other patterns, and where no parameter is a number.
  public func typed(_ pattern: AccessPattern, integers: String) -> SQLStatement? {
    guard case .sql(let raw) = pattern.operation, dialect == .postgresql else { return nil }
    let typing = ExpressionTyping(pattern: pattern, workload: workload)
    var isTyped = false
    let statement = RawSQLText(raw, pattern, workload, dialect) { parameter in
      switch parameter.type {
      case .value, .key: break
      case .many, .range, .newRow, .element: return nil
      }
      switch typing.type(of: ParameterReference(parameter.id)) {
      case .integer: isTyped = true; return integers
      case .decimal: isTyped = true; return "numeric"
      default: return nil
      }
    }.statement
    return isTyped ? statement : nil
  }
}
