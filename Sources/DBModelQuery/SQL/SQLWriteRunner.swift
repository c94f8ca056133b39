public import DBModelWorkload

/// Carries out a write through its statements. The caller opens a transaction before and ends it
/// after: with a commit where the outcome is `applied`, else with a rollback.
///
/// Idempotency tokens are not kept by the schema; what a repeated call does is up to the caller.
public struct SQLWriteRunner: Sendable {
  /// What running one statement gave.
  public enum Effect: Sendable {
    /// So many rows matched and were written, changed or not (in MySQL the client asks for found
    /// rows); for a query what it counted.
    case rows(Int)
    /// A key or a unique combination exists already.
    case duplicate
    /// Any other constraint, or a value that does not fit.
    case refused
  }

  public enum Outcome: Hashable, Sendable {
    case applied
    case conditionFailed(statement: Int)
    case duplicate(EntityID)
    case refused
  }

  public let writer: SQLStatementWriter
  public let pattern: AccessPattern
  public let arguments: Arguments
  /// The time of the request, nanoseconds since 1970.
  public let now: Int64

  public init(
    writer: SQLStatementWriter,
    pattern: AccessPattern,
    arguments: Arguments,
    now: Int64
  ) {
    self.writer = writer
    self.pattern = pattern
    self.arguments = arguments
    self.now = now
  }

  /// - Parameter execute: runs one statement with its values.
  public func run(execute: (SQLStatement, [Value]) throws -> Effect) throws -> Outcome {
    guard case .write(let statements, _) = pattern.operation else { return .applied }
    var counts: [ParameterID: Int] = [:]
    for parameter in pattern.parameters {
      if case .many(let elements) = arguments[parameter.id] {
        counts[parameter.id] = elements.count
      }
    }
    let options = SQLStatementOptions(
      given: Set(pattern.parameters.filter { arguments.isGiven($0.id) }.map(\.id)),
      elementCounts: counts
    )
    let written = try writer.statements(for: pattern, options: options)
    var position = 0
    return try run(statements, written, arguments, &position, execute) ?? .applied
  }

  private func run(
    _ statements: [WriteStatement],
    _ written: [SQLStatement],
    _ scope: Arguments,
    _ position: inout Int,
    _ execute: (SQLStatement, [Value]) throws -> Effect
  ) throws -> Outcome? {
    for statement in statements {
      if case .forEach(let variable, let body, _) = statement {
        let start = position
        for element in elements(of: variable, scope) {
          var inner = scope
          inner[variable] = element
          position = start
          if let failure = try run(body, written, inner, &position, execute) { return failure }
        }
        position = start + DatasetWriter.count(body)
        continue
      }
      if let failure = try run(at: position, statement, written, scope, execute) { return failure }
      position += 1
    }
    return nil
  }

  private func elements(of variable: ParameterID, _ scope: Arguments) -> [Argument] {
    guard case .element(let list) = pattern[variable].type, case .many(let elements) = scope[list]
    else { return [] }
    return elements
  }

  private func run(
    at position: Int,
    _ statement: WriteStatement,
    _ written: [SQLStatement],
    _ scope: Arguments,
    _ execute: (SQLStatement, [Value]) throws -> Effect
  ) throws -> Outcome? {
    var scopes = [scope]
    if case .insert(_, let source, _) = statement, case .many(let elements) = scope[source] {
      scopes = elements.map { element in
        var inner = scope
        inner[source] = element
        return inner
      }
    }
    for scope in scopes {
      var lastRows = 0
      for candidate in written {
        switch candidate.role {
        case .checkCondition(position):
          if case .rows(let count) = try effect(candidate, scope, execute), count > 0 {
            return .conditionFailed(statement: position)
          }
        case .write(let role) where role.statement == position:
          if role.isFallback, lastRows > 0 { continue }
          switch try effect(candidate, scope, execute) {
          case .duplicate:
            return role.isFallback
              ? .conditionFailed(statement: position) : .duplicate(role.entity)
          case .refused: return .refused
          case .rows(let count):
            if count == 0, role.failsWithoutRows { return .conditionFailed(statement: position) }
            lastRows = count
          }
        default: continue
        }
      }
    }
    return nil
  }

  private func effect(
    _ statement: SQLStatement,
    _ scope: Arguments,
    _ execute: (SQLStatement, [Value]) throws -> Effect
  ) throws -> Effect {
    let resolver = SQLBindingResolver(
      workload: writer.workload,
      pattern: pattern,
      arguments: scope,
      now: now
    )
    var values: [Value] = []
    for binding in statement.bindings {
      do throws(EvaluationError) {
        values.append(try resolver.value(binding))
      } catch {
        return .refused
      }
    }
    return try execute(statement, values)
  }
}
