public import DBModelDesign
public import DBModelWorkload

/// A row as an item of a table, and back.
public struct ItemCodec: Sendable {
  /// The attribute that tells the entities of one table apart.
  public static let typeAttribute = "_type"

  private let entity: Entity
  private let layout: ItemLayout
  private let table: DynamoDBTable
  /// For each kind of rows that the items hold.
  private let embedded: [(rows: EmbeddedRows, codec: EmbeddedCodec)]

  public init(workload: Workload, layout: ItemLayout, table: DynamoDBTable) {
    entity = workload[layout.entity]
    self.layout = layout
    self.table = table
    embedded = layout.embedded.map { ($0, EmbeddedCodec($0, workload: workload)) }
  }

  /// Where a field stands in an item: the names from the top-level attribute inwards.
  ///
  /// A field of a reference is an attribute of its own under the field's full name, so that it can
  /// be a key of an index; a field of a structure is a member of the structure's map.
  public static func location(of field: Field, in entity: Entity) -> [String] {
    entity[field.attribute].isReference ? [field.name] : field.path
  }

  /// The item of a row; `nil` where a key attribute would be null or cannot be written.
  ///
  /// - Parameter row: one value for each field of the entity, in order, and one for each that its
  ///   rows may carry; see `CarriedRow`.
  public func item(of row: [Value]) -> [AttributeValue.Member]? {
    let isPlain = layout.copies(of: entity).isEmpty && embedded.isEmpty
    precondition(
      row.count == entity.fieldCount || row.count == entity.fields.count && isPlain,
      "a row has one value for each field, and for each that it carries"
    )
    var root = ItemTree()
    for (field, value) in zip(entity.fields, row) {
      guard let attribute = AttributeCodec.attribute(of: value, type: field.type) else { continue }
      root.insert(attribute, at: Self.location(of: field, in: entity)[...])
    }
    if let tag = layout.typeTag { root.insert(.string(tag), at: [Self.typeAttribute]) }
    guard let partition = KeyText.attribute(layout.partitionKey, entity: entity, row: row) else {
      return nil
    }
    root.insert(partition, at: [table.partitionKey.name])
    if let name = table.sortKey?.name, let template = layout.sortKey {
      guard let sort = KeyText.attribute(template, entity: entity, row: row) else { return nil }
      root.insert(sort, at: [name])
    }
    for (name, template) in layout.synthetic {
      guard let value = value(of: template, in: row) else { continue }
      root.insert(value, at: [name])
    }
    for (rows, codec) in embedded {
      guard let map = codec.map(of: EmbeddedCodec.rows(row[rows.field.id.rawValue])) else {
        return nil
      }
      root.insert(map, at: [rows.field.name])
    }
    return root.members
  }

  /// What an attribute beside the entity's own holds: a copy may be empty, the key of an index not.
  private func value(of template: KeyTemplate, in row: [Value]) -> AttributeValue? {
    if case .native(let field) = template, entity.copy(field) != nil {
      return AttributeCodec.attribute(of: row[field.rawValue], type: entity[field].type)
    }
    return KeyText.attribute(template, entity: entity, row: row)
  }

  /// The row of an item: fields that the item lacks (or an index does not project) are null, but
  /// for those its key holds.
  public func row(of item: [AttributeValue.Member]) -> [Value] {
    row(of: names(of: item))
  }

  /// The same with what the row carries of other rows, and the rows that its item holds; see
  /// `CarriedRow`.
  func carriedRow(of item: [AttributeValue.Member]) -> [Value] {
    let names = names(of: item)
    let own = row(of: names)
    let copies = entity.copies.map { copy -> Value in
      let name = layout.synthetic.first { $0.template == .native(copy.field.id) }?.name
      return name.flatMap { names[$0] }
        .flatMap { AttributeCodec.value(of: $0, type: copy.field.type) } ?? .null
    }
    let held = entity.embeddings.map { rows -> Value in
      guard let codec = embedded.first(where: { $0.rows == rows })?.codec,
        let map = names[rows.field.name]
      else { return .null }
      return EmbeddedCodec.value(codec.rows(of: map, in: own))
    }
    return own + copies + held
  }

  /// What stands at a place below an attribute.
  static func value(at location: [String], of attribute: AttributeValue?) -> AttributeValue? {
    var current = attribute
    for name in location {
      guard case .map(let members)? = current else { return nil }
      current = members.first { $0.name == name }?.value
    }
    return current
  }

  private func names(of item: [AttributeValue.Member]) -> [String: AttributeValue] {
    Dictionary(item.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private func row(of names: [String: AttributeValue]) -> [Value] {
    var row = entity.fields.map { field -> Value in
      let location = Self.location(of: field, in: entity)
      return Self.value(at: Array(location.dropFirst()), of: names[location[0]])
        .flatMap { AttributeCodec.value(of: $0, type: field.type) } ?? .null
    }
    let keys =
      [(table.partitionKey.name, layout.partitionKey)]
      + (table.sortKey.flatMap { key in layout.sortKey.map { [(key.name, $0)] } } ?? [])
    for (name, template) in keys {
      guard case .string(let text)? = names[name] else { continue }
      for (field, value) in KeyText.fields(of: text, template: template, entity: entity)
      where row[field.rawValue] == .null {
        row[field.rawValue] = value
      }
    }
    return row
  }
}
