import DBModelSemantics

/// The constructs of the language by the name of their folder.
enum Construct {
  /// Folders that the vocabulary asks for, in its order.
  static var fromVocabulary: [String] {
    LanguageVocabulary.clauses.map { "\(folder(of: $0.owner))-\($0.name)" }
      + LanguageVocabulary.types.map { "type-\($0)" }
      + LanguageVocabulary.attributeWords.map { "attribute-\($0)" }
      + LanguageVocabulary.distributions.map { "skew-\($0)" }
      + LanguageVocabulary.functions.map { "function-\($0)" }
      + LanguageVocabulary.measures.map { "unit-\(lastWord(of: $0))" }
  }

  /// What no table of the vocabulary names: parts of clauses, and what expressions are made of.
  static let others = [
    "attribute-average", "attribute-derived", "attribute-distinct", "attribute-optional",
    "attribute-present",
    "condition-arithmetic", "condition-case", "condition-comparison", "condition-in",
    "condition-logic", "condition-null", "condition-path",
    "parameter-field", "parameter-from-caller", "parameter-given", "parameter-key",
    "parameter-many", "parameter-new", "parameter-range", "parameter-recent",
    "read-computed", "read-nested",
    "reference-delete", "reference-fan-out", "reference-inverse", "reference-skew",
    "spread-median", "store-default", "type-set", "type-structure",
    "update-if", "update-set",
  ]

  /// `a dynamodb store` and `an access pattern` are short in folder names.
  static func folder(of owner: String) -> String {
    switch owner {
    case "a model": return "file"
    case "an access pattern": return "access"
    default:
      let words = owner.split(separator: " ").filter { !["a", "an", "store"].contains($0) }
      return words.joined(separator: "-")
    }
  }

  /// `a length of time` is `time`.
  private static func lastWord(of title: String) -> String {
    title.split(separator: " ").last.map(String.init) ?? title
  }
}
