import DBModelDiagnostics
import DBModelReport
import Testing

@Suite struct RendererGoldenTests {
  @Test func text() throws {
    let (document, sources) = try ordersDocument()
    expectGolden(TextRenderer().render(document, sources: sources), "orders/report.txt")
  }

  @Test func colouredText() throws {
    let (document, sources) = try ordersDocument()
    let text = TextRenderer(theme: .ansi).render(document, sources: sources)
    expectGolden(text.split(separator: "\u{1B}").joined(separator: "␛"), "orders/report.ansi.txt")
  }

  @Test func markdown() throws {
    let (document, sources) = try ordersDocument()
    expectGolden(MarkdownRenderer.render(document, sources: sources), "orders/report.md")
  }

  @Test func json() throws {
    let (document, sources) = try ordersDocument()
    let bytes = JSONRenderer.render(document, sources: sources)
    expectGolden(String(decoding: bytes, as: UTF8.self), "orders/report.json")
  }

  @Test func sarif() throws {
    let (document, sources) = try ordersDocument()
    let bytes = SARIFRenderer(rules: TestRules.all).render(document, sources: sources)
    expectGolden(String(decoding: bytes, as: UTF8.self), "orders/report.sarif")
  }

  @Test func annotations() throws {
    let (document, sources) = try ordersDocument()
    expectGolden(GitHubRenderer.render(document, sources: sources), "orders/report.github.txt")
  }

  @Test func rulePage() {
    expectGolden(RulePage.text(TestRules.hotKey), "rule/page.txt")
    expectGolden(RulePage.markdown(TestRules.hotKey), "rule/page.md")
    expectGolden(RulePage.index(TestRules.all), "rule/index.md")
  }

  @Test func silentSuccess() {
    let document = ReportDocument(
      command: "check",
      toolVersion: "1.2.3",
      subjects: [ReportCount(14, "access pattern")]
    )
    #expect(
      TextRenderer().render(document, sources: SourceMap())
        == "ok: 14 access patterns, 0 findings\n"
    )
    #expect(
      GitHubRenderer.render(document, sources: SourceMap())
        == "dbmodel: ok: 14 access patterns, 0 findings\n"
    )
  }
}
