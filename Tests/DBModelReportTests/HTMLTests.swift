import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import Testing

/// The page: what it looks like, and that nothing in it can act.
@Suite struct HTMLTests {
  @Test func looksAsItDid() throws {
    var (document, sources) = try ordersDocument()
    document.command = "report"
    document.keyFigures = [ReportKeyValue("cost", "12.40 USD/month")]
    document.sections += SamplePictures.all.map { .picture($0.1) }
    expectGolden(HTMLRenderer.render(document, sources: sources), "orders/report.html")
  }

  @Test(arguments: UInt64(0)..<100) func nothingOfTheUsersActs(seed: UInt64) {
    var (document, sources) = Hostile.document(seed: seed)
    document.sections += (0..<3).map { .picture(SamplePictures.picture(seed: 3 * seed + $0)) }
    document.keyFigures = document.inputs.map { ReportKeyValue($0.path, $0.path) }
    let page = HTMLRenderer.render(document, sources: sources)
    // All elements and attributes there are, as an XML reader sees them.
    #expect(WellFormed.isXML(page), "seed \(seed)")
    for word in ["<script", "<img", "<iframe", "<link", "<object", "<form", "javascript:"] {
      #expect(!page.contains(word), "seed \(seed): \(word)")
    }
    let names = page.matches(of: /<[a-z]+([^<>]*)>/).flatMap { element in
      element.1.matches(of: /[ ]([a-zA-Z-]+)="[^"]*"/).map { String($0.1) }
    }
    #expect(names.allSatisfy { !$0.hasPrefix("on") && $0 != "src" && $0 != "style" })
    for link in page.matches(of: /href="([^"]*)"/) { #expect(link.1.hasPrefix("#")) }
    for scalar in page.unicodeScalars where scalar != "\n" {
      #expect(!(0x202A...0x202E).contains(scalar.value) && scalar.value >= 0x20, "seed \(seed)")
    }
    #expect(Self.anchors(page).isEmpty, "seed \(seed)")
  }

  /// References to no element, and names that two elements have.
  private static func anchors(_ page: String) -> [String] {
    let ids = page.matches(of: /[ ]id="([^"]*)"/).map { String($0.1) }
    let twice = ids.filter { id in ids.count { $0 == id } > 1 }
    let links = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    let labels = page.matches(of: /aria-labelledby="([^"]*)"/)
      .flatMap { $0.1.split(separator: " ").map(String.init) }
    let fills = page.matches(of: /url\(#([^)]*)\)/).map { String($0.1) }
    return twice + (links + labels + fills).filter { !ids.contains($0) }
  }

  @Test func whatIsWrittenIsEscaped() {
    let markup = Markup.element(
      "p",
      [MarkupAttribute("title", "\"><script>'&\n")],
      text: "</p><b>&amp; \u{1B} \u{FFFE} \u{202E}"
    )
    #expect(
      MarkupWriter.text(markup)
        == "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\n\">&lt;/p&gt;&lt;b&gt;&amp;amp; "
        + "\\u{1B} \\u{FFFE} \\u{202E}</p>\n"
    )
  }

  @Test func aCleanRunAndAnIncompleteOneSaySo() {
    var document = ReportDocument(command: "check", toolVersion: "1.2.3")
    #expect(HTMLRenderer.render(document, sources: SourceMap()).contains("It holds."))
    document.isComplete = false
    let page = HTMLRenderer.render(document, sources: SourceMap())
    #expect(page.contains("Incomplete.") && !page.contains("It holds"))
    // A simulation is no verdict, whatever it saw.
    document = ReportDocument(command: "simulate", toolVersion: "1.2.3")
    #expect(!HTMLRenderer.render(document, sources: SourceMap()).contains("It holds"))
  }

  @Test func aFixIsShownAsADifference() throws {
    var fixture = Fixture()
    let file = fixture.add("a.dbmodel", "entity A {\n  id: uuid\n}\n")
    let span = try fixture.span("uuid", file)
    var document = ReportDocument(command: "check", toolVersion: "1.2.3")
    document.findings = [
      Diagnostic(
        TestRules.broken,
        "no key",
        at: Label(span),
        fixes: [Fix("make it the key", edits: [TextEdit(span, "uuid key")])]
      )
    ]
    let page = HTMLRenderer.render(document, sources: fixture.sources)
    #expect(page.contains("<del>-  id: uuid\n</del><ins>+  id: uuid key\n</ins>"))
    #expect(page.contains("<code>dbmodel check --fix</code> applies it"))
  }

  @Test func manyFindingsStayBelowAMegabyte() throws {
    var fixture = Fixture()
    var document = ReportDocument(command: "check", toolVersion: "1.2.3")
    for number in 0..<40 {
      let file = fixture.add("f\(number).dbmodel", "entity A {}\n")
      for index in 0..<100 {
        document.findings.append(
          Diagnostic(
            TestRules.hint,
            "number \(index)",
            at: try fixture.label("entity", "", file),
            path: "\(number).\(index)"
          )
        )
      }
    }
    let page = HTMLRenderer.render(document, sources: fixture.sources)
    #expect(page.utf8.count < 1_000_000)
    #expect(page.contains("3,700 more findings not shown"))
  }

  @Test func aReportIsKnownByItsBytes() throws {
    let (document, sources) = try ordersDocument()
    let page = Array(HTMLRenderer.render(document, sources: sources).utf8)
    #expect(ReportMark.stands(in: Array(page.prefix(ReportMark.mostBytes))))
    #expect(ReportMark.stands(in: Array(MarkdownRenderer.render(document, sources: sources).utf8)))
    for text in ["", "<!DOCTYPE html>\n<html></html>", "model Shop", "dbmodel"] {
      #expect(!ReportMark.stands(in: Array(text.utf8)), "\(text)")
    }
  }
}
