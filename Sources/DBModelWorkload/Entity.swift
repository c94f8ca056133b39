public import DBModelDiagnostics
public import DBModelStatistics

/// What happens to a row when the row it refers to is deleted.
public enum DeleteAction: String, Hashable, Sendable {
  case restrict
  case cascade
  case setNull = "set-null"
}

/// A reference from one entity to another, seen from the referring side.
public struct EntityReference: Sendable {
  public let target: EntityID
  /// The name of the way back, `nil` where none was given.
  public let inverseName: String?
  /// How many rows refer to one target row; `nil` where it is not declared.
  public let fanOut: Spread?
  public let fanOutSpan: SourceSpan?
  /// How unevenly the referring rows are spread over the targets; `nil` where it is not declared.
  public let fanOutSkew: Located<Popularity>?
  public let deleteAction: DeleteAction?
  /// Marked `tenant`: the boundary of authorisation.
  public let isTenant: Bool

  public init(
    target: EntityID,
    inverseName: String?,
    fanOut: Spread?,
    fanOutSpan: SourceSpan?,
    fanOutSkew: Located<Popularity>?,
    deleteAction: DeleteAction?,
    isTenant: Bool
  ) {
    self.target = target
    self.inverseName = inverseName
    self.fanOut = fanOut
    self.fanOutSpan = fanOutSpan
    self.fanOutSkew = fanOutSkew
    self.deleteAction = deleteAction
    self.isTenant = isTenant
  }
}

/// What an attribute holds.
public enum AttributeKind: Sendable {
  case value(ValueType)
  /// Stored as the target's key.
  case reference(EntityReference)
  /// Many-to-many; stored as rows of the link entity `link` (see `Entity.Origin`).
  case many(target: EntityID, link: EntityID, perRow: Spread, inverseName: String?)
}

/// How an attribute's value is computed from other rows, as declared.
public struct Derivation: Sendable {
  /// `sum`, `count`, `min`, `max`.
  public let function: String
  /// The inverse name and the attribute: `orders.total`; for `count` only the inverse name.
  public let path: [String]
  /// How old the value may be, seconds.
  public let freshWithinSeconds: Double?
  public let span: SourceSpan

  public init(
    function: String,
    path: [String],
    freshWithinSeconds: Double?,
    span: SourceSpan
  ) {
    self.function = function
    self.path = path
    self.freshWithinSeconds = freshWithinSeconds
    self.span = span
  }
}

/// Properties that a word beside an attribute declares.
public struct AttributeFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let key = AttributeFlags(rawValue: 1 << 0)
  public static let unique = AttributeFlags(rawValue: 1 << 1)
  public static let personal = AttributeFlags(rawValue: 1 << 2)
  public static let secret = AttributeFlags(rawValue: 1 << 3)
  public static let tenant = AttributeFlags(rawValue: 1 << 4)
  /// Set once, to the time or the day (UTC) of insertion: it only grows.
  public static let clock = AttributeFlags(rawValue: 1 << 5)
  public static let version = AttributeFlags(rawValue: 1 << 6)
  public static let timeToLive = AttributeFlags(rawValue: 1 << 7)
  public static let softDelete = AttributeFlags(rawValue: 1 << 8)
}

/// An attribute as the model declares it.
public final class Attribute: Sendable {
  public let name: String
  public let documentation: String?
  public let kind: AttributeKind
  public let isOptional: Bool
  /// The part of the rows that have a value, 0…1; 1 where it is not optional.
  public let presentShare: Double
  public let flags: AttributeFlags
  public let derivation: Derivation?
  /// For an attribute of a variant: the discriminating attribute's value it belongs to.
  public let variantCase: String?
  public let span: SourceSpan
  /// Whether it holds the key of another row.
  public let isReference: Bool

  public init(
    name: String,
    documentation: String?,
    kind: AttributeKind,
    isOptional: Bool,
    presentShare: Double,
    flags: AttributeFlags,
    derivation: Derivation?,
    variantCase: String?,
    span: SourceSpan
  ) {
    self.name = name
    self.documentation = documentation
    self.kind = kind
    self.isOptional = isOptional
    self.presentShare = presentShare
    self.flags = flags
    self.derivation = derivation
    self.variantCase = variantCase
    self.span = span
    isReference = if case .reference = kind { true } else { false }
  }
}

/// A stored value of an entity's rows. A reference is one field per key field of its target, a
/// structure one field per member (recursively), everything else one field.
public final class Field: Sendable {
  public let id: FieldID
  public let attribute: AttributeID
  /// `["customer"]`, `["home", "street"]`, and for a target with a key of several fields
  /// `["line", "order"]`, `["line", "number"]`.
  public let path: [String]
  public let type: ValueType
  public let isOptional: Bool
  /// 0…1.
  public let presentShare: Double
  public let flags: AttributeFlags
  /// For a field of a reference: the key field of the target that it holds.
  public let references: FieldReference?
  /// How many different values it has; `nil` where not declared.
  public let distinct: DistinctValues?
  public let span: SourceSpan
  /// `home.street`.
  public let name: String

  public init(
    id: FieldID,
    attribute: AttributeID,
    path: [String],
    type: ValueType,
    isOptional: Bool,
    presentShare: Double,
    flags: AttributeFlags,
    references: FieldReference?,
    distinct: DistinctValues? = nil,
    span: SourceSpan
  ) {
    self.id = id
    self.attribute = attribute
    self.path = path
    self.type = type
    self.isOptional = isOptional
    self.presentShare = presentShare
    self.flags = flags
    self.references = references
    self.distinct = distinct
    self.span = span
    name = path.count == 1 ? path[0] : path.joined(separator: ".")
  }
}

