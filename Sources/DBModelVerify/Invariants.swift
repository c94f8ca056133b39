import DBModelQuery
import DBModelWorkload

/// What a model declares of all its rows, looked for in what an engine holds: independent of the
/// evaluator, which keeps it by construction.
struct Invariants {
  let workload: Workload
  /// Entities whose rows are looked at; references to others cannot be followed.
  let entities: Set<EntityID>

  /// One line for each rule that is broken.
  func violations(of rows: [(entity: EntityID, row: [Value])]) -> [String] {
    var byEntity: [EntityID: [[Value]]] = [:]
    for (entity, row) in rows { byEntity[entity, default: []].append(row) }
    var found: [String] = []
    for entity in workload.entities where entities.contains(entity.id) {
      let own = byEntity[entity.id] ?? []
      found += uniqueness(entity, own)
      found += references(entity, own, byEntity)
      found += values(entity, own)
    }
    return found
  }

  private func uniqueness(_ entity: Entity, _ rows: [[Value]]) -> [String] {
    let singles = entity.fields.filter { $0.flags.contains(.unique) }.map { [$0.id] }
    let combinations = [entity.key] + singles + entity.uniques.map(\.fields)
    return combinations.compactMap { fields in
      var seen: Set<[Value]> = []
      for row in rows {
        let values = fields.map { row[$0.rawValue] }
        if values.contains(.null) { continue }
        guard seen.insert(values).inserted else {
          let names = fields.map { entity[$0].name }.joined(separator: ", ")
          let shown = values.map(AnswerText.text).joined(separator: ", ")
          return "two rows of `\(entity.name)` have the same `\(names)`: \(shown)"
        }
      }
      return nil
    }
  }

  private func references(
    _ entity: Entity,
    _ rows: [[Value]],
    _ all: [EntityID: [[Value]]]
  ) -> [String] {
    entity.attributes.indices.compactMap { position in
      let attribute = entity.attributes[position]
      guard case .reference(let reference) = attribute.kind, entities.contains(reference.target)
      else { return nil }
      let target = workload[reference.target]
      let keys = Set((all[target.id] ?? []).map { row in target.key.map { row[$0.rawValue] } })
      let fields = entity.fields(of: AttributeID(position))
      for row in rows {
        let key = target.key.compactMap { part in
          fields.first { $0.references?.field == part }.map { row[$0.id.rawValue] }
        }
        if key.contains(.null) || keys.contains(key) { continue }
        let shown = key.map(AnswerText.text).joined(separator: ", ")
        return "`\(entity.name).\(attribute.name)` leads to no `\(target.name)`: \(shown)"
      }
      return nil
    }
  }

  /// Required values are there, and every value fits its field.
  private func values(_ entity: Entity, _ rows: [[Value]]) -> [String] {
    entity.fields.compactMap { field in
      for row in rows {
        let value = row[field.id.rawValue]
        if value == .null {
          if field.isOptional { continue }
          return "a row of `\(entity.name)` has no `\(field.name)`"
        }
        if case .success(let fitted) = FieldFit.fit(value, to: field.type), fitted == value {
          continue
        }
        return "`\(entity.name).\(field.name)` holds what it may not: \(AnswerText.text(value))"
      }
      return nil
    }
  }
}
