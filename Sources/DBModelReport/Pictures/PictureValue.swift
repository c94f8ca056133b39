/// Pictures for machines: an element of the member `pictures` of a report.
enum PictureValue {
  static func value(_ picture: ReportPicture) -> ReportValue {
    var members: [ReportValue.Member] = [
      .init("title", .string(picture.title)), .init("reading", .string(picture.reading)),
    ]
    switch picture.chart {
    case .curve(let chart):
      members += [
        .init("kind", "curve"), .init("x", .string(chart.xTitle)),
        .init("y", .string(chart.yTitle)), .init("y_unit", .string(chart.yUnit.rawValue)),
        .init("series", .array(chart.series.map(series))),
        .init("limits", .array(chart.limits.map(limit))),
      ]
    case .time(let chart):
      members += [
        .init("kind", "time"), .init("y", .string(chart.yTitle)),
        .init("start_s", .int(chart.startSecond)), .init("seconds", .double(chart.seconds)),
        .init("series", .array(chart.series.map(series))),
        .init("limits", .array(chart.limits.map(limit))),
        .init("events", .array(chart.events.map(event))),
      ]
    case .factors(let chart):
      members += [
        .init("kind", "factors"), .init("x", .string(chart.title)),
        .init("bars", .array(chart.bars.map(bar))),
        .init("limits", .array(chart.limits.map(limit))),
      ]
    }
    return .object(members)
  }

  private static func series(_ series: ChartSeries) -> ReportValue {
    [
      "name": .string(series.name),
      "points": .array(series.points.map { [.double($0.x), .double($0.y)] }),
    ]
  }

  private static func limit(_ limit: ChartLimit) -> ReportValue {
    [
      "value": .double(limit.value), "label": .string(limit.label), "goal": .bool(limit.isGoal),
    ]
  }

  private static func event(_ event: TimeChart.Event) -> ReportValue {
    [
      "second": .double(event.second), "kind": .string(event.mark.rawValue),
      "name": .string(event.name),
    ]
  }

  private static func bar(_ bar: FactorChart.Bar) -> ReportValue {
    [
      "name": .string(bar.name), "low": .double(bar.low), "high": .double(bar.high),
      "verdict": .string(bar.verdict == .atRisk ? "at_risk" : bar.verdict.rawValue),
    ]
  }
}
