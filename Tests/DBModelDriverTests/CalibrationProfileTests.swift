import DBModelDesign
import DBModelStatistics
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// Profiles of `dbmodel calibrate`, written and read.
struct CalibrationProfileTests {
  private static let measured = ServerTimes(
    version: "15.18",
    roundTrips: [
      ServerTimes.Percentiles(medianMs: 0.3, p95Ms: 0.9),
      ServerTimes.Percentiles(medianMs: 0.2, p95Ms: 0.4),
    ],
    commits: [ServerTimes.Burst(milliseconds: [0.1, 0.5, 1, 1.5, 2, 9])],
    off: [],
    work: EngineTimes.Work.allCases.map { ($0, 0.000_001_5 * Double($0.rawValue + 1)) },
    notes: []
  )

  private func reason(_ text: String) -> String? {
    do throws(CalibrationProfile.Unreadable) {
      _ = try CalibrationProfile(bytes: Array(text.utf8))
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func aProfileIsReadAsItWasWritten() throws {
    let written = CalibrationProfile(Self.measured, server: "db/shop")
    let read = try CalibrationProfile(bytes: written.bytes)
    #expect(read.bytes == written.bytes)
    #expect(read.roundTrips == written.roundTrips)
    #expect(read.commits == written.commits)
    for (a, b) in zip(read.work, written.work) {
      #expect(a.work == b.work && abs(a.ms - b.ms) < 1e-3 * b.ms, "\(a.work.name)")
    }
  }

  /// Around what was measured, and never exact.
  @Test func timesAreRangesAroundWhatWasMeasured() {
    let times = CalibrationProfile(Self.measured, server: "db/shop").times
    #expect(times.roundTrip.medianMs.low < 0.2 && times.roundTrip.medianMs.high > 0.2)
    for (part, ms) in zip(ServerTimes.Burst.parts, Self.measured.commits[0].milliseconds) {
      let commit = times.commit.interval(at: part)
      #expect(commit.low < ms && commit.high > ms, "\(part)")
    }
    for (work, ms) in Self.measured.work {
      #expect(times[work].low < ms && ms < times[work].high, "\(work.name)")
    }
    #expect(times.roundTrip.source.contains("db/shop"))
  }

  /// Two of three slow moments change nothing: the machine did something else.
  @Test func slowMomentsOfRoundTripsDoNotCount() {
    func times(_ medians: [Double]) -> EngineTimes {
      let trips = medians.map { ServerTimes.Percentiles(medianMs: $0, p95Ms: 2 * $0) }
      let measured = ServerTimes(
        version: "15.18",
        roundTrips: trips,
        commits: [],
        off: [],
        work: [],
        notes: []
      )
      return CalibrationProfile(measured, server: "db/shop").times
    }
    let quiet = times([0.2, 0.2, 0.2, 0.2, 0.2, 0.2]).roundTrip
    #expect(times([0.2, 3, 0.2, 9, 7, 40]).roundTrip == quiet)
    #expect(times([0.2, 3, 0.5, 9, 7, 40]).roundTrip.medianMs.high > quiet.medianMs.high)
  }

  /// What was not measured is assumed.
  @Test func whatIsMissingIsAssumed() throws {
    let text = """
      {"schema": "dbmodel.calibration/1", "round_trip": [{"p50": 200, "p95": 200}], "new": {}}
      """
    let times = try CalibrationProfile(bytes: Array(text.utf8)).times
    #expect(times.commit == CommitTimes(LatencyPriors.commit))
    #expect(times[.search] == EngineTimes.assumed[.search])
    #expect(times[.pageMiss] == LatencyPriors.pageMissMs)
    // A percentile above the other is taken for it.
    #expect(times.roundTrip.p95Ms.high >= times.roundTrip.medianMs.high)
  }

  @Test(
    arguments: [
      ("", "it is not JSON"),
      ("{}", "it has no member `schema`"),
      (#"{"schema": "dbmodel.report/1"}"#, "its `schema` is `dbmodel.report/1`"),
      (#"{"schema": "dbmodel.calibration/1"}"#, "it has no list `round_trip`"),
      (#"{"schema": "dbmodel.calibration/1", "round_trip": []}"#, "its `round_trip` is not a list"),
      (trip("1", "null"), "its `round_trip` is no time"),
      (trip("-1", "1"), "its `round_trip` is no time"),
      (trip("0", "1"), "its `round_trip` is no time"),
      (trip("1e999", "1"), "its `round_trip` is no time"),
      (trip("1", "3600000001"), "its `round_trip` is no time"),
      (trip("1", "2", #", "work": {"search": "fast"}"#), "its `search` is no time"),
      (trip("1", "2", #", "commit": [{"p50": 1}]"#), "its `commit` lacks"),
      (
        trip("1", "2", #", "commit": [{"p25": 2, "p50": 1, "p95": 3}]"#),
        "of its `commit` a percentile"
      ),
      (
        trip("1", "2", #", "commit": [{"p50": 1, "p95": 3, "p99": 10001}]"#),
        "of its `commit` a percentile"
      ),
      (
        trip("1", "2", #", "commit": [{"p5": "soon", "p50": 1, "p95": 3}]"#),
        "its `commit` is no time"
      ),
    ]
  )
  func aFileThatIsNoneSaysWhy(_ text: String, _ expected: String) throws {
    let found = try #require(reason(text), "\(text)")
    #expect(found.hasPrefix(expected), "\(found)")
  }

  /// Profiles of before, which know two percentiles of a commit: log-normal between them.
  @Test func twoPercentilesOfACommitWillDo() throws {
    let text = Self.trip("1", "2", #", "commit": [{"p50": 1000, "p95": 4000}]"#)
    let commit = try CalibrationProfile(bytes: Array(text.utf8)).commits[0].milliseconds
    #expect(abs(commit[2] - 1) < 1e-9 && abs(commit[4] - 4) < 1e-9)
    #expect(abs(commit[0] - 0.25) < 1e-6 && commit[5] > 4)
  }

  @Test func aServerThatIsNotDurableIsSaidToBeSo() throws {
    let text = Self.trip(
      "1",
      "2",
      #", "commit": [{"p50": 10, "p95": 20}], "off": ["fsync", "sense", 4]"#
    )
    let profile = try CalibrationProfile(bytes: Array(text.utf8))
    #expect(profile.off == [.fsync])
    #expect(profile.times.commit.source.hasSuffix("with fsync off: not that of a durable server"))
    #expect(!profile.times.roundTrip.source.contains("fsync"))
    #expect(try CalibrationProfile(bytes: profile.bytes).off == [.fsync])
    let durable = try CalibrationProfile(bytes: Array(Self.trip("1", "2").utf8))
    #expect(!durable.bytes.elementsEqual(profile.bytes) && durable.off.isEmpty)
  }

  /// Two measurements of one server: its calm hours and its others.
  @Test func aSecondMeasurementIsAdded() {
    func profile(_ commit: Double, _ search: Double) -> CalibrationProfile {
      let measured = ServerTimes(
        version: "15.18",
        roundTrips: [ServerTimes.Percentiles(medianMs: 0.2, p95Ms: 0.3)],
        commits: [ServerTimes.Burst(milliseconds: Array(repeating: commit, count: 6))],
        off: [],
        work: [(.search, search)],
        notes: []
      )
      return CalibrationProfile(measured, server: "db/shop")
    }
    let both = profile(8, 0.002).added(to: profile(1, 0.001))
    #expect(both.commits.count == 2 && both.roundTrips.count == 2)
    #expect(both.work.map(\.ms) == [0.001])
    let p95 = both.times.commit.interval(at: 0.95)
    #expect(p95.low < 1 && p95.high > 8)
    // The newest are kept where there are too many, and the file can still be read.
    let many = (0..<300).reduce(profile(1, 0.001)) { sum, _ in profile(2, 0.001).added(to: sum) }
    #expect(many.commits.count == 200)
    #expect(many.commits.allSatisfy { $0.milliseconds[0] == 2 })
    #expect((try? CalibrationProfile(bytes: many.bytes))?.commits.count == 200)
  }

  @Test func theLongestTimeIsAnHour() {
    #expect(reason(Self.trip("3600000000", "3600000000")) == nil)
    #expect(reason(Self.trip("3600000000", "3600000001")) != nil)
  }

  /// A tail that nothing has would leave what can be computed with.
  @Test func p95StandsAboveTheMedian() {
    #expect(reason(Self.trip("1", "10000")) == nil)
    #expect(reason(Self.trip("1", "10001")) != nil)
    #expect(reason(Self.trip("2", "1")) != nil)
  }

  private static func trip(_ median: String, _ p95: String, _ more: String = "") -> String {
    """
    {"schema": "dbmodel.calibration/1", "round_trip": [{"p50": \(median), "p95": \(p95)}]\(more)}
    """
  }
}
