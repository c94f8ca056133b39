public import DBModelDiagnostics
public import DBModelStatistics

/// How often, in calls a second.
public struct Rate: Sendable {
  public let average: Declared<Double>
  /// The highest rate sustained for `peakSeconds`.
  public let peak: Declared<Double>
  /// How long the peak lasts, seconds; a minute where it is not stated.
  public let peakSeconds: Double
  /// A short rush above the peak.
  public let burst: Burst?
  /// How many calls come at once, where they do not come one by one (as a Poisson process).
  public let batch: Located<Int>?
  public let span: SourceSpan

  /// Where the highest rate stands: that of the burst where there is one, else the peak.
  public var highestSpan: SourceSpan { burst?.span ?? peak.span }

  public init(
    average: Declared<Double>,
    peak: Declared<Double>,
    peakSeconds: Double = 60,
    burst: Burst? = nil,
    batch: Located<Int>? = nil,
    span: SourceSpan
  ) {
    self.average = average
    self.peak = peak
    self.peakSeconds = peakSeconds
    self.burst = burst
    self.batch = batch
    self.span = span
  }
}

/// `burst 800/s for 5 s`.
public struct Burst: Hashable, Sendable {
  /// Calls a second; not below the peak.
  public let rate: Double
  public let seconds: Double
  public let span: SourceSpan

  public init(rate: Double, seconds: Double, span: SourceSpan) {
    self.rate = rate
    self.seconds = seconds
    self.span = span
  }
}

/// A job that runs by the clock rather than on request.
public struct Schedule: Sendable {
  /// As written: `daily 02:00 UTC`.
  public let text: String
  public let runsPerMonth: Double
  /// Seconds behind midnight UTC, 0 to 86,399; `nil` where nothing says when in its day it runs.
  public let timeOfDaySeconds: Double?
  /// The window a run must end in, seconds.
  public let withinSeconds: Double?
  public let span: SourceSpan

  public init(
    text: String,
    runsPerMonth: Double,
    timeOfDaySeconds: Double?,
    withinSeconds: Double?,
    span: SourceSpan
  ) {
    self.text = text
    self.runsPerMonth = runsPerMonth
    self.timeOfDaySeconds = timeOfDaySeconds
    self.withinSeconds = withinSeconds
    self.span = span
  }
}

/// How unevenly the values of a parameter are asked for.
public struct PatternSkew: Sendable {
  public let parameter: ParameterID
  /// For `skew lines.product …`: the field of the parameter's rows.
  public let field: FieldReference?
  public let popularity: Popularity
  /// Whether those that are asked for most are those with the most rows (`largest first`). Where it
  /// is not declared, nothing is known of which ones they are.
  public let isLargestFirst: Bool
  public let span: SourceSpan

  public init(
    parameter: ParameterID,
    field: FieldReference?,
    popularity: Popularity,
    isLargestFirst: Bool = false,
    span: SourceSpan
  ) {
    self.parameter = parameter
    self.field = field
    self.popularity = popularity
    self.isLargestFirst = isLargestFirst
    self.span = span
  }
}

/// How fresh an answer must be.
public enum Consistency: Hashable, Sendable {
  case strong
  /// Seconds; `nil` where no bound is declared.
  case eventual(withinSeconds: Double?)
  case readYourWrites(withinSeconds: Double?)
}

/// A bound on the time a call takes.
public struct LatencyBudget: Hashable, Sendable {
  public let milliseconds: Double
  /// 0…1; 0.95 for p95.
  public let percentile: Double
  public let span: SourceSpan

  public init(milliseconds: Double, percentile: Double, span: SourceSpan) {
    self.milliseconds = milliseconds
    self.percentile = percentile
    self.span = span
  }
}

/// `idempotent by $request for 10 min`.
public struct Idempotency: Sendable {
  public let parameter: ParameterID
  public let seconds: Double
  public let span: SourceSpan

  public init(parameter: ParameterID, seconds: Double, span: SourceSpan) {
    self.parameter = parameter
    self.seconds = seconds
    self.span = span
  }
}
