public import DBModelWorkload

/// An engine whose answers are held against the reference evaluator's.
public enum VerifiedEngine: String, CaseIterable, Hashable, Sendable {
  case dynamoDB = "DynamoDB"
  case sqlite = "SQLite"
}

/// Something that is not as the reference evaluator says.
public struct Mismatch: Sendable {
  /// `nil` for what is about no one pattern.
  public let pattern: PatternID?
  public let engine: VerifiedEngine
  /// `answer`, `outcome`, `rows afterwards`, `invariant`, `request`.
  public let kind: String
  /// `rows as declared`, `rows at the edges`.
  public let rows: String
  /// From 1.
  public let call: Int
  /// `customer = "…", since = …`.
  public let arguments: String
  public let expected: String
  public let actual: String
  /// Where the two differ first.
  public let difference: String

  init(
    _ place: CallPlace,
    _ engine: VerifiedEngine,
    kind: String,
    expected: String,
    actual: String
  ) {
    pattern = place.pattern
    self.engine = engine
    self.kind = kind
    rows = place.rows
    call = place.call
    arguments = place.arguments
    self.expected = expected
    self.actual = actual
    difference = FirstDifference.between(expected, actual)
  }
}

/// Which call something was about.
struct CallPlace {
  var pattern: PatternID?
  let rows: String
  var call = 0
  var arguments = ""
}

/// Calls that an engine was not asked, and why.
public struct LeftOut: Hashable, Sendable {
  public let engine: VerifiedEngine
  public let reason: String
  /// `nil`: all of them.
  public var calls: Int?
}

/// Units that calls took, counted from the items there were.
public struct MeasuredUnits: Hashable, Sendable {
  public var calls = 0
  public var read = 0.0
  public var write = 0.0
  /// The squares of what each call took, reads and writes together.
  public var squares = 0.0

  public init() {}

  mutating func add(read: Double, write: Double) {
    calls += 1
    self.read += read
    self.write += write
    squares += (read + write) * (read + write)
  }

  /// A call, in the mean.
  public var mean: Double { calls > 0 ? (read + write) / Double(calls) : 0 }

  /// Of the mean, from how the calls differ; `nil` of fewer than two calls.
  public var standardError: Double? {
    guard calls > 1 else { return nil }
    let count = Double(calls)
    return (max(0, squares - count * mean * mean) / (count - 1) / count).squareRoot()
  }
}

/// What the calls of one pattern showed.
public struct PatternVerification: Sendable {
  public let pattern: PatternID
  /// Calls that were made of the evaluator.
  public internal(set) var calls = 0
  /// Reads that found rows, writes that were applied.
  public internal(set) var fruitful = 0
  /// Answers and outcomes that were compared, by engine.
  public internal(set) var compared: [VerifiedEngine: Int] = [:]
  public internal(set) var mismatches = 0
  public internal(set) var leftOut: [LeftOut] = []
  public internal(set) var units = MeasuredUnits()
  /// What the same calls were estimated to take, each: low and high.
  public internal(set) var estimatedRead: (low: Double, high: Double)?
  public internal(set) var estimatedWrite: (low: Double, high: Double)?

  init(_ pattern: PatternID) { self.pattern = pattern }

  mutating func leaveOut(_ engine: VerifiedEngine, _ reason: String, call: Bool) {
    if let known = leftOut.firstIndex(where: { $0.engine == engine && $0.reason == reason }) {
      if call { leftOut[known].calls = (leftOut[known].calls ?? 0) + 1 }
    } else {
      leftOut.append(LeftOut(engine: engine, reason: reason, calls: call ? 1 : nil))
    }
  }
}

/// What a run of every pattern on every engine showed.
public struct Verification: Sendable {
  /// In declared order.
  public internal(set) var patterns: [PatternVerification]
  public internal(set) var mismatches: [Mismatch] = []
  /// Comparisons of everything that an engine holds.
  public internal(set) var stateChecks = 0
  /// Rows that were loaded, over all sets.
  public internal(set) var loadedRows = 0
  public internal(set) var requestCount = 0
  /// Tables that were kept.
  public internal(set) var keptTables: [String] = []
  /// What holds for the whole run and a reader should know.
  public internal(set) var remarks: [String] = []

  init(workload: Workload) {
    patterns = workload.patterns.map { PatternVerification($0.id) }
  }

  /// Mismatches of one pattern that are kept; more of the same show nothing new.
  private static let mostOfOnePattern = 3

  mutating func add(_ mismatch: Mismatch) {
    let earlier = mismatches.count { $0.pattern == mismatch.pattern }
    if let pattern = mismatch.pattern { patterns[pattern.rawValue].mismatches += 1 }
    if earlier < Self.mostOfOnePattern { mismatches.append(mismatch) }
  }
}

/// Why nothing could be verified.
public struct VerifyFailure: Error, Sendable {
  public let message: String

  public init(_ message: String) { self.message = message }
}
