import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What a field is among the attributes of an item.
enum StoredAttribute {
  /// The top-level attribute that holds the field, alone or among others.
  static func name(_ field: FieldID, of entity: Entity) -> String {
    let field = entity[field]
    return entity[field.attribute].isReference ? field.name : field.path[0]
  }

  /// Whether the field is a top-level attribute of its own, and not a member of a map.
  static func isTopLevel(_ field: FieldID, of entity: Entity) -> Bool {
    entity[entity[field].attribute].isReference || entity[field].path.count == 1
  }

  /// The native key type of a value; `nil` for values that cannot be keys as they are stored.
  static func keyType(_ type: ValueType) -> KeyAttributeType? {
    switch type {
    case .bool, .structure, .list, .set, .map: nil
    case .integer, .decimal, .timestamp: .number
    case .bytes: .binary
    case .string, .uuid, .ulid, .date, .enumeration: .string
    }
  }

  /// Whether values can stand in a key at all, natively or as text.
  static func isKeyable(_ type: ValueType) -> Bool { type.isScalar }

  /// The most bytes a value takes as a native key attribute.
  ///
  /// A number takes at most 21 bytes (Developer Guide, data types, checked 2026-11-23).
  static func maximumNativeBytes(_ type: ValueType) -> Int {
    switch type {
    case .integer, .decimal, .timestamp: 21
    case .bytes(let maximum, _): maximum
    default: KeyEncoding.maximumBytes(of: type) ?? .max
    }
  }

  /// The most bytes a template's value takes.
  static func maximumBytes(_ template: KeyTemplate, of entity: Entity) -> Int {
    switch template {
    case .native(let field): return maximumNativeBytes(entity[field].type)
    case .shard: return 21
    case .text(let segments):
      var sum = 0
      for segment in segments {
        switch segment {
        case .literal(let text): sum += text.utf8.count
        case .field(let field):
          let bytes = KeyEncoding.maximumBytes(of: entity[field].type) ?? .max / 1024
          sum = sum.addingReportingOverflow(bytes).overflow ? .max : sum + bytes
        }
      }
      return sum
    }
  }
}
