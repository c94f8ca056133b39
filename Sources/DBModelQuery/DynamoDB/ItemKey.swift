import DBModelDesign
import DBModelJSON
import DBModelWorkload

extension DynamoDBTable {
  /// The whole primary key of a row's item; `nil` where the table holds no such rows, or the row
  /// lacks a part of it.
  func itemKey(of row: [Value], _ entity: Entity) -> JSONValue? {
    guard let layout = layout(of: entity.id) else { return nil }
    let parts =
      [(partitionKey, layout.partitionKey)]
      + (sortKey.flatMap { key in layout.sortKey.map { [(key, $0)] } } ?? [])
    var members: [JSONValue.Member] = []
    for (attribute, template) in parts {
      guard let value = KeyText.attribute(template, entity: entity, row: row) else { return nil }
      members.append(.init(attribute.name, value.json))
    }
    return .object(members)
  }
}
