import DBModelSemantics
import DBModelTestKit
import Testing

/// The reference against the vocabulary, and the page of requirements against the cases.
@Suite struct ReferenceTests {
  /// The page of each kind of declaration.
  static let pages = [
    "a model": "reference.md", "a dynamodb store": "reference/store-dynamodb.md",
    "an aurora store": "reference/store-aurora.md",
    "a sqlite store": "reference/store-sqlite.md", "a service": "reference/service.md",
    "an entity": "reference/entity.md", "an access pattern": "reference/access.md",
    "a flow": "reference/flow.md", "a design": "reference/design.md",
    "a table": "reference/design.md", "an index": "reference/design.md",
    "a local index": "reference/design.md",
    "a sql table": "reference/design.md", "a sql index": "reference/design.md",
    "a policy": "reference/policy.md", "goals": "reference/goals.md",
    "failures": "reference/failures.md",
  ]

  @Test func everyClauseStandsOnThePageOfItsDeclaration() throws {
    for clause in LanguageVocabulary.clauses {
      let page = try #require(Self.pages[clause.owner], "\(clause.owner) has no page")
      let text = try #require(Repository.text("docs/language/\(page)"), "\(page)")
      let isExplained = ["`\(clause.name)`", "`\(clause.name) "].contains { text.contains($0) }
      #expect(isExplained, "\(page): `\(clause.name)` of \(clause.owner) is not explained")
    }
  }

  @Test func everyClauseStandsInAnExampleOfItsPage() throws {
    for clause in LanguageVocabulary.clauses where clause.owner != "a model" {
      let page = try #require(Self.pages[clause.owner], "\(clause.owner) has no page")
      let text = try #require(Repository.text("docs/language/\(page)"), "\(page)")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let examples = FencedBlock.all(in: lines).filter {
        $0.words.first == "dbmodel" && $0.value("error") == nil
      }
      let heads = examples.flatMap(\.lines).compactMap { line in
        line.split(separator: " ").first.map(String.init)
      }
      #expect(heads.contains(clause.name), "\(page): no example has `\(clause.name)`")
    }
  }

  @Test func everyTypeAndDistributionIsExplained() throws {
    let entity = try #require(Repository.text("docs/language/reference/entity.md"))
    let access = try #require(Repository.text("docs/language/reference/access.md"))
    for type in LanguageVocabulary.types {
      let forms = ["`\(type)`", "`\(type)(", "`\(type) "]
      let isExplained =
        forms.contains { entity.contains($0) } || access.contains(": \(type) ")
      #expect(isExplained, "type `\(type)`")
    }
    for word in LanguageVocabulary.attributeWords {
      #expect(entity.contains("`\(word)`"), "word `\(word)`")
    }
    let index = try #require(Repository.text("docs/language/reference.md"))
    for word in LanguageVocabulary.distributions {
      let isExplained = index.contains("`\(word)`") || index.contains("`\(word)(")
      #expect(isExplained, "distribution `\(word)`")
    }
    for function in LanguageVocabulary.functions {
      #expect(access.contains("`\(function)("), "function `\(function)`")
    }
  }

  /// The folders that a row names, the fourth cell between bars.
  @Test func everyRequirementNamesItsCases() throws {
    let text = try #require(Repository.text("docs/language/requirements.md"))
    let known = Set(GoldenFile.cases("language").map(\.name))
    var rows = 0
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 7, cells[1] != " Id " else { continue }
      rows += 1
      let named = cells[4].split(separator: ",").map {
        String($0.drop { " `".contains($0) }.prefix { !" `".contains($0) })
      }
      #expect(!named.isEmpty && !named.contains(""), "\(cells[1])")
      for name in named {
        #expect(known.contains(name), "Tests/CaseTests/language/\(name) is not there")
      }
    }
    #expect(rows == 21)
  }

  /// Links to files of the repository, without those into a page.
  @Test(arguments: ModelBlockTests.documents) func linksLead(document: String) throws {
    let text = try #require(Repository.text(document))
    var folder = document.split(separator: "/").dropLast().map(String.init)
    if folder.isEmpty { folder = ["."] }
    for part in text.split(separator: "](").dropFirst() {
      let target = part.prefix { $0 != ")" && $0 != "#" }
      guard !target.isEmpty, !target.hasPrefix("http") else { continue }
      let path = (folder + [String(target)]).joined(separator: "/")
      let found = try DocumentShell.run("test -e '\(path)'", in: Repository.root)
      #expect(found.exitCode == 0, "\(document): \(target) is not there")
    }
  }
}
