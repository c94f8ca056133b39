import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// What a write costs: the item, and each index by what the change does to it.
  ///
  /// - Parameter succeeds: The part of the writes that reach the indexes, 0…1: a failed condition
  ///   is
  ///   charged for the item alone.
  func write(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ repetitions: Interval,
    path: DynamoDBPath,
    at position: Int,
    succeeds: Double
  ) -> RequestUnits {
    guard let entity = request.entities.first, let table = design.table(named: request.table) else {
      return RequestUnits(
        structure: request.table,
        readUnits: .zero,
        writeUnits: [],
        items: .zero,
        requests: .zero,
        repetitions: .zero,
        bytes: .zero,
        basis: .none
      )
    }
    let held = Set(request.embedded.map(\.field))
    let isPut = request.kind == .putItem
    let size =
      isPut
      ? sizes.put(request.table, entity, holding: held) : sizes.item(request.table, entity)
    let factor = transactionFactor(path, at: position)
    let blocks = size.writeBlocks
    var writes: [(structure: String, units: Interval)] = [
      (request.table, repetitions * blocks * factor)
    ]
    for index in table.indexes {
      let count = indexWrites(request, entity: entity, index: index, pattern)
      guard count.high > 0 else { continue }
      let entry =
        (isPut
        ? sizes.putEntry(request.table, index.name, entity, holding: held)
        : sizes.entry(request.table, index.name, entity)).writeBlocks
      writes.append(
        ("\(table.name).\(index.name)", repetitions * count * (entry * succeeds))
      )
    }
    return RequestUnits(
      structure: request.table,
      readUnits: .zero,
      writeUnits: writes,
      items: repetitions,
      requests: path.isTransactional ? .one : repetitions,
      repetitions: repetitions,
      bytes: repetitions * size.meanBytes,
      basis: .writes(
        repetitions,
        meanBytes: size.meanBytes,
        transactionFactor: factor,
        indexWrites: writes.count - 1
      )
    )
  }

  /// The mean number of entry writes of one index for one item written.
  func indexWrites(
    _ request: DynamoDBRequest,
    entity: EntityID,
    index: SecondaryIndex,
    _ pattern: AccessPattern
  ) -> Interval {
    let membership = sizes.membership(request.table, index.name, entity)
    guard membership > 0, let member = index.members.first(where: { $0.entity == entity }) else {
      return .zero
    }
    switch request.kind {
    case .putItem, .deleteItem: return Interval(membership)
    case .updateItem:
      let keyFields = Set(member.templates.flatMap(\.fields))
      let moved = request.assignments.filter { keyFields.contains($0.field) }
      if !moved.isEmpty { return moves(moved, membership: membership, entity) }
      let changed = projects(request.assignments, index, entity) ? membership : 0
      // An upsert that makes the item makes its entry; how often it does is not declared.
      return request.createsMissing ? Interval(changed, membership) : Interval(changed)
    default: return .zero
    }
  }

  /// Writes of an entry whose key changes: 2 where it was and stays a member, 1 where it enters or
  /// leaves the index, 0 where it was no member and stays none. Setting a value that is there
  /// already costs nothing, but nobody declares how often that happens, so it is not counted on.
  private func moves(
    _ assignments: [Assignment],
    membership: Double,
    _ entity: EntityID
  ) -> Interval {
    let removes = assignments.contains { $0.value == .literal(.null) }
    if removes { return Interval(membership) }
    // Optional key attributes that the change sets were missing in the other items.
    let shares = assignments.map { workload[entity][$0.field].presentShare }
    let others = membership / max(1e-12, shares.reduce(1, *))
    return Interval(min(others, 1) * (1 - shares.reduce(1, *)) + 2 * membership)
  }

  /// Whether an index stores an attribute that is assigned.
  private func projects(
    _ assignments: [Assignment],
    _ index: SecondaryIndex,
    _ entity: EntityID
  ) -> Bool {
    switch index.projection {
    case .all: return !assignments.isEmpty
    case .keysOnly: return false
    case .include(let names):
      let declared = workload[entity]
      return assignments.contains {
        names.contains(ItemCodec.location(of: declared[$0.field], in: declared)[0])
      }
    }
  }
}
