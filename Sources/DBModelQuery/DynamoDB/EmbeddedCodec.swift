import DBModelDesign
public import DBModelWorkload

/// Rows that stand in the item of the row they refer to, as members of its map, and back.
///
/// The name of a member is the rest of the row's key, as `KeyEncoding` writes it; its value is a
/// map of the other attributes. The reference is the item's own key, and stands nowhere again.
public struct EmbeddedCodec: Sendable {
  private let rows: EmbeddedRows
  private let entity: Entity
  private let holder: Entity
  /// The fields of the reference, each with the field of the holder's key that it holds.
  private let link: [(own: FieldID, held: FieldID)]
  private let name: [KeySegment]
  private let stored: [Field]

  public init(_ rows: EmbeddedRows, workload: Workload) {
    self.rows = rows
    entity = workload[rows.entity]
    guard case .reference(let reference) = workload[rows.reference].kind else {
      preconditionFailure("rows stand in the item of the row that they refer to")
    }
    holder = workload[reference.target]
    let fields = entity.fields(of: rows.reference.attribute)
    link = fields.compactMap { field in field.references.map { (field.id, $0.field) } }
    let through = Set(fields.map(\.id))
    let rest = entity.key.filter { !through.contains($0) }
    name = KeySegment.joined(rest)
    stored = entity.fields.filter { !through.contains($0.id) && !rest.contains($0.id) }
  }

  /// The fields of a row that its member holds, those of its name apart.
  public var fields: [Field] { stored }

  /// The fields that name a member, in order.
  public var nameFields: [FieldID] { KeyTemplate.text(name).fields }

  /// The key of the row whose item holds a row; in the order of that entity's key.
  func key(ofHolderOf row: [Value]) -> [Value] {
    holder.key.map { key in
      link.first { $0.held == key }.map { row[$0.own.rawValue] } ?? .null
    }
  }

  /// A row of the holder of which nothing but the key is known.
  func holderRow(of row: [Value]) -> [Value] {
    var found = [Value](repeating: .null, count: holder.fields.count)
    for (own, held) in link { found[held.rawValue] = row[own.rawValue] }
    return found
  }

  /// - Returns: `nil` where its key cannot be written.
  func member(of row: [Value]) -> AttributeValue.Member? {
    guard case .string(let text)? = KeyText.attribute(.text(name), entity: entity, row: row) else {
      return nil
    }
    var tree = ItemTree()
    for field in stored {
      guard let value = AttributeCodec.attribute(of: row[field.id.rawValue], type: field.type)
      else { continue }
      tree.insert(value, at: ItemCodec.location(of: field, in: entity)[...])
    }
    return AttributeValue.Member(text, .map(tree.members))
  }

  /// The map of all rows of one item; `nil` where one's key cannot be written.
  func map(of rows: [[Value]]) -> AttributeValue? {
    let members = rows.compactMap(member)
    guard members.count == rows.count else { return nil }
    return .map(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }

  /// The rows of a map.
  ///
  /// - Parameter holder: The row whose item holds it.
  func rows(of map: AttributeValue, in holder: [Value]) -> [[Value]] {
    guard case .map(let members) = map else { return [] }
    return members.map { member in
      var row = entity.fields.map { field -> Value in
        stored.contains { $0.id == field.id }
          ? ItemCodec.value(at: ItemCodec.location(of: field, in: entity), of: member.value)
            .flatMap { AttributeCodec.value(of: $0, type: field.type) } ?? .null : .null
      }
      for (own, held) in link { row[own.rawValue] = holder[held.rawValue] }
      for (field, value) in KeyText.fields(of: member.name, template: .text(name), entity: entity) {
        row[field.rawValue] = value
      }
      return row
    }
  }

  // MARK: Among the values of a row

  /// The rows of an item as one value of the row that holds them; see `CarriedRow`.
  static func value(_ rows: [[Value]]) -> Value { .list(rows.map { .structure($0) }) }

  /// The rows that such a value stands for.
  static func rows(_ value: Value) -> [[Value]] {
    guard case .list(let rows) = value else { return [] }
    return rows.compactMap { if case .structure(let row) = $0 { row } else { nil } }
  }
}
