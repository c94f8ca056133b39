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
    commits: [ServerTimes.Percentiles(medianMs: 1, p95Ms: 2)],
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
    for (a, b) in zip(read.work, written.work) {
      #expect(a.work == b.work && abs(a.ms - b.ms) < 1e-3 * b.ms, "\(a.work.name)")
    }
  }

  /// Around what was measured, and never exact.
  @Test func timesAreRangesAroundWhatWasMeasured() {
    let times = CalibrationProfile(Self.measured, server: "db/shop").times
    #expect(times.roundTrip.medianMs.low < 0.2 && times.roundTrip.medianMs.high > 0.2)
    #expect(times.commit.p95Ms.low < 2 && times.commit.p95Ms.high > 2)
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
    #expect(times.commit == LatencyPriors.commit)
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
    ]
  )
  func aFileThatIsNoneSaysWhy(_ text: String, _ expected: String) throws {
    let found = try #require(reason(text), "\(text)")
    #expect(found.hasPrefix(expected), "\(found)")
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
