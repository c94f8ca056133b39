/// An index into `Workload.entities`.
public struct EntityID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: EntityID, b: EntityID) -> Bool { a.rawValue < b.rawValue }
}

/// An index into `Entity.attributes`.
public struct AttributeID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: AttributeID, b: AttributeID) -> Bool { a.rawValue < b.rawValue }
}

/// An index into `Entity.fields`.
public struct FieldID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: FieldID, b: FieldID) -> Bool { a.rawValue < b.rawValue }
}

/// An index into `Workload.stores`.
public struct StoreID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: StoreID, b: StoreID) -> Bool { a.rawValue < b.rawValue }
}

/// An index into `Workload.services`.
public struct ServiceID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: ServiceID, b: ServiceID) -> Bool { a.rawValue < b.rawValue }
}

/// An index into `Workload.patterns`.
public struct PatternID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: PatternID, b: PatternID) -> Bool { a.rawValue < b.rawValue }
}

/// An index into `AccessPattern.parameters`. Loop variables of a transaction are parameters too.
public struct ParameterID: Hashable, Comparable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
  public static func < (a: ParameterID, b: ParameterID) -> Bool { a.rawValue < b.rawValue }
}

/// A field of an entity.
public struct FieldReference: Hashable, Comparable, Sendable {
  public let entity: EntityID
  public let field: FieldID
  public init(_ entity: EntityID, _ field: FieldID) {
    self.entity = entity
    self.field = field
  }
  public static func < (a: FieldReference, b: FieldReference) -> Bool {
    (a.entity, a.field) < (b.entity, b.field)
  }
}

/// An attribute of an entity.
public struct AttributeReference: Hashable, Comparable, Sendable {
  public let entity: EntityID
  public let attribute: AttributeID
  public init(_ entity: EntityID, _ attribute: AttributeID) {
    self.entity = entity
    self.attribute = attribute
  }
  public static func < (a: AttributeReference, b: AttributeReference) -> Bool {
    (a.entity, a.attribute) < (b.entity, b.attribute)
  }
}
