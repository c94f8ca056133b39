public import DBModelWorkload

/// What one statement of a write does.
public struct StatementShape: Sendable {
  public enum Kind: String, Hashable, Sendable {
    case insert, update, upsert, delete
  }

  public let kind: Kind
  public let entity: EntityID
  /// Which rows; without parts for an insert.
  public let filter: FilterShape
  /// The key or unique combination that the filter always fixes.
  public let uniqueLookup: [FieldID]?
  public let assignments: [Assignment]
  /// What must hold of the rows found.
  public let condition: Expression?
  /// For an insert: the parameter with the row or the rows.
  public let source: ParameterID?
  /// The many-valued parameters for whose elements the statement runs, outermost first: `for`
  /// loops, and last the parameter of an insert of many rows. Empty: once a call.
  public let repeatedBy: [ParameterID]

  public var isUniqueLookup: Bool { uniqueLookup != nil }

  /// The statements in a statement: one, or those of a loop's body.
  static func shapes(
    of statement: WriteStatement,
    pattern: AccessPattern,
    workload: Workload,
    repeatedBy: [ParameterID] = []
  ) -> [StatementShape] {
    func one(
      _ kind: Kind,
      _ entity: EntityID,
      _ filter: Expression?,
      _ assignments: [Assignment],
      _ condition: Expression?,
      source: ParameterID? = nil
    ) -> [StatementShape] {
      let shape = FilterShape(filter, pattern: pattern, workload: workload)
      var loops = repeatedBy
      if let source {
        switch pattern[source].type {
        case .many: loops.append(source)
        default: break
        }
      }
      return [
        StatementShape(
          kind: kind,
          entity: entity,
          filter: shape,
          uniqueLookup: UniqueLookup.fields(of: entity, fixedBy: shape, workload: workload),
          assignments: assignments,
          condition: condition,
          source: source,
          repeatedBy: loops
        )
      ]
    }
    switch statement {
    case .insert(let entity, let parameter, _):
      return one(.insert, entity, nil, [], nil, source: parameter)
    case .update(let entity, let filter, let assignments, let condition, _):
      return one(.update, entity, filter, assignments, condition)
    case .upsert(let entity, let filter, let assignments, let condition, _):
      return one(.upsert, entity, filter, assignments, condition)
    case .delete(let entity, let filter, let condition, _):
      return one(.delete, entity, filter, [], condition)
    case .forEach(let variable, let body, _):
      var loops = repeatedBy
      if case .element(let list) = pattern[variable].type { loops.append(list) }
      return body.flatMap {
        shapes(of: $0, pattern: pattern, workload: workload, repeatedBy: loops)
      }
    }
  }
}
