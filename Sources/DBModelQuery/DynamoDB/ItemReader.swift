public import DBModelDesign
public import DBModelJSON
public import DBModelWorkload

/// Reads the rows of a table's items, whatever entity they are of.
public struct ItemReader {
  private let workload: Workload
  private let table: DynamoDBTable

  public init(workload: Workload, table: DynamoDBTable) {
    self.workload = workload
    self.table = table
  }

  /// The row that an item is, and those that stand in it; none for an item of no entity.
  public func rows(of item: JSONValue) -> [(entity: EntityID, values: [Value])] {
    let members = (item.members ?? []).compactMap { member in
      AttributeValue(json: member.value).map { AttributeValue.Member(member.key, $0) }
    }
    let tag = members.first { $0.name == ItemCodec.typeAttribute }?.value
    let layout = table.layouts.first { layout in
      layout.typeTag.map { tag == .string($0) } ?? (table.layouts.count == 1)
    }
    guard let layout else { return [] }
    let codec = ItemCodec(workload: workload, layout: layout, table: table)
    let entity = workload[layout.entity]
    let carried = codec.carriedRow(of: members)
    let own = (layout.entity, Array(carried.prefix(entity.fields.count)))
    return [own]
      + layout.embedded.flatMap { rows in
        EmbeddedCodec.rows(carried[rows.field.id.rawValue]).map { (rows.entity, $0) }
      }
  }
}
