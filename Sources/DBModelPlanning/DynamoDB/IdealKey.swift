import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The index key a need would have if it were alone.
///
/// Equality attributes make the partition key; what does not fit there, then the order or one
/// range, then what makes the order total, make the sort key. Four attributes fit in each
/// (multi-attribute keys, Developer Guide, global secondary indexes, checked 2026-11-23).
struct IdealKey {
  static let attributesPerPart = 4
  /// Bytes of a partition and of a sort key value (Developer Guide, quotas, checked 2026-11-23).
  static let partitionBytes = 2_048
  static let sortBytes = 1_024

  let entity: Entity
  let need: RowNeed
  /// Sorted by name.
  let equalities: [FieldID]
  let partition: [FieldID]
  let sort: [FieldID]

  /// `nil` where the need fixes nothing that can stand in a key.
  init?(_ need: RowNeed, entity: Entity) {
    self.entity = entity
    self.need = need
    var candidates = need.fixedFields
    if let list = need.memberships.first { candidates += list.fields }
    equalities = candidates.filter { Self.fits(entity[$0].type, bytes: Self.partitionBytes) }
      .sorted { entity[$0].name < entity[$1].name }
    guard !equalities.isEmpty else { return nil }
    partition = Array(equalities.prefix(Self.attributesPerPart))
    let leading = Array(equalities.dropFirst(Self.attributesPerPart))
    sort = Self.sorts(need, entity: entity, leading: leading)[0]
  }

  /// The sort keys that may stand behind some leading equality attributes: the order, before it
  /// each range; and, where nothing rests on the order or no key can give it, the same without it.
  static func sorts(_ need: RowNeed, entity: Entity, leading: [FieldID]) -> [[FieldID]] {
    let ranges = need.ranges.filter { fits(entity[$0.field].type, bytes: sortBytes) }
    var found: [[FieldID]] = []
    // What is too long for a key orders nothing, and would stand in it for nothing.
    let isGiven = isOrderGiven(need, entity: entity, leading: leading)
    for isOrdered in need.isOrderBinding && isGiven ? [true] : [true, false] {
      for range in [nil] + ranges.map({ Optional($0.field) }) {
        let sort = sort(
          need,
          entity: entity,
          leading: leading,
          range: range,
          isOrdered: isOrdered
        )
        if !found.contains(sort) { found.append(sort) }
      }
    }
    return found
  }

  private static func isOrderGiven(_ need: RowNeed, entity: Entity, leading: [FieldID]) -> Bool {
    guard let order = givenOrder(need, entity: entity) else { return false }
    let sort = sort(need, entity: entity, leading: leading, range: nil, isOrdered: true)
    return order.allSatisfy { sort.contains($0) || need.fixedFields.contains($0) }
  }

  private static func sort(
    _ need: RowNeed,
    entity: Entity,
    leading: [FieldID],
    range: FieldID?,
    isOrdered: Bool
  ) -> [FieldID] {
    var fields = leading
    if need.isUnique { return Array(fields.prefix(attributesPerPart)) }
    var bytes = leading.reduce(0) { $0 + StoredAttribute.maximumNativeBytes(entity[$1].type) }
    func add(_ field: FieldID) -> Bool {
      if fields.contains(field) || need.fixedFields.contains(field) { return true }
      let type = entity[field].type
      let size = StoredAttribute.maximumNativeBytes(type)
      guard StoredAttribute.isKeyable(type), fields.count < attributesPerPart,
        bytes.addingReportingOverflow(size).overflow == false, bytes + size <= sortBytes
      else { return false }
      bytes += size
      fields.append(field)
      return true
    }
    if let range { _ = add(range) }
    guard isOrdered else { return fields }
    for field in givenOrder(need, entity: entity) ?? entity.key where !add(field) { break }
    return fields
  }

  /// The order's fields; `nil` where no key can give it.
  private static func givenOrder(_ need: RowNeed, entity: Entity) -> [FieldID]? {
    guard let order = need.order, Set(order.map(\.isDescending)).count <= 1 else { return nil }
    let open = order.map(\.field).filter { !need.fixedFields.contains($0) }
    let isSafe = open.allSatisfy { field in
      !entity[field].isOptional || need.ranges.contains { $0.field == field }
    }
    return isSafe ? open : nil
  }

  private static func fits(_ type: ValueType, bytes: Int) -> Bool {
    StoredAttribute.isKeyable(type) && StoredAttribute.maximumNativeBytes(type) <= bytes
  }

  /// The key as the matcher wants it, with every field as it is.
  static func accessKey(
    _ entity: Entity,
    partition: [FieldID],
    sort: [FieldID]
  ) -> AccessKey {
    func parts(_ fields: [FieldID]) -> [AccessKey.Part] {
      fields.map {
        (KeyAttribute(name: entity[$0].name, type: .string), KeyTemplate.native($0))
      }
    }
    return AccessKey(
      table: entity.name,
      index: "?",
      entity: entity.id,
      partition: parts(partition),
      sort: parts(sort),
      projected: nil,
      isShared: false
    )
  }

  var accessKey: AccessKey { Self.accessKey(entity, partition: partition, sort: sort) }
}
