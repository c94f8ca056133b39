import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What a DynamoDB design does not do, whatever its keys are. A call that comes down to it is not
/// sent, and the report says so: such a call proves nothing, and must not look as if it did.
extension VerifyPass {
  /// Why no call of a pattern can be held against the evaluator; `nil` where they can.
  func unsupported(_ pattern: AccessPattern) -> String? {
    guard case .write(let shapes, _) = PatternShape(pattern, workload: workload) else { return nil }
    for shape in shapes where shape.kind == .delete {
      for entity in workload.entities {
        for attribute in entity.attributes {
          guard case .reference(let reference) = attribute.kind,
            reference.target == shape.entity, reference.deleteAction == .setNull
          else { continue }
          return "`\(entity.name).\(attribute.name)` is set to null with a deleted"
            + " `\(workload[shape.entity].name)`, and no request of the design does that"
        }
      }
    }
    return nil
  }

  /// Which attribute a pattern changes that its requests do not keep; `nil` where they keep all.
  func unkept(_ pattern: AccessPattern, _ path: DynamoDBPath) -> String? {
    let kept = Set(path.requests.compactMap(\.keeping).flatMap(\.aggregates))
    let lost = workload.keptAggregates.first { aggregate in
      !kept.contains(aggregate)
        && workload[workload[aggregate.target.entity].home].kind == .dynamodb
        && pattern.statements.contains { isCounted($0, by: aggregate) }
    }
    return lost.map {
      "nothing keeps `\(workload[$0.target.entity].name).\(workload[$0.target].name)` (DBM4021)"
    }
  }

  /// Whether a statement changes what an aggregate is kept from, other than by deleting the row
  /// that keeps it.
  private func isCounted(_ statement: WriteStatement, by aggregate: KeptAggregate) -> Bool {
    guard aggregate.isChanged(by: statement, in: workload) else { return false }
    guard case .delete(let entity, _, _, _) = statement else { return true }
    return entity == aggregate.reference.entity
      || !workload.entitiesDeleted(with: entity).contains(aggregate.target.entity)
  }

  /// Why one call is not sent; `nil` where it is.
  func gap(_ pattern: AccessPattern, _ outcome: WriteOutcome, _ path: DynamoDBPath) -> String? {
    switch outcome {
    case .duplicateUnique(let entity, let fields):
      if isGuarded(entity, fields) { return isAtomic(pattern, path) ? nil : Self.oneByOne }
      let names = fields.map { workload[entity][$0].name }.joined(separator: ", ")
      return "the tables do not keep `\(names)` of `\(workload[entity].name)` unique (DBM4005)"
    case .missingReference(let attribute):
      let name = "\(workload[attribute.entity].name).\(workload[attribute].name)"
      return "the tables do not check where `\(name)` leads"
    case .stillReferenced(let attribute):
      let name = "\(workload[attribute.entity].name).\(workload[attribute].name)"
      return "the tables do not check whether `\(name)` still leads to a deleted row"
    case .rejected(let error):
      return "the tables do not check values: \(text(error))"
    case .repeated: return "a repeated token is known to the service for ten minutes only"
    case .duplicateKey(let entity):
      if !isKeyOfTable(entity) {
        return "the key of the table is not the key of `\(workload[entity].name)`, so that two rows"
          + " of one key find room"
      }
      return isAtomic(pattern, path) ? nil : Self.oneByOne
    case .conditionFailed: return isAtomic(pattern, path) ? nil : Self.oneByOne
    case .applied: return nil
    }
  }

  private static let oneByOne =
    "items are changed one by one, and what was changed before the condition failed stays"

  /// Whether all of it holds together: one item, or a transaction.
  private func isAtomic(_ pattern: AccessPattern, _ path: DynamoDBPath) -> Bool {
    guard !path.isTransactional,
      case .write(let shapes, _) = PatternShape(pattern, workload: workload)
    else { return true }
    let writes = path.requests.filter(\.kind.isWrite)
    if writes.count == 1, writes[0].kind == .putItem, writes[0].repetition == .once { return true }
    return shapes.count == 1 && shapes[0].repeatedBy.isEmpty
      && (shapes[0].kind == .insert || shapes[0].isUniqueLookup)
  }

  /// Whether guards refuse a second row with these values.
  private func isGuarded(_ entity: EntityID, _ fields: [FieldID]) -> Bool {
    endpoints.contains { endpoint in
      endpoint.tables.design.guards.contains {
        $0.entity == entity && Set(fields).isSuperset(of: $0.fields)
      }
    }
  }

  /// Whether a table finds a second row of a key.
  private func isKeyOfTable(_ entity: EntityID) -> Bool {
    for endpoint in endpoints {
      guard let table = endpoint.tables.design.table(of: entity) else { continue }
      if let rows = table.holder(of: entity)?.rows {
        // Rows of one key may stand in the items of two others where the key does not say which.
        let fields = workload[entity].fields(of: rows.reference.attribute).map(\.id)
        return Set(fields).isSubset(of: workload[entity].key)
      }
      guard let layout = table.layout(of: entity) else { continue }
      let fields = layout.partitionKey.fields + (layout.sortKey?.fields ?? [])
      return Set(fields) == Set(workload[entity].key)
    }
    return true
  }

  // MARK: Words

  func text(_ outcome: WriteOutcome) -> String {
    switch outcome {
    case .applied: "applied"
    case .repeated: "repeated, and so nothing to do"
    case .conditionFailed(let statement): "condition of statement \(statement + 1) failed"
    case .duplicateKey(let entity): "a `\(workload[entity].name)` with this key exists"
    case .duplicateUnique(let entity, _):
      "a `\(workload[entity].name)` with these unique values exists"
    case .missingReference(let attribute):
      "`\(workload[attribute.entity].name).\(workload[attribute].name)` leads to no row"
    case .stillReferenced(let attribute):
      "`\(workload[attribute.entity].name).\(workload[attribute].name)` still leads to it"
    case .rejected(let error): "refused: \(text(error))"
    }
  }

  func text(_ outcome: DynamoDBWriteOutcome) -> String {
    switch outcome {
    case .applied: "applied"
    case .conditionFailed(let statement): "condition of statement \(statement + 1) failed"
    case .duplicateKey(let entity): "a `\(workload[entity].name)` with this key exists"
    case .duplicateUnique(let entity, _):
      "a `\(workload[entity].name)` with these unique values exists"
    case .missingReference(let attribute):
      "`\(workload[attribute.entity].name).\(workload[attribute].name)` leads to no row"
    case .lostRace(let entity): "another call was first at a `\(workload[entity].name)`"
    }
  }

  private func text(_ error: EvaluationError) -> String {
    switch error {
    case .overflow: "a result that does not fit"
    case .typeMismatch(let what): "operands that do not go together (\(what))"
    case .violation(let field, let violation):
      "`\(workload[field.entity].name).\(workload[field].name)`, \(violation.rawValue)"
    }
  }
}
