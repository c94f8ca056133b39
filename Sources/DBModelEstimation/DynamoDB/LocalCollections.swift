public import DBModelDesign
import DBModelStatistics
public import DBModelWorkload

/// How large the item collections of a table may grow, with their entries in local indexes.
public struct LocalCollections: Sendable {
  /// The items of one entity under one partition key.
  public struct Part: Sendable {
    public let entity: EntityID
    /// The attribute whose bound decides, where one does.
    public let attribute: AttributeReference?
    /// `nil` where nothing bounds them; 0 where nobody says how many there are.
    public let rows: Double?
    /// Mean bytes of a row with its entries.
    public let rowBytes: Double
  }

  private let workload: Workload

  public init(workload: Workload) { self.workload = workload }

  /// How many times the declared data the model wants to have room for; at least 1.
  public var headroom: Double { max(1, workload.goals?.headroomData?.value ?? 1) }

  /// The kinds of rows that stand together at their declared bounds.
  public func parts(of table: DynamoDBTable) -> [Part] { table.layouts.map { part($0, table) } }

  /// Bytes of all of them together, headroom included; infinite where nothing bounds them.
  public func mostBytes(_ parts: [Part]) -> Double {
    parts.reduce(0.0) { $0 + ($1.rows ?? .infinity) * $1.rowBytes } * headroom
  }

  private func part(_ layout: ItemLayout, _ table: DynamoDBTable) -> Part {
    let sizes = ItemSizes(workload: workload)
    let overhead = DynamoDBLimits.storageOverheadBytes.value
    let entries = table.localIndexes.reduce(0.0) { sum, index in
      let entry = sizes.entry(of: index, layout, in: table)
      return sum + entry.membership * (entry.size.meanBytes + overhead)
    }
    let bytes = sizes.item(layout, in: table).meanBytes + overhead + entries
    let (rows, attribute) = rows(layout.partitionKey.fields, of: layout.entity)
    return Part(entity: layout.entity, attribute: attribute, rows: rows, rowBytes: bytes)
  }

  /// The most rows under one value of some fields: by the entity's key, by the bound of a
  /// reference, by the shares of an enumeration, else by how many values there are.
  private func rows(
    _ fields: [FieldID],
    of id: EntityID
  ) -> (rows: Double?, attribute: AttributeReference?) {
    let entity = workload[id]
    if entity.key.allSatisfy(fields.contains) { return (1, nil) }
    let references = entity.attributes.indices.map { AttributeReference(id, AttributeID($0)) }
      .filter { attribute in
        guard case .reference = workload[attribute].kind else { return false }
        return entity.fields(of: attribute.attribute).map(\.id).allSatisfy(fields.contains)
      }
    for attribute in references {
      if case .reference(let reference) = workload[attribute].kind {
        return (reference.fanOut.map(\.maximum) ?? 0, attribute)
      }
    }
    guard entity.rowCount.value != nil else { return (0, nil) }
    let cardinality = Cardinality(workload: workload)
    var rows = cardinality.rows(id).high
    for field in fields {
      let reference = FieldReference(id, field)
      if case .enumeration(let cases) = entity[field].type {
        rows *= cases.map { cardinality.rowShare($0.name, of: reference) }.max() ?? 1
      } else {
        rows /= cardinality.distinctValues(reference).low
      }
    }
    return (rows, nil)
  }
}
