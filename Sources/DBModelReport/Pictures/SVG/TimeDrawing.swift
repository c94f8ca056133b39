import DBModelDiagnostics

/// Draws values over time.
package enum TimeDrawing {
  static let mostSeries = 4

  /// - Parameter id: As `Drawing.markup` takes it.
  package static func drawing(_ chart: TimeChart, id: String) -> Drawing {
    var drawing = Drawing(height: 100)
    let series = chart.series.prefix(mostSeries)
    let values = series.flatMap(\.points).map(\.y)
    let highest = values.max() ?? 0
    // A ceiling far above everything would press all else to the ground: it is told, not drawn.
    let limits = chart.limits.filter { $0.value <= 4 * highest || highest == 0 }
    let ticks = LinearTicks(upTo: max(highest, limits.map(\.value).max() ?? 0), most: 5)
    let yLabels = ticks.marks.map(FigureFormatter.number)
    let frame = ChartFrame(
      &drawing,
      legend: legend(chart, Array(series), id),
      yTitle: chart.yTitle,
      yLabels: yLabels,
      lane: chart.events.isEmpty ? 0 : 20
    )
    let y = ChartScale(linear: 0, ticks.high, from: frame.bottom, to: frame.top)
    let x = ChartScale(linear: 0, chart.seconds, from: frame.left, to: frame.right)
    frame.drawRows(zip(ticks.marks, yLabels).map { (y.place($0), $1) }, minor: [], &drawing)
    let times = TimeTicks(from: chart.startSecond, seconds: chart.seconds, most: 8)
    frame.drawColumns(
      times.marks.map { (x.place($0.second), $0.text) },
      minor: [],
      title: "time, UTC",
      &drawing
    )
    let steps = series.map { Self.steps($0.points, chart.seconds, x, y) }
    if chart.difference != nil, steps.count >= 2 {
      let area = area(steps[0], steps[1])
      if !area.isEmpty { drawing.path(area, "area", fill: Drawing.pattern("bad", id: id)) }
    }
    // The first is the widest line: the dashes of the others are seen upon it.
    for (place, step) in steps.enumerated() where !step.isEmpty {
      drawing.path(Drawing.lines(bent(step)), "line s\(place + 1)")
    }
    for limit in limits { frame.draw(limit, at: y.place(limit.value), &drawing) }
    draw(chart.events, x, frame, &drawing)
    return drawing
  }

  private static func legend(_ chart: TimeChart, _ series: [ChartSeries], _ id: String)
    -> [ChartFrame.Entry]
  {
    // Of a single line the title says what it is.
    guard series.count > 1 else { return [] }
    let lines = series.enumerated().map {
      ChartFrame.Entry(name: $1.name, role: "line s\($0 + 1)")
    }
    guard let difference = chart.difference else { return lines }
    let fill = Drawing.pattern("bad", id: id)
    return lines + [ChartFrame.Entry(name: difference, role: "area", fill: fill)]
  }

  private typealias Step = (x: Double, y: Double)

  /// Each value holds until the next one.
  private static func steps(
    _ points: [ChartPoint],
    _ seconds: Double,
    _ x: ChartScale,
    _ y: ChartScale
  ) -> [Step] {
    points.indices.flatMap { place -> [Step] in
      let end = place + 1 < points.count ? points[place + 1].x : seconds
      let height = y.place(points[place].y)
      return [(x.place(points[place].x), height), (x.place(end), height)]
    }
  }

  /// Without the points in the middle of what looks level.
  private static func bent(_ steps: [Step]) -> [Step] {
    var found: [Step] = []
    for step in steps {
      if found.count > 1, Drawing.number(found[found.count - 1].y) == Drawing.number(step.y),
        Drawing.number(found[found.count - 2].y) == Drawing.number(step.y)
      {
        found[found.count - 1].x = step.x
      } else {
        found.append(step)
      }
    }
    return found
  }

  /// Between two lines that have their steps at the same places, wherever the first is the higher
  /// one: an outline for each stretch.
  private static func area(_ upper: [Step], _ lower: [Step]) -> String {
    guard upper.count == lower.count else { return "" }
    var outlines = ""
    var first = 0
    while first < upper.count {
      // Down the drawing, places grow.
      guard upper[first].y < lower[first].y else {
        first += 1
        continue
      }
      var end = first
      while end < upper.count, upper[end].y < lower[end].y { end += 1 }
      let outline = bent(Array(upper[first..<end])) + bent(Array(lower[first..<end])).reversed()
      outlines += Drawing.lines(outline) + "Z"
      first = end
    }
    return outlines
  }

  // MARK: Events

  /// Marks in the lane above the plot; those that would lie on each other are one with their
  /// number.
  private static func draw(
    _ events: [TimeChart.Event],
    _ x: ChartScale,
    _ frame: ChartFrame,
    _ drawing: inout Drawing
  ) {
    var groups: [(x: Double, mark: TimeChart.Event.Mark, name: String, count: Int)] = []
    let ordered = events.enumerated().sorted {
      ($0.element.second, $0.offset) < ($1.element.second, $1.offset)
    }
    for (_, event) in ordered {
      let place = x.place(event.second)
      let near = groups.lastIndex {
        $0.mark == event.mark && $0.name == event.name && place - $0.x < 14
      }
      if let near {
        groups[near].count += 1
      } else {
        groups.append((place, event.mark, event.name, 1))
      }
    }
    let y = frame.top - 9
    for (place, group) in groups.enumerated() {
      drawing.line(group.x, frame.top - 4, group.x, frame.bottom, "event")
      drawing.path(shape(group.mark, group.x, y), "mark \(group.mark.rawValue)")
      // Up to the next mark; what has no room stands in the table.
      let end = place + 1 < groups.count ? groups[place + 1].x - 8 : Drawing.width
      let number = FigureFormatter.integer(group.count)
      let name = Drawing.clipped(group.name, to: 130)
      let texts = group.count == 1 ? [name] : ["\(name) ×\(number)", "×\(number)"]
      let x = group.x + 9
      _ = texts.first { text in
        x + Drawing.width(of: text) <= end && drawing.text(text, x, y + 5, .start, "event-label")
      }
    }
  }

  private static func shape(_ mark: TimeChart.Event.Mark, _ x: Double, _ y: Double) -> String {
    switch mark {
    case .split: Drawing.lines([(x, y + 5), (x - 5.5, y - 4), (x + 5.5, y - 4)]) + "Z"
    case .refusal:
      Drawing.lines([(x - 4.5, y - 4.5), (x + 4.5, y + 4.5)])
        + Drawing.lines([(x - 4.5, y + 4.5), (x + 4.5, y - 4.5)])
    case .rise: Drawing.lines([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)]) + "Z"
    }
  }
}
