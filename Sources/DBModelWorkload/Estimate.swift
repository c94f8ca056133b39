public import DBModelDiagnostics
public import DBModelStatistics

/// What a figure is counted in.
public enum FigureUnit: String, Hashable, Sendable {
  case bytes = "B"
  case rows
  case milliseconds = "ms"
  case readUnits = "read units"
  case writeUnits = "write units"
  case readUnitsPerSecond = "read units/s"
  case writeUnitsPerSecond = "write units/s"
  case requestsPerSecond = "/s"
  case requests
  case pages
  case share
  case usDollarsPerMonth = "USD/month"
  case factor = "x"
}

/// Where an input of a figure came from.
public struct Provenance: Hashable, Sendable {
  public enum Origin: Hashable, Sendable {
    /// A place in the model.
    case declared(SourceSpan)
    /// A rule of the language: what a type or an unstated clause means.
    case convention(String)
    /// A service's documentation.
    case service(source: String, checked: String)
    /// A row of the price book.
    case price(row: String)
    /// Another figure, or arithmetic.
    case derived
  }

  /// What it is and its value, for people: `peak 4,200/s`, `item 2,310 B`.
  public let text: String
  public let origin: Origin

  public init(_ text: String, _ origin: Origin) {
    self.text = text
    self.origin = origin
  }
}

/// A figure: low, high, unit, and where each input came from.
public struct Estimate: Hashable, Sendable {
  public let interval: Interval
  public let unit: FigureUnit
  public let inputs: [Provenance]
  /// How the inputs make the figure, for people; empty for a plain input.
  public let formula: String

  public init(
    _ interval: Interval,
    _ unit: FigureUnit,
    inputs: [Provenance] = [],
    formula: String = ""
  ) {
    self.interval = interval
    self.unit = unit
    self.inputs = inputs
    self.formula = formula
  }

  public var low: Double { interval.low }
  public var high: Double { interval.high }
}
