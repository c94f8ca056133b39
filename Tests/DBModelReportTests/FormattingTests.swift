import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import Testing

@Suite struct FormattingTests {
  @Test(arguments: [
    (3.1, 4.2, "ms", "3.1–4.2 ms"), (3.14159, 3.14159, "ms", "3.14 ms"),
    (3.141, 3.142, "ms", "3.14 ms"), (4_200, 4_200, "units/s", "4,200 units/s"),
    (1_234_567.8, 1_234_567.8, "rows", "1,234,568 rows"), (999.6, 999.6, "", "1,000"),
    (0, 0, "ms", "0 ms"), (-0.0, 0, "ms", "0 ms"), (-12.345, -12.345, "", "-12.3"),
    (0.000_123_456, 0.000_123_456, "s", "0.123 ms"), (1.234e-10, 1.234e-10, "s", "1.23e-7 ms"),
    (1.5e30, 1.5e30, "rows", "1.5e30 rows"), (12.4, 12.4, "USD/month", "12.40 USD/month"),
    (1_204.005, 1_204.005, "USD/month", "1,204.01 USD/month"),
    (0.001_25, 0.001_25, "USD", "0.00125 USD"), (99.5, 99.5, "%", "99.5%"), (10, 10, "x", "10x"),
    (12_000, 12_000, "/s", "12,000/s"), (7, .infinity, "ms", "≥ 7 ms"),
    (-.infinity, 7, "ms", "≤ 7 ms"), (.nan, 7, "ms", "unknown"), (7, .nan, "ms", "unknown"),
    (.infinity, .infinity, "ms", "without bound"), (-.infinity, .infinity, "ms", "unknown"),
    (4.2, 3.1, "ms", "3.1–4.2 ms"), (0.1 + 0.2, 0.3, "", "0.3"),
  ]) func figures(low: Double, high: Double, unit: String, text: String) {
    #expect(ReportFigure(low: low, high: high, unit: unit).text == text)
  }

  /// Durations and sizes in the unit people say them in, on both sides of every step.
  @Test(arguments: [
    (10_000, 10_000, "ms", "10 s"), (999, 999, "ms", "999 ms"), (999.4, 999.4, "ms", "999 ms"),
    (999.6, 999.6, "ms", "1 s"), (1_500, 1_500, "ms", "1.5 s"), (90, 90, "s", "90 s"),
    (60, 60, "s", "1 min"), (60_000, 60_000, "ms", "1 min"), (150, 150, "s", "150 s"),
    (119.5, 119.5, "s", "120 s"), (150.5, 150.5, "s", "2.51 min"), (7_200, 7_200, "s", "2 h"),
    (5_400, 5_400, "s", "90 min"), (86_400, 86_400, "s", "24 h"), (172_800, 172_800, "s", "2 days"),
    (12_345.678, 12_345.678, "s", "3.43 h"), (211, 7_315, "ms", "0.211–7.32 s"),
    (1.56, 3_433, "ms", "1.56 ms–3.43 s"), (0, 3_433, "ms", "0–3.43 s"),
    (2_000, .infinity, "ms", "≥ 2 s"), (-.infinity, 2_000, "ms", "≤ 2 s"),
    (4_096, 4_096, "B", "4 KB"), (1_280, 1_280, "B", "1.25 KB"), (1_234, 1_234, "B", "1,234 B"),
    (10_239, 10_239, "B", "10,239 B"), (10_241, 10_241, "B", "10 KB"),
    (1_023, 1_023, "B", "1,023 B"),
    (70_000_000, 70_000_000, "B", "66.8 MB"), (1_048_575, 1_048_575, "B", "1 MB"),
    (1e30, 1e30, "B", "909,494,701,772,928,300 TB"), (2, 4_096, "B", "2 B–4 KB"),
    (-5, 10_000, "ms", "-0.005–10 s"), (1e300, 1e300, "ms", "1.16e292 days"),
  ]) func unitsFit(low: Double, high: Double, unit: String, text: String) {
    #expect(FigureFormatter.range(low: low, high: high, unit: unit) == text)
  }

  /// A column that has its unit in its head keeps it.
  @Test func aFigureWithoutItsUnitIsNotScaled() {
    #expect(FigureFormatter.range(low: 9e3, high: 9e3, unit: "ms", showsUnit: false) == "9,000")
  }

  @Test func countsSharesAndTerms() {
    #expect(
      [999, 1_000, 2_500, 40e6, 1.5e12, 1e16].map(FigureFormatter.count) == [
        "999", "1K", "2.5K", "40M", "1.5T", "very many",
      ]
    )
    #expect(FigureFormatter.percent(0.041) == "4.1%")
    #expect(["33.33", "33.35"] == [33.33, 33.351].map(FigureFormatter.term))
    #expect(FigureFormatter.term(1_234_567) == "1,234,567")
  }

  @Test func integers() {
    #expect(FigureFormatter.integer(0) == "0")
    #expect(FigureFormatter.integer(999) == "999")
    #expect(FigureFormatter.integer(-1_000) == "-1,000")
    #expect(FigureFormatter.integer(.min) == "-9,223,372,036,854,775,808")
  }

  /// What is printed is within half of the last digit shown, and never residue or `nan`.
  @Test(arguments: UInt64(0)..<50) func figuresAreNear(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let value = Double(bitPattern: random.next())
      let text = FigureFormatter.number(value)
      #expect(!text.contains("nan") && !text.contains("inf"), "\(value)")
      guard value.isFinite else { continue }
      let read = try #require(Double(text.replacing(",", with: "")), "\(text)")
      #expect(abs(read - value) <= abs(value) * 0.005_001, "\(value) printed as \(text)")
    }
  }

  @Test func jsonNumbers() {
    func json(_ value: Double) -> String {
      String(decoding: JSONWriter.write(.double(value)), as: UTF8.self)
    }
    #expect(json(0.1 + 0.2) == "0.3\n")
    #expect(json(1e21) == "1e21\n")
    #expect(json(-1.5e-10) == "-1.5e-10\n")
    #expect(json(4_200) == "4200\n")
    #expect(json(.nan) == "null\n")
    #expect(json(-0.0) == "0\n")
  }

  @Test func jsonSortsAndEscapes() {
    let value: ReportValue = ["b": [1, nil, true], "a": "\u{1B}\"\\\u{202E}\u{10FFFF}ü", "": [:]]
    #expect(
      String(decoding: JSONWriter.write(value), as: UTF8.self) == """
        {
          "": {},
          "a": "\\u001b\\"\\\\\\u202e\u{10FFFF}ü",
          "b": [
            1,
            null,
            true
          ]
        }

        """
    )
  }

  @Test func deepJSONEnds() {
    var value: ReportValue = 1
    for _ in 0..<5_000 { value = [value] }
    let text = String(decoding: JSONWriter.write(value), as: UTF8.self)
    #expect(text.contains("nested deeper than 400 levels"))
  }
}
