import DBModelWorkload

/// Makes the keys that local indexes may have from what must be read strongly consistent: a global
/// index over the same attributes costs the same writes and stands in the way of nothing, so that
/// nothing else is worth a local one.
///
/// A local index has the table's partition key and one attribute behind it, and only a table that
/// has a sort key has local indexes (Developer Guide, local secondary indexes, checked 2026-11-23).
struct LocalKeys {
  let entity: Entity
  let base: AccessKey

  /// In the order of names: what is left of the equalities of a need, its ranges, or its order.
  func keys(_ needs: [RowNeed]) -> [KeyCandidate] {
    let partition = base.partitionFields
    guard !base.sort.isEmpty else { return [] }
    var fields: Set<FieldID> = []
    for need in needs where partition.allSatisfy(need.fixedFields.contains) {
      let open = (need.order ?? []).map(\.field).filter { !need.fixedFields.contains($0) }
      fields.formUnion(need.fixedFields + need.ranges.map(\.field) + open.prefix(1))
    }
    return fields.subtracting(partition).filter(isOfUse)
      .sorted { entity[$0].name < entity[$1].name }
      .map {
        KeyCandidate(entity: entity.id, partition: partition, sort: [$0], isLocal: true)
      }
  }

  private func isOfUse(_ field: FieldID) -> Bool {
    let type = entity[field].type
    return base.sortFields.first != field && StoredAttribute.isKeyable(type)
      && StoredAttribute.maximumNativeBytes(type) <= IdealKey.sortBytes
  }
}
