import DBModelWorkload

/// Finds rows of a data set by key and by reference.
struct RowLookup {
  let workload: Workload
  private let dataset: Dataset
  private let positions = RowPositions()

  init(workload: Workload, dataset: Dataset) {
    self.workload = workload
    self.dataset = dataset
  }

  func row(_ entity: EntityID, key: [Value]) -> [Value]? {
    let known = positions.byKey(entity) {
      dataset[entity].map { self.key(of: $0, entity) }
    }
    return known[key].map { dataset[entity][$0] }
  }

  func rows(_ entity: EntityID) -> [[Value]] { dataset[entity] }

  func key(of row: [Value], _ entity: EntityID) -> [Value] {
    workload[entity].key.map { row[$0.rawValue] }
  }

  /// The key that a row's reference holds, in the order of the target's key; `nil` where a part is
  /// missing.
  func referencedKey(_ attribute: AttributeReference, row: [Value]) -> (EntityID, [Value])? {
    guard case .reference(let reference) = workload[attribute].kind else { return nil }
    let fields = workload[attribute.entity].fields(of: attribute.attribute)
    var values: [Value] = []
    for keyField in workload[reference.target].key {
      guard let field = fields.first(where: { $0.references?.field == keyField }),
        row[field.id.rawValue] != .null
      else { return nil }
      values.append(row[field.id.rawValue])
    }
    return (reference.target, values)
  }

  func referenced(_ attribute: AttributeReference, row: [Value]) -> (EntityID, [Value])? {
    guard let (target, key) = referencedKey(attribute, row: row),
      let found = self.row(target, key: key)
    else { return nil }
    return (target, found)
  }

  /// The rows a relationship leads to, ordered by their key.
  func follow(_ step: RelationshipStep, from row: [Value]) -> [[Value]] {
    switch step {
    case .reference(let attribute):
      return referenced(attribute, row: row).map { [$0.1] } ?? []
    case .inverse(let attribute):
      guard case .reference(let reference) = workload[attribute].kind else { return [] }
      let key = self.key(of: row, reference.target)
      let known = positions.byReference(attribute) {
        rows(attribute.entity).map { referencedKey(attribute, row: $0)?.1 }
      }
      let found = (known[key] ?? []).map { rows(attribute.entity)[$0] }
      return sorted(found, attribute.entity)
    case .many(let attribute):
      return throughLink(attribute, from: row, fromOwner: true)
    case .inverseMany(let attribute):
      return throughLink(attribute, from: row, fromOwner: false)
    }
  }

  private func throughLink(
    _ attribute: AttributeReference,
    from row: [Value],
    fromOwner: Bool
  ) -> [[Value]] {
    guard let link = LinkEntity(attribute, workload: workload) else { return [] }
    let (here, there) =
      fromOwner ? (link.ownerFields, link.targetFields) : (link.targetFields, link.ownerFields)
    let (from, to) = fromOwner ? (attribute.entity, link.target) : (link.target, attribute.entity)
    let key = self.key(of: row, from)
    let found = rows(link.entity).filter { candidate in here.map { candidate[$0.rawValue] } == key }
      .compactMap { candidate in self.row(to, key: there.map { candidate[$0.rawValue] }) }
    return sorted(found, to)
  }

  func sorted(_ rows: [[Value]], _ entity: EntityID) -> [[Value]] {
    rows.sorted { ValueOrder.sequence(key(of: $0, entity), key(of: $1, entity)) < 0 }
  }
}
