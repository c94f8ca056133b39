/// A chart with all that it shows in words: a title, a plain reading, and its numbers as a table.
///
/// A chart knows numbers and labels, and nothing of what they mean. Whoever cannot see it, and
/// every format that cannot draw, has the reading and the table.
public struct ReportPicture: Sendable {
  public let title: String
  /// One sentence or two: what a reader should see.
  public let reading: String
  public let chart: Chart
  /// The numbers that matter of it; the chart's own may be too many for a table.
  public let numbers: ReportTable

  public init(_ title: String, reading: String, _ chart: Chart, numbers: ReportTable) {
    self.title = title
    self.reading = reading
    self.chart = chart
    self.numbers = numbers
  }
}

/// What is drawn.
public enum Chart: Sendable {
  case curve(CurveChart)
  case time(TimeChart)
  case factors(FactorChart)
}

extension ReportBlock {
  /// The pictures of some blocks, in order; those inside details too.
  static func pictures(of blocks: [ReportBlock]) -> [ReportPicture] {
    blocks.flatMap { block -> [ReportPicture] in
      switch block {
      case .picture(let picture): [picture]
      case .details(_, let inner): pictures(of: inner)
      default: []
      }
    }
  }
}
