import DBModelDiagnostics

/// Draws curves over logarithmic axes.
package enum CurveDrawing {
  /// Curves that can be told apart by their dashes.
  static let mostSeries = 6
  private static let mostDots = 12

  package static func drawing(_ chart: CurveChart) -> Drawing {
    var drawing = Drawing(height: 100)
    let isShare = chart.yUnit == .share
    let reach = isShare ? 1.0 : Double.infinity
    let limits = chart.limits.filter { $0.value <= reach }
    var series = Array(chart.series.filter { !$0.points.isEmpty }.prefix(mostSeries))
    let xs = series.flatMap(\.points).map(\.x)
    var yTitle = chart.yTitle
    if let floor = CurveCut.floor(of: series, limits: limits) {
      series = series.map { ChartSeries($0.name, CurveCut.cut($0.points, at: floor)) }
      yTitle += ", from \(text(floor, chart.yUnit)) on"
    }
    let ys = series.flatMap(\.points).map(\.y) + limits.map(\.value)
    let yTicks = LogTicks(
      covering: ys.min() ?? (isShare ? 0.01 : 1),
      max(ys.max() ?? 1, isShare ? 1 : 0),
      most: 9
    )
    let xTicks = LogTicks(covering: xs.min() ?? 1, xs.max() ?? 10, most: 9)
    let yLabels = yTicks.marks.map { text($0, chart.yUnit) }
    let frame = ChartFrame(
      &drawing,
      // Of a single line the title says what it is.
      legend: series.count == 1
        ? []
        : series.enumerated().map { ChartFrame.Entry(name: $1.name, role: "line s\($0 + 1)") },
      yTitle: yTitle,
      yLabels: yLabels
    )
    let y = ChartScale(logarithmic: yTicks.low, yTicks.high, from: frame.bottom, to: frame.top)
    let x = ChartScale(logarithmic: xTicks.low, xTicks.high, from: frame.left, to: frame.right)
    if let lowest = limits.filter({ !$0.isGoal }).map(\.value).min() {
      let height = y.place(lowest) - frame.top
      drawing.rectangle(frame.left, frame.top, frame.right - frame.left, height, "beyond")
    }
    frame.drawRows(
      zip(yTicks.marks, yLabels).map { (y.place($0), $1) },
      minor: yTicks.minor.map(y.place),
      &drawing
    )
    frame.drawColumns(
      xTicks.marks.map { (x.place($0), FigureFormatter.count($0)) },
      minor: xTicks.minor.map(x.place),
      title: chart.xTitle,
      &drawing
    )
    // The first series is the widest line: the dashes of the others are seen upon it.
    for (place, series) in series.enumerated() {
      let line = series.points.map { (x: x.place($0.x), y: y.place($0.y)) }
      if line.count > 1 { drawing.path(Drawing.lines(line), "line s\(place + 1)") }
      // A few values are seen one by one.
      let dots = line.count <= mostDots && (xs.max() ?? 0) <= Double(mostDots) ? line.count : 1
      for dot in line.prefix(dots) { drawing.circle(dot.x, dot.y, 3.5, "dot s\(place + 1)") }
    }
    for limit in limits { frame.draw(limit, at: y.place(limit.value), &drawing) }
    if let first = series.first?.points.first {
      let label = text(first.y, chart.yUnit)
      let place = (x: x.place(first.x), y: y.place(first.y))
      // To the right of the dot, where the curve falls away, or below it.
      for (dx, dy) in [(9.0, -4.0), (9, 5), (9, 20)] where place.y + dy - 13 >= frame.top - 6 {
        if drawing.text(label, place.x + dx, place.y + dy, .start, "value") { break }
      }
    }
    return drawing
  }

  private static func text(_ value: Double, _ unit: CurveChart.Unit) -> String {
    switch unit {
    case .share: FigureFormatter.percent(value)
    case .number: FigureFormatter.count(value)
    }
  }
}
