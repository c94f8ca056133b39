/// Curves over logarithmic axes, with limits across them: what falls from many to few.
public struct CurveChart: Sendable {
  /// How the numbers of the vertical axis are said.
  public enum Unit: String, Sendable {
    /// A part of 1, said in percent.
    case share
    case number
  }

  /// What the axes show; the horizontal one counts.
  public let xTitle: String
  public let yTitle: String
  public let yUnit: Unit
  /// Each in order of its x; points that are not above 0 on both axes are left out.
  public let series: [ChartSeries]
  public let limits: [ChartLimit]

  public init(
    xTitle: String,
    yTitle: String,
    yUnit: Unit = .share,
    series: [ChartSeries],
    limits: [ChartLimit] = []
  ) {
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.yUnit = yUnit
    self.series = series.map { series in
      let points = series.points.filter { Self.isDrawn($0.x) && Self.isDrawn($0.y) }
      return ChartSeries(series.name, CurveThinning.thinned(points))
    }
    self.limits = limits.filter { Self.isDrawn($0.value) }
  }

  /// Logarithms of smaller and larger numbers would leave no room for anything else.
  private static func isDrawn(_ value: Double) -> Bool { value >= 1e-200 && value <= 1e200 }
}
