import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import Foundation
import Testing

@Suite struct HostileTextTests {
  /// Every format, as text.
  private func renderings(_ document: ReportDocument, _ sources: SourceMap) -> [String: String] {
    [
      "text": TextRenderer().render(document, sources: sources),
      "narrow": TextRenderer(maxCells: 20).render(document, sources: sources),
      "markdown": MarkdownRenderer.render(document, sources: sources),
      "json": String(decoding: JSONRenderer.render(document, sources: sources), as: UTF8.self),
      "sarif": String(
        decoding: SARIFRenderer(rules: []).render(document, sources: sources),
        as: UTF8.self
      ),
      "github": GitHubRenderer.render(document, sources: sources),
    ]
  }

  private func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: true
    case 0..<0x20, 0x7F...0x9F, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    case 0xFEFF, 0xE0000...0xE007F: false
    default: true
    }
  }

  /// Text from the user cannot steer a terminal, whatever it holds.
  @Test(arguments: UInt64(0)..<100) func noControlCharacterGetsThrough(seed: UInt64) throws {
    let (document, sources) = Hostile.document(seed: seed)
    for (format, text) in renderings(document, sources) {
      let bad = text.unicodeScalars.first { !isSafe($0) }
      #expect(bad == nil, "seed \(seed), \(format)")
      #expect(text.hasSuffix("\n"), "seed \(seed), \(format)")
    }
  }

  /// Every escape sequence of a coloured report is one of the theme's.
  @Test(arguments: UInt64(0)..<50) func coloursAreOurs(seed: UInt64) throws {
    let (document, sources) = Hostile.document(seed: seed)
    let text = TextRenderer(theme: .ansi).render(document, sources: sources)
    let plain = TextRenderer().render(document, sources: sources)
    let stripped = text.replacing(/\u{1B}\[[0-9;]+m/, with: "")
    // Blanks before a line end may stand inside colours.
    func trimmed(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        var line = String($0)
        while line.utf8.last == 0x20 { line.removeLast() }
        return line
      }
    }
    #expect(trimmed(stripped) == trimmed(plain), "seed \(seed)")
  }

  /// An annotation is one line: nothing from the user starts a command of its own.
  @Test(arguments: UInt64(0)..<100) func annotationsStayOnTheirLine(seed: UInt64) throws {
    let (document, sources) = Hostile.document(seed: seed)
    let lines = GitHubRenderer.render(document, sources: sources).split(separator: "\n")
    for line in lines {
      let isOurs = ["::error ", "::warning ", "::notice ", "dbmodel: "].contains {
        line.hasPrefix($0)
      }
      #expect(isOurs, "seed \(seed): \(line)")
    }
    let shown = lines.count { $0.hasPrefix("::") }
    #expect(shown <= 30)
  }

  /// Outside code, no HTML, mention or link of the user's survives.
  @Test(arguments: UInt64(0)..<100) func markdownActsOnNothing(seed: UInt64) throws {
    let (document, sources) = Hostile.document(seed: seed)
    var fence: Substring?
    for line in MarkdownRenderer.render(document, sources: sources).split(separator: "\n") {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if ticks == line, ticks.count >= open.count { fence = nil }
        continue
      }
      if ticks.count >= 3 {
        fence = ticks
        continue
      }
      let prose = self.prose(line).replacing(/<code>.*?<\/code>/, with: "")
      #expect(!prose.contains("<script"), "seed \(seed): \(line)")
      #expect(!prose.contains("@octocat"), "seed \(seed): \(line)")
      #expect(!prose.contains("#12"), "seed \(seed): \(line)")
      #expect(!prose.contains("www.evil"), "seed \(seed): \(line)")
      // Inside HTML these are no marks of Markdown.
      if !line.hasPrefix("<details>") {
        #expect(!prose.contains("](https"), "seed \(seed): \(line)")
      }
    }
    #expect(fence == nil, "seed \(seed): a fence is left open")
  }

  /// A line without code spans, of one backtick each here, and without escaped characters.
  private func prose(_ line: Substring) -> String {
    var result = String.UnicodeScalarView()
    var isCode = false
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "`" {
        isCode.toggle()
      } else if isCode {
        continue
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    #expect(!isCode, "a code span is left open: \(line)")
    return String(result)
  }

  @Test func aLineOfAMegabyteIsClippedAroundTheCaret() throws {
    var fixture = Fixture()
    let filler = String(repeating: "x漢 ", count: 180_000)
    fixture.add("long.dbmodel", filler + "HERE " + filler + "\n")
    let finding = Diagnostic(
      TestRules.hotKey,
      "a long line",
      at: try fixture.label("HERE", "the caret"),
      secondary: [Label(SourceSpan(file: FileID(0), lower: 0, upper: 1), "far away")]
    )
    let text = TextRenderer(maxCells: 100).render(finding, sources: fixture.sources)
    #expect(text.contains("HERE"))
    let lines = text.split(separator: "\n")
    let source = try #require(lines.first { $0.contains("HERE") })
    #expect(source.count < 120)
    let caret = try #require(lines.first { $0.contains("^^^^") })
    let here = try #require(source.range(of: "HERE"))
    let carets = try #require(caret.range(of: "^^^^"))
    // Cells before the word and before the caret agree; `漢` takes two.
    let wide = source[..<here.lowerBound].count { $0 == "漢" }
    let before = source[..<here.lowerBound].count + wide
    #expect(before == caret[..<carets.lowerBound].count)
    #expect(text.contains("far away"))
  }

  @Test func aHundredFindingsPerFileAndTheGravestFirst() throws {
    var fixture = Fixture()
    let text = (0..<150).map { "entity E\($0) {}\n" }.joined()
    fixture.add("many.dbmodel", text)
    var document = ReportDocument(command: "check", toolVersion: "1.2.3")
    for index in 0..<150 {
      let rule = index == 149 ? TestRules.broken : TestRules.hint
      document.findings.append(
        Diagnostic(
          rule,
          "number \(index)",
          at: try fixture.label("E\(index) "),
          path: "E\(index)"
        )
      )
    }
    let report = TextRenderer().render(document, sources: fixture.sources)
    #expect(report.split(separator: "\n").count { $0.contains("number") } == 100)
    #expect(report.contains("number 149"))
    #expect(report.contains("50 more in many.dbmodel"))
    #expect(report.contains("1 error, 149 notes in 1 file"))

    let annotations = GitHubRenderer.render(document, sources: fixture.sources)
    #expect(annotations.hasPrefix("::error "))
    #expect(annotations.contains("139 findings left out"))

    let markdown = MarkdownRenderer.render(document, sources: fixture.sources)
    #expect(markdown.contains("130 more findings not shown"))
  }

  @Test func aCommentNeverExceedsItsHost() throws {
    var document = ReportDocument(command: "plan", toolVersion: "1.2.3")
    for index in 0..<2_000 {
      document.sections.append(.paragraph("\(index) " + String(repeating: "*word* ", count: 40)))
    }
    let text = MarkdownRenderer.render(document, sources: SourceMap())
    #expect(text.utf16.count < 65_536)
    #expect(text.utf16.count > 60_000)
    #expect(text.contains("parts left out"))
  }
}
