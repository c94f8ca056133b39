import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

@Suite("The reference of the language")
struct ReferenceTests {
  private static func text() throws -> String {
    let url = GoldenFile.repository.appendingPathComponent("docs/language/reference.md")
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  /// Fenced examples with what stands behind the fence.
  private static func examples() throws -> [(info: String, text: String)] {
    var found: [(info: String, text: String)] = []
    var open: (info: String, lines: [Substring])?
    for line in try text().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let example = open {
          found.append((example.info, example.lines.joined(separator: "\n") + "\n"))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return found
  }

  @Test("whole examples resolve without a finding, fragments parse")
  func examplesHold() throws {
    let examples = try Self.examples()
    #expect(examples.contains { $0.info == "dbmodel" })
    for example in examples {
      if example.info == "dbmodel" {
        let resolved = Resolved(example.text)
        #expect(resolved.diagnostics.isEmpty, "\(resolved.plainText)")
      } else {
        #expect(example.info == "dbmodel fragment")
        let file = SourceFile(id: FileID(0), path: "x", bytes: Array(example.text.utf8))
        #expect(parse(file).diagnostics.isEmpty, "\(example.text)")
      }
    }
  }

  @Test("every clause of the vocabulary is explained")
  func clauses() throws {
    let text = try Self.text()
    for clause in LanguageVocabulary.clauses {
      #expect(
        text.contains("`\(clause.name)") || text.contains("\n  \(clause.name) "),
        "`\(clause.name)` of \(clause.owner)"
      )
    }
  }
}
