import DBModelSyntax
import DBModelWorkload

/// Something an operator is applied to, typed as far as it is known by itself.
indirect enum Operand {
  /// A single value; `of` is the field whose values it holds, where that is known.
  case scalar(Expression, ValueType, of: FieldReference?)
  /// The key of a row: one expression for each key field.
  case key(EntityID, [Expression])
  /// Many values.
  case manyValues(ParameterReference, ValueType)
  /// Many keys, or many new rows.
  case manyRows(ParameterID, EntityID)
  /// A complete new row, or one of many.
  case newRow(ParameterID, EntityID)
  case range(ParameterID, ValueType)
  /// The other side of a many-to-many attribute.
  case linked(AttributeReference, target: EntityID)
  /// A structure: its fields.
  case structure([Expression])
  /// A list, a set or a map of the row, or a parameter that is one.
  case collection(Expression, ValueType, of: FieldReference?)
  case number(Quantity)
  case text(String)
  case bool(Bool)
  case caseName(String)
  case null
  case day(Int64)
  case duration(seconds: Double)
  case condition(Expression)
  /// Reported already.
  case broken

  /// What it is, for messages.
  func title(_ context: Context) -> String {
    switch self {
    case .scalar(_, let type, _): TypeNames.name(type)
    case .key(let entity, _): "a reference to `\(context.entityNames[entity.rawValue])`"
    case .manyValues(_, let type): "many of \(TypeNames.name(type))"
    case .manyRows(_, let entity): "many `\(context.entityNames[entity.rawValue])`"
    case .newRow(_, let entity): "a new `\(context.entityNames[entity.rawValue])`"
    case .range(_, let type): "a range of \(TypeNames.name(type))"
    case .linked(_, let target): "the `\(context.entityNames[target.rawValue])` of a row"
    case .structure: "a structure"
    case .collection(_, let type, _): TypeNames.name(type)
    case .number(let quantity): quantity.isPlain ? "a number" : "a number with a unit"
    case .text: "a string"
    case .bool: "a truth value"
    case .caseName: "a case of an enumeration"
    case .null: "`null`"
    case .day: "a date"
    case .duration: "a length of time"
    case .condition: "a condition"
    case .broken: "a mistake"
    }
  }
}

/// Types in messages.
enum TypeNames {
  static func name(_ type: ValueType) -> String {
    switch type {
    case .bool: "a truth value"
    case .integer: "a whole number"
    case .decimal: "a decimal"
    case .string: "a string"
    case .bytes: "a binary"
    case .uuid: "a uuid"
    case .ulid: "a ulid"
    case .timestamp: "a timestamp"
    case .date: "a date"
    case .enumeration: "an enumeration"
    case .structure: "a structure"
    case .list: "a list"
    case .set: "a set"
    case .map: "a map"
    }
  }

  /// Whether values of the two compare.
  static func comparable(_ a: ValueType, _ b: ValueType) -> Bool {
    switch (a, b) {
    case (.bool, .bool), (.string, .string), (.bytes, .bytes), (.uuid, .uuid), (.ulid, .ulid),
      (.timestamp, .timestamp), (.date, .date):
      true
    case (.integer, .integer), (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
      true
    case (.enumeration(let x), .enumeration(let y)): x.map(\.name) == y.map(\.name)
    default: false
    }
  }

  /// Whether a value of one type can be stored as the other: collections by what they hold.
  static func storable(_ a: ValueType, _ b: ValueType) -> Bool {
    switch (a, b) {
    case (.list(let x, _), .list(let y, _)), (.set(let x, _), .set(let y, _)): storable(x, y)
    case (.map(let k, let x, _), .map(let l, let y, _)): storable(k, l) && storable(x, y)
    case (.structure(_, let x), .structure(_, let y)):
      x.count == y.count
        && zip(x, y).allSatisfy { $0.name == $1.name && storable($0.type, $1.type) }
    default: comparable(a, b)
    }
  }

  static func isNumeric(_ type: ValueType) -> Bool {
    switch type {
    case .integer, .decimal: true
    default: false
    }
  }

  static func isTime(_ type: ValueType) -> Bool {
    if case .timestamp = type { return true }
    return false
  }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
///
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil (2021-09-01).
enum CivilDays {
  static func days(_ date: DateLiteral) -> Int64 {
    let year = Int64(date.month <= 2 ? date.year - 1 : date.year)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let month = Int64(date.month > 2 ? date.month - 3 : date.month + 9)
    let dayOfYear = (153 * month + 2) / 5 + Int64(date.day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
