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
    (0.000_123_456, 0.000_123_456, "s", "0.000123 s"), (1.234e-9, 1.234e-9, "s", "1.23e-9 s"),
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