/// One step of a state machine: from a value, to others with their shares of the departures.
public struct LifecycleStep: Sendable {
  public let from: String
  public let destinations: [(to: String, share: Double)]
  public let span: SourceSpan

  public init(from: String, destinations: [(to: String, share: Double)], span: SourceSpan) {
    self.from = from
    self.destinations = destinations
    self.span = span
  }
}

/// The values a row's attribute moves through.
public struct Lifecycle: Sendable {
  public let field: FieldID
  public let steps: [LifecycleStep]
  public let span: SourceSpan

  public init(field: FieldID, steps: [LifecycleStep], span: SourceSpan) {
    self.field = field
    self.steps = steps
    self.span = span
  }
}

/// A kind of row, resolved.
public final class Entity: Sendable {
  /// Where an entity comes from.
  public enum Origin: Sendable {
    case declared
    /// The rows of a many-to-many attribute; its key is both sides' keys, the owner's first.
    case link(of: AttributeReference)
  }

  public let id: EntityID
  public let name: String
  public let documentation: String?
  public let origin: Origin
  public let home: StoreID
  public let attributes: [Attribute]
  public let fields: [Field]
  /// The fields of the primary key, in order; never empty.
  public let key: [FieldID]
  /// Further unique combinations, each with its place.
  public let uniques: [(fields: [FieldID], span: SourceSpan)]
  /// Rows today; for an entity without `count`, what its references' fan-outs give; unknown where
  /// neither says.
  public let rowCount: Declared<Double>
  /// Relative growth a month (0.05 = 5 %); 0 where none is declared. Rows that are counted through
  /// a reference grow as its target does.
  public let growthPerMonth: Double
  public let lifecycle: [Lifecycle]
  /// What rows may carry of the rows they refer to; found by the workload, which knows what is
  /// asked and what never changes. No row has values of these.
  public let copies: [CopiedField]
  /// Rows of other entities that the item of a row may hold; found by the workload. No row has
  /// values of these.
  public let embeddings: [EmbeddedRows]
  /// The name alone.
  public let nameSpan: SourceSpan
  /// The whole declaration.
  public let span: SourceSpan

  public init(
    id: EntityID,
    name: String,
    documentation: String?,
    origin: Origin,
    home: StoreID,
    attributes: [Attribute],
    fields: [Field],
    key: [FieldID],
    uniques: [(fields: [FieldID], span: SourceSpan)],
    rowCount: Declared<Double>,
    growthPerMonth: Double,
    lifecycle: [Lifecycle],
    copies: [CopiedField] = [],
    embeddings: [EmbeddedRows] = [],
    nameSpan: SourceSpan,
    span: SourceSpan
  ) {
    precondition(!key.isEmpty, "an entity has a key")
    self.id = id
    self.name = name
    self.documentation = documentation
    self.origin = origin
    self.home = home
    self.attributes = attributes
    self.fields = fields
    self.key = key
    self.uniques = uniques
    self.rowCount = rowCount
    self.growthPerMonth = growthPerMonth
    self.lifecycle = lifecycle
    self.copies = copies
    self.embeddings = embeddings
    self.nameSpan = nameSpan
    self.span = span
  }

  /// One of the entity's own fields, of those that its rows may carry, or of those that its items
  /// may hold other rows in.
  public subscript(id: FieldID) -> Field {
    let place = id.rawValue
    if place < fields.count { return fields[place] }
    let behind = place - fields.count
    return behind < copies.count
      ? copies[behind].field : embeddings[behind - copies.count].field
  }

  /// How many fields there are, those included that no row has values of.
  public var fieldCount: Int { fields.count + copies.count + embeddings.count }

  public subscript(id: AttributeID) -> Attribute { attributes[id.rawValue] }

  /// The fields that hold an attribute, in order.
  public func fields(of attribute: AttributeID) -> [Field] {
    fields.filter { $0.attribute == attribute }
  }

  public func isKey(_ field: FieldID) -> Bool { key.contains(field) }

  /// What no two rows share besides the key: unique attributes, then declared combinations.
  public var uniqueCombinations: [[FieldID]] {
    fields.filter { $0.flags.contains(.unique) }.map { [$0.id] } + uniques.map(\.fields)
  }

  /// What a field is a copy of; `nil` for every other field.
  public func copy(_ field: FieldID) -> CopiedField? {
    let place = field.rawValue - fields.count
    return copies.indices.contains(place) ? copies[place] : nil
  }

  /// The rows that a field holds; `nil` for every other field.
  public func embedding(_ field: FieldID) -> EmbeddedRows? {
    let place = field.rawValue - fields.count - copies.count
    return embeddings.indices.contains(place) ? embeddings[place] : nil
  }

  /// The rows that would be held through a reference to this entity's.
  public func embedding(through reference: AttributeReference) -> EmbeddedRows? {
    embeddings.first { $0.reference == reference }
  }

  /// The same entity with other attributes, as many as it had, another count of rows, or other
  /// fields that its rows may carry and its items may hold.
  public func with(
    attributes: [Attribute]? = nil,
    rowCount: Declared<Double>? = nil,
    copies: [CopiedField]? = nil,
    embeddings: [EmbeddedRows]? = nil
  ) -> Entity {
    Entity(
      id: id,
      name: name,
      documentation: documentation,
      origin: origin,
      home: home,
      attributes: attributes ?? self.attributes,
      fields: fields,
      key: key,
      uniques: uniques,
      rowCount: rowCount ?? self.rowCount,
      growthPerMonth: growthPerMonth,
      lifecycle: lifecycle,
      copies: copies ?? self.copies,
      embeddings: embeddings ?? self.embeddings,
      nameSpan: nameSpan,
      span: span
    )
  }
}
