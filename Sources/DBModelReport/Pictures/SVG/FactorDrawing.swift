import DBModelDiagnostics

/// Draws factors as bars from 1.
package enum FactorDrawing {
  private static let rowHeight = 42.0
  /// For the factor in words, to the right of the bars: at least, and at most.
  private static let gutter = (least: 150.0, most: 280.0)

  private static let wordsIndent = 10.0

  /// - Parameter id: As `Drawing.markup` takes it.
  package static func drawing(_ chart: FactorChart, id: String) -> Drawing {
    var drawing = Drawing(height: 100)
    let ends = chart.bars.flatMap { [$0.low, $0.high] } + chart.limits.map(\.value)
    let ticks = LogTicks(covering: min(ends.min() ?? 1, 1), max(ends.max() ?? 10, 2), most: 8)
    let widest = chart.bars.map { Drawing.width(of: words($0), "value") }.max() ?? 0
    let (left, right) = (
      8.0, Drawing.width - min(gutter.most, max(gutter.least, widest + wordsIndent + 4))
    )
    let line = Drawing.lineHeight
    let top = line + 10 + (chart.limits.isEmpty ? 0 : line)
    let bottom = top + Double(chart.bars.count) * rowHeight + 4
    drawing.height = bottom + 2 * line + 10
    let x = ChartScale(logarithmic: ticks.low, ticks.high, from: left, to: right)
    for value in ticks.marks {
      drawing.line(x.place(value), top, x.place(value), bottom, "grid")
    }
    drawing.line(x.place(1), top - 4, x.place(1), bottom, "limit")
    let one = Drawing.clipped(chart.one, to: right, "limit-label")
    drawing.text(one, clamped(one, x.place(1), "limit-label"), top - 8, .middle, "limit-label")
    for limit in chart.limits {
      let text = Drawing.clipped(limit.label, to: right, "limit-label")
      let place = x.place(limit.value)
      drawing.line(place, top - 4, place, bottom, "goal")
      if !drawing.text(text, clamped(text, place, "limit-label"), top - 8, .middle, "limit-label") {
        drawing.text(
          text,
          clamped(text, place, "limit-label"),
          top - 8 - line,
          .middle,
          "limit-label"
        )
      }
    }
    for (place, bar) in chart.bars.enumerated() {
      draw(bar, at: top + Double(place) * rowHeight, x, right, id, &drawing)
    }
    for value in ticks.marks {
      let text = FigureFormatter.number(value) + "x"
      drawing.text(text, clamped(text, x.place(value)), bottom + line, .middle, "tick")
    }
    drawing.line(left, bottom, right, bottom, "edge")
    let title = Drawing.clipped(chart.title, to: right - left)
    drawing.text(title, right, bottom + 2 * line + 3, .end, "axis")
    return drawing
  }

  /// Where the middle of a text may be, so that it lies inside.
  private static func clamped(
    _ text: String,
    _ x: Double,
    _ role: StaticString = "tick"
  ) -> Double {
    let half = Drawing.width(of: text, role) / 2
    return max(half, min(x, Drawing.width - half))
  }

  private static func draw(
    _ bar: FactorChart.Bar,
    at top: Double,
    _ x: ChartScale,
    _ right: Double,
    _ id: String,
    _ drawing: inout Drawing
  ) {
    let name = Drawing.clipped(bar.name, to: Drawing.width - 24)
    drawing.text(name, 8, top + 15, .start, "name")
    let (one, low, high) = (x.place(1), x.place(bar.low), x.place(bar.high))
    let y = top + 22
    let fill =
      switch bar.verdict {
      case .outside: Drawing.pattern("bad", id: id)
      case .atRisk: Drawing.pattern("risk", id: id)
      case .inside, .none: String?.none
      }
    let role = "bar \(bar.verdict.rawValue)"
    // What is certain is drawn full: up to the nearer end; what is possible beyond it, faint.
    let sure = bar.low >= 1 ? low : bar.high <= 1 ? high : one
    if high - low > 0.5 { drawing.rectangle(low, y + 4, high - low, 5, "reach") }
    drawing.rectangle(min(sure, one), y, max(2, abs(sure - one)), 13, role, fill: fill)
    drawing.line(low, y - 1, low, y + 14, "end")
    drawing.line(high, y - 1, high, y + 14, "end")
    drawing.text(words(bar), right + wordsIndent, y + 11, .start, "value")
  }

  /// `0.4–0.6x outside`; what lies beyond the ends of the axis says so.
  static func words(_ bar: FactorChart.Bar) -> String {
    let (least, most) = (FactorChart.least, FactorChart.most)
    let factor: String
    if bar.low >= most {
      factor = "over \(FigureFormatter.number(most))x"
    } else if bar.high <= least {
      factor = "under \(FigureFormatter.number(least))x"
    } else {
      factor = FigureFormatter.range(low: bar.low, high: bar.high, unit: "x")
    }
    return ReportCell(factor, bar.verdict).words
  }
}
