import DBModelTestKit
import Testing

/// No construct without its cases, no cases without their construct.
@Suite struct CoverageTests {
  /// Constructs whose cases are still to be written; one that has a folder leaves this list.
  static let missing: Set<String> = [
    "access-by", "access-consistency", "access-delete", "access-fails", "access-for",
    "access-group", "access-idempotent", "access-insert", "access-latency", "access-limit",
    "access-order", "access-page", "access-rate", "access-read", "access-returns", "access-rows",
    "access-schedule", "access-skew", "access-sql", "access-transaction", "access-update",
    "access-upsert", "access-where", "attribute-average", "attribute-clock", "attribute-derived",
    "attribute-key", "attribute-optional", "attribute-personal", "attribute-present",
    "attribute-secret", "attribute-soft-delete", "attribute-tenant", "attribute-ttl",
    "attribute-unique", "attribute-version", "condition-arithmetic", "condition-case",
    "condition-comparison", "condition-in", "condition-logic", "condition-null", "condition-path",
    "design-table", "entity-count", "entity-key", "entity-lifecycle", "entity-unique",
    "entity-variant", "file-access", "file-allow", "file-design", "file-flow", "file-goals",
    "file-policy", "function-absent", "function-avg", "function-count", "function-day",
    "function-follows", "function-match", "function-max", "function-min", "function-now",
    "function-sum", "index-key", "index-partition", "index-project", "index-sort",
    "parameter-field", "parameter-from-caller", "parameter-given", "parameter-key",
    "parameter-many", "parameter-new", "parameter-range", "parameter-recent", "read-computed",
    "read-nested", "reference-delete", "reference-fan-out", "reference-inverse", "reference-skew",
    "skew-hotset", "skew-recent", "skew-top", "skew-trace", "skew-uniform", "skew-unknown",
    "skew-zipf", "table-index", "table-item", "table-key", "type-binary", "type-bool", "type-bytes",
    "type-date", "type-decimal", "type-enum", "type-int", "type-many", "type-new", "type-range",
    "type-string", "type-structure", "type-timestamp", "type-ulid", "type-uuid", "unit-capacity",
    "unit-cost", "unit-count", "unit-factor", "unit-growth", "unit-number", "unit-percentage",
    "unit-rate", "unit-size", "unit-time", "update-if", "update-set",
  ]

  @Test func everyConstructHasItsFolder() {
    let folders = Set(GoldenFile.cases("language").map(\.name))
    for construct in Construct.fromVocabulary + Construct.others {
      if Self.missing.contains(construct) {
        #expect(!folders.contains(construct), "\(construct) has a folder: take it off the list")
      } else {
        #expect(folders.contains(construct), "Tests/CaseTests/language/\(construct) is missing")
      }
    }
  }

  @Test func everyFolderIsOneOfAConstruct() {
    let constructs = Set(Construct.fromVocabulary + Construct.others)
    for testCase in GoldenFile.cases("language") {
      #expect(constructs.contains(testCase.name), "no construct is called \(testCase.name)")
    }
    for construct in Self.missing {
      #expect(constructs.contains(construct), "no construct is called \(construct)")
    }
  }

  @Test func ownersAreNamedAsPeopleReadThem() {
    #expect(Construct.folder(of: "a dynamodb store") == "dynamodb")
    #expect(Construct.folder(of: "an entity") == "entity")
    #expect(Construct.folder(of: "goals") == "goals")
  }
}
