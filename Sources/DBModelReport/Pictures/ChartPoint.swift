/// A point of a chart; what is not finite is not drawn.
public struct ChartPoint: Hashable, Sendable {
  public let x: Double
  public let y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Points that belong together, with the name that a legend gives them.
public struct ChartSeries: Sendable {
  public let name: String
  public let points: [ChartPoint]

  public init(_ name: String, _ points: [ChartPoint]) {
    self.name = name
    self.points = points
  }
}

/// A value that something should not pass, drawn across a chart.
public struct ChartLimit: Hashable, Sendable {
  public let value: Double
  public let label: String
  /// Whether it is wished to keep below it, rather than impossible to pass.
  public let isGoal: Bool

  public init(_ value: Double, _ label: String, isGoal: Bool = false) {
    self.value = value
    self.label = label
    self.isGoal = isGoal
  }
}
