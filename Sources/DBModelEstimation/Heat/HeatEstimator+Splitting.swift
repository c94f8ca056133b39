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
    let growing = table.layouts.filter { layout in
      layout.sortKey.map { grows($0, layout.entity) } ?? false
    }
    if table.layouts.count == 1, let layout = growing.first, let template = layout.sortKey {
      return .cannot(Self.reason(template, workload[layout.entity]))
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
