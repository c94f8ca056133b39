import DBModelWorkload

extension DatasetWriter {
  /// Deletes rows and does to the rows that refer to them what the references declare; a reference
  /// that declares nothing restricts. Rows of links go with either side.
  mutating func delete(
    _ rows: [[Value]],
    of entity: EntityID
  ) throws(WriteFailure) {
    changedRows += rows.count
    var pending = rows.map { (entity: entity, row: $0) }
    var deleted: [(entity: EntityID, key: [Value])] = []
    while let next = pending.popLast() {
      let keyFields = workload[next.entity].key
      let key = keyFields.map { next.row[$0.rawValue] }
      let before = dataset[next.entity].count
      dataset[next.entity].removeAll { row in keyFields.map { row[$0.rawValue] } == key }
      guard dataset[next.entity].count < before else { continue }
      deleted.append((next.entity, key))
      for (attribute, action) in references(to: next.entity) where action != .restrict {
        let referring = referringRows(attribute, key: key)
        if action == .cascade {
          pending += referring.map { (attribute.entity, $0) }
        } else {
          try clear(attribute, of: referring)
        }
      }
    }
    for (entity, key) in deleted {
      for (attribute, _) in references(to: entity) where !referringRows(attribute, key: key).isEmpty
      {
        throw WriteFailure(.stillReferenced(attribute))
      }
    }
  }

  private func references(to target: EntityID) -> [(AttributeReference, DeleteAction)] {
    workload.entities.flatMap { entity in
      entity.attributes.enumerated().compactMap { position, attribute in
        guard case .reference(let reference) = attribute.kind, reference.target == target
        else { return nil }
        var action = reference.deleteAction ?? .restrict
        if case .link = entity.origin { action = .cascade }
        return (AttributeReference(entity.id, AttributeID(position)), action)
      }
    }
  }

  private func referringRows(_ attribute: AttributeReference, key: [Value]) -> [[Value]] {
    let lookup = RowLookup(workload: workload, dataset: dataset)
    return dataset[attribute.entity].filter { lookup.referencedKey(attribute, row: $0)?.1 == key }
  }

  private mutating func clear(
    _ attribute: AttributeReference,
    of rows: [[Value]]
  ) throws(WriteFailure) {
    for row in rows {
      guard let index = dataset[attribute.entity].firstIndex(of: row) else { continue }
      var cleared = row
      for field in workload[attribute.entity].fields(of: attribute.attribute) {
        cleared[field.id.rawValue] = .null
      }
      dataset[attribute.entity][index] = try fitted(cleared, of: attribute.entity)
    }
  }
}
