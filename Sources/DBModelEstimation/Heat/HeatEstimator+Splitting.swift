import DBModelDesign
import DBModelWorkload

/// Whether the service can spread the load on one key over several partitions.
extension HeatEstimator {
  func splitting(_ table: DynamoDBTable) -> Splitting {
    guard table.sortKey != nil else {
      return .cannot("the key is one item, and one item stays on one partition")
    }
    if let local = table.localIndexes.first {
      return .cannot("local index `\(local.name)` keeps each collection on one partition")
    }
    // Where items of several entities stand under a key, those that are written the most decide.
    let loads = written[table.name] ?? [:]
    let hottest = table.layouts.max { (loads[$0.entity] ?? 0) < (loads[$1.entity] ?? 0) }
    if let hottest, let template = hottest.sortKey, grows(template, hottest.entity) {
      return .cannot(Self.reason(template, workload[hottest.entity]))
    }
    return .helps
  }

  func splitting(_ index: SecondaryIndex) -> Splitting {
    for member in index.members {
      let sort = member.templates.dropFirst(index.partitionKey.count)
      if let template = sort.first, grows(template, member.entity) {
        return .cannot(Self.reason(template, workload[member.entity]))
      }
    }
    return index.sortKey.isEmpty
      ? .cannot("without a sort key the collection has no order to split by") : .helps
  }

  private static func reason(_ template: KeyTemplate, _ entity: Entity) -> String {
    let name = template.fields.first.map { entity[$0].name } ?? ""
    return "the sort key begins with `\(name)`, which only grows: the hot end moves"
  }

  /// A time of insertion and a row's own ulid only grow; a reference to a ulid names any row.
  private func grows(_ template: KeyTemplate, _ entity: EntityID) -> Bool {
    guard let first = template.fields.first else { return false }
    let field = workload[entity][first]
    return field.flags.contains(.clock) || (field.type == .ulid && field.references == nil)
  }
}
