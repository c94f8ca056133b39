import DBModelWorkload

@testable import DBModelPlanning

/// Every index key that a need gives rise to, whether another one does as well or not: nothing is
/// left out because it is dominated, and nothing because there are many.
struct UnprunedKeys {
  let workload: Workload
  let entity: Entity

  /// Some of the equalities in the partition key; then some of the others in any order, one range
  /// or none, and nothing, the order or the entity's key.
  func keys(_ needs: [RowNeed]) -> [KeyCandidate] {
    var found: Set<KeyCandidate> = []
    for need in needs {
      // Where no value is asked for, all rows may stand under one.
      let isWhole = need.fixed.isEmpty && need.memberships.isEmpty && !need.isPerRow && !need.isJob
      for partition in Self.subsets(equalities(need))
      where !partition.isEmpty || isWhole && KeyCandidates.isWorthAWholeKey(entity) {
        let rest = equalities(need).filter { !partition.contains($0) }
        for sort in sorts(need, rest, behind: partition) {
          found.insert(KeyCandidate(entity: entity.id, partition: partition, sort: sort))
        }
      }
    }
    return found.sorted { $0.text(workload) < $1.text(workload) }
  }

  /// The key with one attribute more at its end, whichever every row has.
  func longer(_ key: KeyCandidate) -> [KeyCandidate] {
    entity.fields.filter { !$0.isOptional && !(key.partition + key.sort).contains($0.id) }
      .map { key.sort + [$0.id] }.filter(fits)
      .map { KeyCandidate(entity: key.entity, partition: key.partition, sort: $0) }
  }

  private func equalities(_ need: RowNeed) -> [FieldID] {
    let fields = Set(need.fixedFields + need.memberships.flatMap(\.fields))
    return fields.filter { StoredAttribute.isKeyable(entity[$0].type) }
      .sorted { entity[$0].name < entity[$1].name }
  }

  private func sorts(
    _ need: RowNeed,
    _ rest: [FieldID],
    behind partition: [FieldID]
  ) -> Set<[FieldID]> {
    var found: Set<[FieldID]> = []
    let ranges = [[]] + need.ranges.map { [$0.field] }
    let ends = [[], order(need), entity.key]
    for lead in Self.subsets(rest).flatMap(Self.orders) {
      for range in ranges {
        for end in ends {
          var sort: [FieldID] = []
          for field in lead + range + end
          where !sort.contains(field) && !partition.contains(field) {
            sort.append(field)
          }
          // Where a key can give an order that decides what is returned, it does.
          if fits(sort), !need.isOrderBinding || !isGiven(need) || end == order(need) {
            found.insert(sort)
          }
        }
      }
    }
    return found
  }

  private func order(_ need: RowNeed) -> [FieldID] { (need.order ?? []).map(\.field) }

  private func isGiven(_ need: RowNeed) -> Bool {
    Set((need.order ?? []).map(\.isDescending)).count == 1
      && order(need).allSatisfy { field in
        StoredAttribute.isKeyable(entity[field].type)
          && (!entity[field].isOptional || need.ranges.contains { $0.field == field })
      }
  }

  private func fits(_ sort: [FieldID]) -> Bool {
    let sizes = sort.map { StoredAttribute.maximumNativeBytes(entity[$0].type) }
    return sort.count <= IdealKey.attributesPerPart
      && sort.allSatisfy { StoredAttribute.isKeyable(entity[$0].type) }
      && sizes.allSatisfy { $0 <= IdealKey.sortBytes }
      && sizes.reduce(0, +) <= IdealKey.sortBytes
  }

  private static func subsets(_ fields: [FieldID]) -> [[FieldID]] {
    (0..<(1 << fields.count)).map { mask in
      fields.indices.filter { mask >> $0 & 1 == 1 }.map { fields[$0] }
    }.filter { $0.count <= IdealKey.attributesPerPart }
  }

  private static func orders(_ fields: [FieldID]) -> [[FieldID]] {
    guard !fields.isEmpty else { return [[]] }
    return fields.flatMap { first in
      orders(fields.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
