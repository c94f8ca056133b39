import DBModelDiagnostics
import DBModelReport
import Testing

/// Each case is a source and its labels; the golden shows source, underline and text together.
@Suite struct SnippetTests {
  private func render(_ finding: Diagnostic, _ fixture: Fixture) -> String {
    TextRenderer(maxCells: 80).render(finding, sources: fixture.sources)
  }

  @Test func widths() throws {
    var fixture = Fixture()
    fixture.add(
      "wide.dbmodel",
      "entity 注文 {\n\tid:\t\tuuid key\n  👨‍👩‍👧‍👦 e\u{301}\u{302} ❤️ 🇩🇪 end\n  한글 ﬁ x\r\n  \u{1B}[31mred \u{202E}left\n}\n"
    )
    var text = ""
    for word in ["注文", "uuid", "👨‍👩‍👧‍👦", "e\u{301}\u{302}", "❤️", "🇩🇪", "end", "한글", "x\r", "red", "left"]
    {
      let finding = Diagnostic(TestRules.hint, "at `\(word)`", at: try fixture.label(word, "here"))
      text += render(finding, fixture)
    }
    expectGolden(text, "snippet/widths.txt")
  }

  @Test func severalLabelsOnOneLine() throws {
    var fixture = Fixture()
    fixture.add("a.dbmodel", "alpha beta gamma delta\n")
    func label(_ text: String) throws -> Label { try fixture.label(text, "this is \(text)") }
    let cases = [
      Diagnostic(
        TestRules.broken,
        "apart",
        at: try label("beta"),
        secondary: [try label("alpha"), try label("delta")]
      ),
      Diagnostic(
        TestRules.broken,
        "inside a wider one",
        at: try label("beta"),
        secondary: [try label("alpha beta gamma")]
      ),
      Diagnostic(
        TestRules.broken,
        "around a narrower one",
        at: try label("beta gamma"),
        secondary: [try label("gamma"), try label("gamma")]
      ),
      Diagnostic(
        TestRules.broken,
        "twice the same place",
        at: try label("gamma"),
        secondary: [Label(try fixture.span("gamma"), "and again")]
      ),
      Diagnostic(
        TestRules.broken,
        "nothing said",
        at: try fixture.label("beta"),
        secondary: [try fixture.label("delta")]
      ),
    ]
    expectGolden(cases.map { render($0, fixture) }.joined(separator: "\n"), "snippet/one-line.txt")
  }

  @Test func edges() throws {
    var fixture = Fixture()
    fixture.add("edges.dbmodel", "first\r\n\n  third {\n  }\nlast")
    let size = fixture.sources.files[0].bytes.count
    func at(_ lower: Int, _ upper: Int) -> Diagnostic {
      Diagnostic(
        TestRules.broken,
        "\(lower)..<\(upper)",
        at: Label(SourceSpan(file: FileID(0), lower: lower, upper: upper), "here")
      )
    }
    let cases = [
      at(0, 0), at(5, 6), at(5, 7), at(7, 7), at(7, 8), at(0, size), at(10, 20), at(size, size),
      at(size + 5, size + 9),
    ]
    expectGolden(cases.map { render($0, fixture) }.joined(separator: "\n"), "snippet/edges.txt")
  }

  @Test func emptyFile() throws {
    var fixture = Fixture()
    fixture.add("empty.dbmodel", "")
    let finding = Diagnostic(
      TestRules.broken,
      "nothing in it",
      at: Label(SourceSpan(file: FileID(0), lower: 0, upper: 0), "here")
    )
    expectGolden(render(finding, fixture), "snippet/empty.txt")
  }

  @Test func fixesAndManyLabels() throws {
    var fixture = Fixture()
    fixture.add("many.dbmodel", (0..<20).map { "use \($0).\n" }.joined())
    let place = try fixture.span("use 0.")
    let finding = Diagnostic(
      TestRules.broken,
      "twenty places",
      at: Label(place, "declared here"),
      secondary: try (1..<20).map { try fixture.label("use \($0).", "used here") },
      help: ["rename it"],
      fixes: [Fix("rename it", edits: []), Fix("remove it", edits: [TextEdit(place, "")])]
    )
    expectGolden(render(finding, fixture), "snippet/many.txt")
  }
}
