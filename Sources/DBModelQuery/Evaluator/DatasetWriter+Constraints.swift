import DBModelWorkload

extension DatasetWriter {
  func fitted(_ row: [Value], of entity: EntityID) throws(WriteFailure) -> [Value] {
    var result = row
    for field in workload[entity].fields {
      let place = FieldReference(entity, field.id)
      if row[field.id.rawValue] == .null {
        if !field.isOptional {
          throw WriteFailure(.rejected(.violation(place, .missing)))
        }
        continue
      }
      switch FieldFit.fit(row[field.id.rawValue], to: field.type) {
      case .success(let value): result[field.id.rawValue] = value
      case .failure(let fault):
        throw WriteFailure(.rejected(.violation(place, fault.violation)))
      }
    }
    return result
  }

  /// Combinations with a missing value are never equal.
  func checkUniques(
    _ row: [Value],
    of entity: EntityID,
    except index: Int?
  ) throws(WriteFailure) {
    let declared = workload[entity]
    for fields in declared.uniqueCombinations {
      let values = fields.map { row[$0.rawValue] }
      if values.contains(.null) { continue }
      for (other, candidate) in dataset[entity].enumerated() where other != index {
        if fields.map({ candidate[$0.rawValue] }) == values {
          throw WriteFailure(.duplicateUnique(entity, fields))
        }
      }
    }
  }

  /// Every reference of a written row leads to a row, once all statements have run.
  func checkReferences() throws(WriteFailure) {
    let lookup = RowLookup(workload: workload, dataset: dataset)
    for (entity, written) in unchecked {
      // A row deleted again by a later statement owes nothing.
      let key = lookup.key(of: written, entity)
      guard let row = lookup.row(entity, key: key) else { continue }
      for (position, attribute) in workload[entity].attributes.enumerated() {
        guard case .reference = attribute.kind else { continue }
        let reference = AttributeReference(entity, AttributeID(position))
        guard let (target, key) = lookup.referencedKey(reference, row: row) else { continue }
        if lookup.row(target, key: key) == nil {
          throw WriteFailure(.missingReference(reference))
        }
      }
    }
  }
}
