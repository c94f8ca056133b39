public import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// How large an item can get, and why.
public struct ItemExtent: Sendable {
  public let entity: EntityID
  /// Mean bytes.
  public let averageBytes: Double
  /// With every attribute present at its declared bound, every character of a text 4 bytes long.
  public let maximumBytes: Double
  /// The same with characters of 1 byte (ASCII).
  public let plainMaximumBytes: Double
  /// Its entries in local indexes at their largest, which count with the item, and the same with
  /// characters of 1 byte; 0 without local indexes.
  public let localEntryBytes: Double
  public let plainLocalEntryBytes: Double
  /// The attributes that can take most of it, the largest first, at most three.
  public let largest: [(attribute: AttributeID, maximumBytes: Double)]
}

extension ItemSizes {
  /// The extent of an entity's items in a table.
  public func extent(_ layout: ItemLayout, in table: DynamoDBTable) -> ItemExtent {
    let size = item(layout, in: table)
    let entity = workload[layout.entity]
    var byAttribute = [Double](repeating: 0, count: entity.attributes.count)
    var spare = 0.0
    var entrySpare = 0.0
    for field in entity.fields {
      byAttribute[field.attribute.rawValue] += AttributeSizes.value(field.type).maximumBytes
      let multibyte = Self.multibyteBytes(field.type)
      spare += multibyte
      let name = ItemCodec.location(of: field, in: entity)[0]
      let copies = table.localIndexes.count { $0.stores([name], of: table) }
      entrySpare += multibyte * Double(copies)
    }
    let entries = table.localIndexes.reduce(0.0) {
      $0 + entry(of: $1, layout, in: table).size.maximumBytes
    }
    let largest = byAttribute.enumerated()
      .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
      .prefix(3)
      .map { (attribute: AttributeID($0.offset), maximumBytes: $0.element) }
    return ItemExtent(
      entity: layout.entity,
      averageBytes: size.meanBytes,
      maximumBytes: size.maximumBytes,
      plainMaximumBytes: max(size.meanBytes, size.maximumBytes - spare),
      localEntryBytes: entries,
      plainLocalEntryBytes: max(0, entries - entrySpare),
      largest: largest
    )
  }

  /// The bytes of a type's bound that only characters beyond ASCII can take.
  private static func multibyteBytes(_ type: ValueType) -> Double {
    switch type {
    case .string(let characters, _): 3 * Double(characters)
    case .structure(_, let members): members.reduce(0) { $0 + multibyteBytes($1.type) }
    case .list(let element, let count), .set(let element, let count):
      (count.maximum ?? count.average * AttributeSizes.unboundedFactor) * multibyteBytes(element)
    case .map(let key, let value, let count):
      (count.maximum ?? count.average * AttributeSizes.unboundedFactor)
        * (multibyteBytes(key) + multibyteBytes(value))
    default: 0
    }
  }
}
