import DBModelDesign

/// The entity of a table of which nothing but its keys is known: the attributes that keys, indexes
/// and the expiry name.
enum KeyedEntity {
  /// Behind an attribute of which only the name is known.
  static let unknownType = "to be stated: its type and size"

  /// - Parameters:
  ///   - count: Items, where the file knows.
  ///   - timeToLive: The attribute with the expiry.
  static func make(
    _ table: ImportedTable,
    count: Int? = nil,
    timeToLive: String? = nil,
    _ sink: NoteSink
  ) -> ImportedEntity {
    var fields: [ImportedField] = []
    var seen: Set<String> = []
    func add(_ attribute: KeyAttribute, isOptional: Bool) {
      guard seen.insert(attribute.name).inserted else { return }
      fields.append(
        ImportedField(
          name: attribute.name,
          type: type(of: attribute.type),
          isOptional: isOptional,
          remark: remark(attribute.type)
        )
      )
    }
    for attribute in table.key { add(attribute, isOptional: false) }
    for index in table.indexes {
      for attribute in index.partition + index.sort { add(attribute, isOptional: true) }
    }
    for case .include(let names) in table.indexes.map(\.projection) {
      for name in names where seen.insert(name).inserted {
        fields.append(
          ImportedField(
            name: name,
            type: .unknownText,
            isOptional: true,
            remark: unknownType
          )
        )
      }
    }
    if let timeToLive, !expire(timeToLive, &fields) {
      sink.add(
        "not carried over: the expiry in `\(Quoted.text(timeToLive))` of table "
          + "`\(Quoted.text(table.name))`, a key attribute that is no number",
        at: table.span
      )
    }
    return ImportedEntity(
      name: table.name,
      fields: fields,
      key: table.key.map(\.name),
      values: table.key.map { ($0.name, .field($0.name)) },
      count: count,
      remarks: [
        "to be stated: which entities this table holds, and their other attributes; the file",
        "knows its keys only",
      ]
    )
  }

  static func type(of type: KeyAttributeType) -> ImportedType {
    switch type {
    case .string: .unknownText
    case .number: .integer
    case .binary: .unknownBytes
    }
  }

  static func remark(_ type: KeyAttributeType) -> String {
    switch type {
    case .string, .binary: "to be stated: its size"
    case .number: "to be stated: which number; `int`, `decimal` or `timestamp`"
    }
  }

  /// Marks the attribute with the expiry, or adds it; false where it cannot hold one.
  private static func expire(_ name: String, _ fields: inout [ImportedField]) -> Bool {
    let place = fields.firstIndex { $0.name == name }
    if let place {
      switch fields[place].type {
      case .integer: break
      case .unknownText where fields[place].remark == unknownType: break
      default: return false
      }
    }
    var field =
      place.map { fields[$0] } ?? ImportedField(name: name, type: .epochSeconds, isOptional: true)
    field.type = .epochSeconds
    field.isTimeToLive = true
    field.remark = nil
    if let place { fields[place] = field } else { fields.append(field) }
    return true
  }
}
