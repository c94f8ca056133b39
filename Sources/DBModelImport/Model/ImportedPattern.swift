/// An access pattern. No format that is read knows how often one is asked: rates are unknown.
struct ImportedPattern {
  let name: String
  var documentation: String?
  var parameters: [ImportedParameter] = []
  /// Several make a transaction.
  var operations: [ImportedOperation]
  var isStrong = false
  /// What is said above the pattern, one line each.
  var remarks: [String] = []
}

/// An entity by the places of its table and of itself in it.
struct EntityPlace: Hashable {
  var table: Int
  let entity: Int
}

/// A parameter of a pattern.
struct ImportedParameter {
  enum Kind {
    /// A value of a field.
    case value(EntityPlace, field: String)
    case newRow(EntityPlace)
  }

  let name: String
  var kind: Kind
}

/// What a pattern does.
enum ImportedOperation {
  case read(EntityPlace, [ImportedCondition])
  case insert(parameter: String)
  case update(EntityPlace, [ImportedCondition], set: [(field: String, parameter: String)])
  case delete(EntityPlace, [ImportedCondition])
}

/// A field held against a parameter.
struct ImportedCondition {
  enum Relation: String {
    case equal = "=="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  let field: String
  let relation: Relation
  let parameter: String
}
