import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// An attribute before the fields of its target are known.
struct AttributeDraft {
  enum Kind {
    case value(ValueType, leafCount: Int)
    case reference(EntityReference)
    case many(ManyDraft)
    case broken
  }

  let name: String
  let nameSpan: SourceSpan
  let span: SourceSpan
  let documentation: String?
  var kind: Kind
  var isOptional: Bool
  var presentShare: Double
  var flags: AttributeFlags
  var distinct: DistinctValues?
  var derivation: DerivationDraft?
  var variantCase: String?
  var inverse: Located<String>?
}

/// A many-to-many attribute as written.
struct ManyDraft {
  let target: EntityID
  let perRow: Spread
  let perRowSpan: SourceSpan
  let fanOut: Spread?
  let fanOutSpan: SourceSpan?
  let skew: Located<Popularity>?
  let inverse: Located<String>?
}

/// A derivation and the places of its parts.
struct DerivationDraft {
  let derivation: Derivation
  let pathSpan: SourceSpan
}

/// A lifecycle clause, looked into once the fields are known.
struct LifecycleDraft {
  let attribute: Located<String>
  let block: SyntaxNode?
  let span: SourceSpan
}

/// An entity before its fields are known.
struct EntityDraft {
  let id: EntityID
  let declaration: Declaration
  var home = StoreID(0)
  var attributes: [AttributeDraft] = []
  var attributeIndex: [String: Int] = [:]
  /// Indices of key attributes, in key order.
  var key: [Int] = []
  var isKeyBroken = false
  var keyNames: [Located<String>] = []
  var keySpan: SourceSpan?
  var uniques: [(names: [Located<String>], span: SourceSpan)] = []
  var count: Declared<Double>?
  var growth: Double?
  var lifecycles: [LifecycleDraft] = []

  var name: String { declaration.name }
}

/// A way back along a reference, by its name.
struct InverseStep {
  let attribute: AttributeReference
  let isMany: Bool
  let span: SourceSpan
}

/// What names mean on the rows of an entity.
struct EntityScope {
  var attributes: [String: AttributeID] = [:]
  /// Attributes that were reported; using one says nothing more.
  var broken: Set<String> = []
  var inverses: [String: InverseStep] = [:]
  var fields: [[FieldID]] = []

  /// Names for suggestions, in declared order.
  var attributeNames: [String] = []
  var inverseNames: [String] = []
}

/// Resolved entities with the names by which others speak of them.
struct LinkedEntities {
  /// Declared entities first, then the link entities.
  let entities: [Entity]
  /// Beside `entities`.
  let scopes: [EntityScope]
}
