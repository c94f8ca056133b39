/// The clauses of the language as data, for completion and documentation.
public enum LanguageVocabulary {
  /// A clause and where it stands.
  public struct Clause: Hashable, Sendable {
    /// `an entity`, `a dynamodb store`.
    public let owner: String
    /// Its first word.
    public let name: String
    /// How it is written.
    public let form: String
    /// Whether nothing works without it.
    public let isRequired: Bool
    /// Whether it may stand more than once.
    public let isRepeatable: Bool
  }

  /// Every clause of every kind of declaration, in the order of the reference.
  public static var clauses: [Clause] {
    let tables: [Vocabulary] = [
      .file, .dynamoDBStore, .auroraStore, .sqliteStore, .service, .entity, .access, .flow, .design,
      .table,
      .index, .localIndex, .sqlTable, .sqlIndex, .policy, .goals, .failures,
    ]
    return tables.flatMap { table in
      table.clauses.map {
        Clause(
          owner: table.title,
          name: $0.name,
          form: $0.form,
          isRequired: $0.occurrence == .required,
          isRepeatable: $0.occurrence == .many
        )
      }
    }
  }
}

extension LanguageVocabulary {
  /// The types of the language by name, and the words that begin one.
  public static var types: [String] { TypeReader.builtIn }

  /// The words beside an attribute that take nothing behind them.
  public static var attributeWords: [String] { AttributeReader.flagWords.map(\.word) }

  /// The distributions of a skew.
  public static var distributions: [String] { PopularityReader.words }

  /// The functions of conditions, assignments, outputs and derivations.
  public static var functions: [String] { ExpressionResolver.functions }

  /// What a number can measure, with its article: `a length of time`.
  public static var measures: [String] { Measure.allCases.map(\.title) }
}

extension LanguageVocabulary {
  /// The distributions of a skew as they are written: `zipf(0.9)`.
  public static var distributionForms: [String] { PopularityReader.forms }
}

extension LanguageVocabulary {
  /// Seconds in a unit of time, or in the period of a rate; `nil` for other units. A month is 730
  /// hours, as the services bill it.
  public static func seconds(of unit: String) -> Double? { Measure.ratePeriod(of: unit) }

  /// Bytes in a unit of size; `nil` for other units.
  public static func bytes(of unit: String) -> Double? { Measure.bytes(of: unit) }
}
