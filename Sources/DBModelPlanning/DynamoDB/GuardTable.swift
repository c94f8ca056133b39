import DBModelDesign
import DBModelWorkload

/// The table in which the guard items of a store stand.
enum GuardTable {
  static let partitionKey = KeyAttribute(name: "pk", type: .string)

  /// - Parameter entities: The entities of the store, whose tables take their names.
  /// - Returns: `nil` where there is nothing to keep.
  static func table(_ constraints: [UniqueConstraint], entities: [Entity]) -> DynamoDBTable? {
    let guards = constraints.compactMap(\.guarding)
    guard !guards.isEmpty else { return nil }
    var names = NamePool(maximum: 255, minimum: 3)
    for entity in entities { _ = names.take(entity.name, filler: "-table") }
    return DynamoDBTable(
      name: names.take("Unique"),
      partitionKey: partitionKey,
      sortKey: nil,
      layouts: [],
      guards: guards,
      indexes: [],
      timeToLive: nil,
      hasStream: false
    )
  }
}
