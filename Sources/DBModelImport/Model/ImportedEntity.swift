/// A kind of item, as far as a file knows it. Names are those of the file.
struct ImportedEntity {
  var name: String
  var fields: [ImportedField]
  /// Names of fields, in order.
  var key: [String]
  /// How the values of key attributes are made: base key first, then attributes for indexes.
  var values: [(attribute: String, value: ImportedValue)]
  /// How many items there are, where a file knows.
  var count: Int?
  /// What is said above the entity, one line each.
  var remarks: [String] = []

  func field(_ name: String) -> ImportedField? { fields.first { $0.name == name } }
}

/// An attribute of an item.
struct ImportedField {
  let name: String
  var type: ImportedType
  var isOptional = false
  /// Percent of the samples that have it; `nil` where nothing is known.
  var presentPercent: Int?
  var isTimeToLive = false
  /// What stands behind it.
  var remark: String?
}

/// A type of the language, or what stands in its place until somebody says.
indirect enum ImportedType {
  /// A text of unknown length: nothing but that it is one, or not even that.
  case unknownText
  /// Without an average where nobody knows it.
  case string(maximumCharacters: Int, averageBytes: Int?)
  case unknownBytes
  case bytes(maximumBytes: Int, averageBytes: Int?)
  case integer
  /// `nil` for no bound on that side.
  case integerWithin(Int64?, Int64?)
  /// Digits in all and after the point.
  case decimal(precision: Int, scale: Int)
  case boolean
  case uuid
  /// Seconds since 1970.
  case epochSeconds
  case date
  case timestamp(TimestampUnit)
  /// One of these cases, with shares that nobody knows.
  case cases([ModelName])
  /// A reference to an entity, with a number of rows behind it that nobody knows.
  case reference(ModelName, whenGone: ReferenceAction?)
  case structure([ImportedField])
  case list(ImportedType, ImportedSpread)
  case set(ImportedType, ImportedSpread)
}

/// What happens to rows whose target goes.
enum ReferenceAction: String {
  case restrict
  case cascade
  case setNull = "set-null"
}

/// The units of points in time.
enum TimestampUnit: String {
  case seconds = "s"
  case milliseconds = "ms"
  case microseconds = "us"
}

/// How many elements samples have.
struct ImportedSpread {
  let least: Int
  let most: Int
  /// Tenths.
  let averageTenths: Int
}

/// How the value of a key attribute is made.
enum ImportedValue {
  case field(String)
  case text([Segment])

  enum Segment {
    case literal(String)
    case field(String)
  }

  /// The fields it is made of, in order.
  var fields: [String] {
    switch self {
    case .field(let name): [name]
    case .text(let segments):
      segments.compactMap { if case .field(let name) = $0 { name } else { nil } }
    }
  }
}
