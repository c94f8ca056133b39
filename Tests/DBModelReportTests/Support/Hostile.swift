import DBModelDiagnostics
import DBModelReport
import DBModelTestKit

/// Documents made of text that wants to do harm, the same for the same seed.
enum Hostile {
  static let pieces = [
    "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{9B}2J", "\r", "\r\n", "\n", "\t", "\u{0}", "\u{7F}",
    "👨‍👩‍👧‍👦", "🇩🇪", "❤️", "漢字", "한글", "e\u{301}\u{302}\u{303}", "\u{301}", "\u{202E}", "\u{2066}",
    "\u{FEFF}", "\u{200B}", "\u{2028}", "|", "`", "```", "``", "<script>alert(1)</script>", "-->",
    "</details>", "@octocat", "#12", "[x](https://evil.example)", "![x](//e)", "www.evil.example",
    "](1)", "\\", "%0A::error::x", "::set-output name=x::y", "##[error]x", ",", ":", "&amp;", "$x$",
    "entity", " ", "a", "\"", "'", "\u{E0041}", "𝒳", "ﷺ", "- ", "> ", "~~", "**", "__", "=", "",
  ]

  static func text(_ random: inout SplitMix64, pieces count: Int = 12) -> String {
    (0..<Int.random(in: 0...count, using: &random))
      .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
  }

  static func document(seed: UInt64) -> (document: ReportDocument, sources: SourceMap) {
    var random = SplitMix64(seed: seed)
    var sources = SourceMap()
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      var bytes = Array(text(&random, pieces: 60).utf8)
      // Bytes that are not UTF-8, at any place.
      for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
      sources.add(path: "dir/" + text(&random, pieces: 4), bytes: bytes)
    }
    func label() -> Label {
      let file = sources.files[Int.random(in: 0..<sources.files.count, using: &random)]
      let lower = Int.random(in: 0...file.bytes.count, using: &random)
      let upper = Int.random(in: lower...file.bytes.count, using: &random)
      return Label(
        SourceSpan(file: file.id, lower: lower, upper: upper),
        text(&random)
      )
    }
    func texts() -> [String] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in text(&random) }
    }
    var document = ReportDocument(
      command: "check",
      toolVersion: "1.2.3",
      modelName: text(&random),
      inputs: sources.files.map { ReportInput(path: $0.path, bytes: $0.bytes) }
    )
    for index in 0..<Int.random(in: 0...30, using: &random) {
      let primary = label()
      let secondary = (0..<Int.random(in: 0...4, using: &random)).map { _ in label() }
      let rule = TestRules.all[Int.random(in: 0..<TestRules.all.count, using: &random)]
      let edits = [TextEdit(primary.span, text(&random))]
      document.findings.append(
        Diagnostic(
          rule,
          "t" + text(&random),
          at: index % 7 == 3 ? nil : primary,
          secondary: secondary,
          notes: texts(),
          help: texts(),
          fixes: [Fix(text(&random), edits: edits)],
          path: text(&random, pieces: 2)
        )
      )
    }
    document.allowed = document.findings.prefix(2).map {
      AllowedFinding($0, reason: text(&random))
    }
    document.assumptions.remarks = texts()
    document.assumptions.engines = [EngineVersion(name: text(&random), version: text(&random))]
    document.sections = [
      .heading(level: 1, text(&random)), .paragraph(text(&random)),
      .table(
        ReportTable(
          columns: [ReportColumn(text(&random)), ReportColumn(text(&random), .trailing)],
          rows: (0..<4).map { _ in [ReportCell(text(&random), .atRisk), ReportCell(text(&random))] }
        )
      ),
      .keyValues([ReportKeyValue(text(&random), text(&random))]),
      .outline([ReportOutlineLine(3, text(&random))]),
      .details(title: text(&random), [.code(language: text(&random), text(&random, pieces: 40))]),
    ]
    document.plan = .object([.init(text(&random), .string(text(&random)))])
    document.estimates = ["x": .double(.infinity), "y": .double(-0.0), "z": .double(1e-300)]
    return (document, sources)
  }
}
