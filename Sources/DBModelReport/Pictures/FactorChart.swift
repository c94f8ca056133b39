/// Factors on a logarithmic axis as bars that begin at 1: to the right there is room, to the left
/// there is too little.
public struct FactorChart: Sendable {
  /// One bar.
  public struct Bar: Sendable {
    public let name: String
    /// The factor from the least that is possible to the most, above 0.
    public let low: Double
    public let high: Double
    public let verdict: ReportVerdict

    public init(_ name: String, low: Double, high: Double, _ verdict: ReportVerdict) {
      self.name = name
      let (least, most) = (low <= high ? low : high, low <= high ? high : low)
      self.low =
        least.isNaN ? FactorChart.least : min(max(least, FactorChart.least), FactorChart.most)
      self.high =
        most.isNaN ? FactorChart.most : min(max(most, FactorChart.least), FactorChart.most)
      self.verdict = verdict
    }
  }

  public let title: String
  /// What the line at 1 is.
  public let one: String
  public let bars: [Bar]
  /// Drawn across, like the line at 1.
  public let limits: [ChartLimit]

  public init(title: String, one: String, bars: [Bar], limits: [ChartLimit] = []) {
    self.title = title
    self.one = one
    self.bars = bars
    self.limits = limits.filter { $0.value >= Self.least && $0.value <= Self.most }
  }

  /// Beyond these a factor says nothing more; bars end there with an arrow.
  public static let least = 0.001
  public static let most = 1_000.0
}
