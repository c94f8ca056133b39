import DBModelTestKit
import Testing

/// No construct without its cases, no cases without their construct.
@Suite struct CoverageTests {
  /// Constructs whose cases are still to be written; one that has a folder leaves this list.
  static let missing: Set<String> = []

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
