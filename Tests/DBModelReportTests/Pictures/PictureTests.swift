import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import Testing

/// Drawings: what they look like, and what holds of every one of them.
@Suite struct PictureTests {
  @Test(arguments: SamplePictures.all.map(\.0)) func looksAsItDid(name: String) throws {
    let picture = try #require(SamplePictures.all.first { $0.0 == name }?.1)
    expectGolden(
      MarkupWriter.text(PictureDrawing.markup(picture, id: "p1")),
      "pictures/\(name).svg"
    )
  }

  @Test func readsAsItDid() {
    var document = ReportDocument(command: "report", toolVersion: "1.2.3")
    document.keyFigures = [ReportKeyValue("first limit, of the peak", "0.4–0.6x")]
    document.sections = SamplePictures.all.map { .picture($0.1) }
    expectGolden(TextRenderer().render(document, sources: SourceMap()), "pictures/report.txt")
    expectGolden(MarkdownRenderer.render(document, sources: SourceMap()), "pictures/report.md")
    let json = JSONRenderer.render(document, sources: SourceMap())
    expectGolden(String(decoding: json, as: UTF8.self), "pictures/report.json")
  }

  /// Whatever is drawn: texts lie inside and on no other text, and every number is one.
  @Test(arguments: UInt64(0)..<600) func everyDrawingHolds(seed: UInt64) {
    let picture = SamplePictures.picture(seed: seed)
    let drawing = PictureDrawing.drawing(picture, id: "p1")
    for (place, label) in drawing.labels.enumerated() {
      #expect(label.fits(Drawing.width, drawing.height), "seed \(seed): \(label)")
      for other in drawing.labels[..<place] where label.overlaps(other) {
        Issue.record("seed \(seed): \(label) lies on \(other)")
      }
    }
    let text = MarkupWriter.text(drawing.markup(id: "p1", title: "t", description: "d"))
    #expect(WellFormed.isXML(text), "seed \(seed): \(text)")
    for (name, value) in Self.coordinates(text) {
      let reach = name.contains("x") || name == "width" ? Drawing.width : drawing.height
      #expect(value >= -0.05 && value <= reach + 0.05, "seed \(seed): \(name)=\(value)")
    }
  }

  /// The numbers of all shapes and texts, those of paths included; patterns have their own space.
  private static func coordinates(_ svg: String) -> [(name: String, value: Double)] {
    var found: [(name: String, value: Double)] = []
    let drawn = svg.split(separator: "</defs>").last ?? ""
    for match in drawn.matches(of: /[ ](x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"/) {
      found.append((String(match.1), Double(match.2) ?? .nan))
    }
    for path in drawn.matches(of: /[ ]d="([^"]*)"/) {
      for point in path.1.matches(of: /[ML]([^ MLZ]+) ([^ MLZ]+)/) {
        found.append(("x", Double(point.1) ?? .nan))
        found.append(("y", Double(point.2) ?? .nan))
      }
    }
    return found
  }

  @Test func curvesAreThinnedAndKeepTheirShape() throws {
    guard case .curve(let chart) = SamplePictures.curve.chart else { return }
    // A straight line on logarithmic axes needs its ends only.
    #expect(chart.series[0].points.count == 2)
    let step = CurveChart(
      xTitle: "",
      yTitle: "",
      series: [
        ChartSeries(
          "s",
          [ChartPoint(1, 0.1), ChartPoint(5, 0.1), ChartPoint(6, 0.001), ChartPoint(500, 0.001)]
        )
      ]
    )
    #expect(step.series[0].points.count == 4)
  }

  /// The head of a curve with a trillion keys is where its limit is; the tail is said to go on.
  @Test func aLongTailIsCut() {
    let points = (0...12).map { place in
      ChartPoint(Double("1e\(place)") ?? 0, Double("1e-\(place + 1)") ?? 0)
    }
    func svg(_ points: [ChartPoint]) -> String {
      let chart = CurveChart(
        xTitle: "rank",
        yTitle: "share",
        series: [ChartSeries("s", points)],
        limits: [ChartLimit(0.05, "the most")]
      )
      let picture = ReportPicture("t", reading: "r", .curve(chart), numbers: SamplePictures.numbers)
      return MarkupWriter.text(PictureDrawing.markup(picture, id: "p1"))
    }
    #expect(svg(points).contains(">share, from 1e-8% on<"))
    #expect(svg(Array(points.prefix(9))).contains(">share<"))
    // What rises again is drawn as a whole.
    #expect(svg(points + [ChartPoint(2e12, 0.5)]).contains(">share<"))
  }

  @Test func aPeakOfOneSecondIsNotLost() {
    var points = (0..<100_000).map { ChartPoint(Double($0), 1) }
    points[70_001] = ChartPoint(70_001, 900)
    let chart = TimeChart(
      yTitle: "",
      startSecond: 0,
      seconds: 100_000,
      series: [ChartSeries("s", points)]
    )
    #expect(chart.series[0].points.count <= 400)
    #expect(chart.series[0].points.contains { $0.y == 900 })
  }

  /// Whoever cannot see it has the same in words: a title, a description and the numbers.
  @Test func everyPictureIsInWordsToo() {
    for (_, picture) in SamplePictures.all {
      let svg = MarkupWriter.text(PictureDrawing.markup(picture, id: "p7"))
      #expect(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"p7-title p7-desc\""))
      #expect(svg.contains("<title id=\"p7-title\">") && svg.contains("<desc id=\"p7-desc\">"))
      var document = ReportDocument(command: "report", toolVersion: "1.2.3")
      document.sections = [.picture(picture)]
      let reading = picture.reading.filter { $0 != "`" }
      let text = TextRenderer().render(document, sources: SourceMap())
      #expect(text.filter { $0 != "`" }.contains(reading) && text.contains("1K"))
      let page = HTMLRenderer.render(document, sources: SourceMap())
      #expect(page.contains("<th scope=\"row\" class=\"number\"><span class=\"figure\">1K</span>"))
      let json = String(
        decoding: JSONRenderer.render(document, sources: SourceMap()),
        as: UTF8.self
      )
      #expect(json.contains("\"pictures\": ["))
    }
  }
}
