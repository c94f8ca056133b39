package import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelJSON
import DBModelStatistics

/// What `dbmodel calibrate` measured of a server, as a file that other runs read.
package struct CalibrationProfile: Sendable {
  /// The value of `schema`.
  static let schemaName = "dbmodel.calibration/1"
  /// No time of a profile is longer: an hour, milliseconds.
  private static let mostMs = 3_600_000.0
  /// Round trips or commits of a profile, at most.
  private static let mostTimes = 200

  typealias Unreadable = SchemaDocument.Unreadable

  /// Host and database, and the server's version.
  let server: String
  let version: String
  let roundTrips: [ServerTimes.Percentiles]
  let commits: [ServerTimes.Burst]
  /// What commits do not wait for, because it is off.
  let off: [ServerTimes.Laxity]
  let work: [(work: EngineTimes.Work, ms: Double)]

  init(_ times: ServerTimes, server: String) {
    self.server = server
    version = times.version
    roundTrips = times.roundTrips
    commits = times.commits
    off = times.off
    work = times.work
  }

  private init(
    server: String,
    version: String,
    roundTrips: [ServerTimes.Percentiles],
    commits: [ServerTimes.Burst],
    off: [ServerTimes.Laxity],
    work: [(work: EngineTimes.Work, ms: Double)]
  ) {
    self.server = server
    self.version = version
    self.roundTrips = roundTrips
    self.commits = commits
    self.off = off
    self.work = work
  }

  /// Two measurements of one server: round trips and commits of both, of work the lesser. Where
  /// lists grow too long, the newest are kept.
  func added(to earlier: CalibrationProfile) -> CalibrationProfile {
    let work = EngineTimes.Work.allCases.compactMap { kind in
      [self, earlier].compactMap { profile in profile.work.first { $0.work == kind }?.ms }.min()
        .map { (kind, $0) }
    }
    return CalibrationProfile(
      server: server,
      version: version,
      roundTrips: (earlier.roundTrips + roundTrips).suffix(Self.mostTimes),
      commits: (earlier.commits + commits).suffix(Self.mostTimes),
      off: off,
      work: work
    )
  }

  /// What estimates are made with.
  package var times: EngineTimes {
    let known = Dictionary(work.map { ($0.work, $0.ms) }, uniquingKeysWith: { first, _ in first })
    let source = "measured on \(server), PostgreSQL \(version)"
    let lax = off.map(\.rawValue).joined(separator: " and ")
    return EngineTimes(
      roundTripMs: Self.calm(roundTrips),
      commits: commits.isEmpty
        ? nil
        : (
          commits.map(\.curve),
          lax.isEmpty ? source : "\(source), with \(lax) off: not that of a durable server"
        ),
      source: source
    ) { known[$0] }
  }

  /// Round trips from the least to where the upper quarter begins. They come in kinds (client and
  /// server on one processor or on two, awake or not), and a call meets any of them; what is much
  /// longer than the calm third shows what else the machines did.
  private static func calm(
    _ times: [ServerTimes.Percentiles]
  ) -> (median: Interval, p95: Interval) {
    let (medians, p95s) = sorted(times)
    func ends(_ sorted: [Double]) -> Interval {
      let (third, quarter) = ((sorted.count - 1) / 3, (sorted.count - 1) * 3 / 4)
      let last = sorted[...quarter].last { $0 <= sorted[third] * mostOfAKind }
      return Interval(sorted[0], last ?? sorted[third])
    }
    return (ends(medians), ends(p95s))
  }

  /// How many times as long as the calm third a round trip of another kind is, at most; on
  /// loopback 44 µs beside 36.
  private static let mostOfAKind = 1.5

  /// - Parameter times: At least one.
  private static func sorted(
    _ times: [ServerTimes.Percentiles]
  ) -> (medians: [Double], p95s: [Double]) {
    (times.map(\.medianMs).sorted(), times.map(\.p95Ms).sorted())
  }

  // MARK: The file

  /// Two blanks a level, a line end at the end. Times are microseconds to three digits or more, so
  /// that a file reads easily and small times keep their sense.
  var bytes: [UInt8] {
    func us(_ ms: Double) -> JSONValue { .number(Self.digits(ms * 1_000)) }
    func percentiles(_ one: ServerTimes.Percentiles) -> JSONValue {
      ["p50": us(one.medianMs), "p95": us(one.p95Ms)]
    }
    var members = [
      JSONValue.Member("schema", .string(Self.schemaName)),
      JSONValue.Member("engine", "postgresql"),
      JSONValue.Member("version", .string(version)),
      JSONValue.Member("server", .string(server)),
      JSONValue.Member("unit", "microseconds"),
      JSONValue.Member("round_trip", .array(roundTrips.map(percentiles))),
    ]
    if !commits.isEmpty {
      members.append(JSONValue.Member("commit", .array(commits.map(Self.burst))))
    }
    if !off.isEmpty {
      members.append(JSONValue.Member("off", .array(off.map { .string($0.rawValue) })))
    }
    members.append(
      JSONValue.Member("work", .object(work.map { JSONValue.Member($0.work.name, us($0.ms)) }))
    )
    return Array((JSONWriter.text(of: .object(members)) + "\n").utf8)
  }

  /// Three digits behind the point, or four that count.
  private static func digits(_ value: Double) -> String {
    var scale = 1_000.0
    while value > 0, value * scale < 1_000, scale < 1e9 { scale *= 10 }
    return String((value * scale).rounded() / scale)
  }

  /// Reads a file. Members it does not know are passed over.
  init(bytes: [UInt8]) throws(Unreadable) {
    let value = try SchemaDocument.read(bytes, schema: Self.schemaName)
    if let unit = value["unit"]?.stringValue, unit != "microseconds" {
      throw Unreadable(reason: "its `unit` is `\(unit)`, and times are microseconds")
    }
    if let engine = value["engine"]?.stringValue, engine != "postgresql" {
      throw Unreadable(reason: "its `engine` is `\(engine)`; times of postgresql can be used")
    }
    guard let roundTrips = try Self.list(value, "round_trip") else {
      throw Unreadable(reason: "it has no list `round_trip`")
    }
    self.roundTrips = roundTrips
    commits = try Self.bursts(value)
    let settings = value["off"]?.arrayValue ?? []
    off = ServerTimes.Laxity.allCases.filter { setting in
      settings.contains { $0.stringValue == setting.rawValue }
    }
    server = value["server"]?.stringValue ?? "a server"
    version = value["version"]?.stringValue ?? "of an unknown version"
    var work: [(work: EngineTimes.Work, ms: Double)] = []
    for kind in EngineTimes.Work.allCases {
      guard let own = value["work"]?[kind.name] else { continue }
      work.append((kind, try Self.ms(own, kind.name)))
    }
    self.work = work
  }

  private static let mostTail = 10_000.0

  /// `nil` where there is none.
  private static func list(
    _ value: JSONValue,
    _ name: String
  ) throws(Unreadable) -> [ServerTimes.Percentiles]? {
    guard let own = value[name] else { return nil }
    guard let times = own.arrayValue, (1...mostTimes).contains(times.count) else {
      throw Unreadable(reason: "its `\(name)` is not a list of 1 to \(mostTimes) times")
    }
    return try times.map { one throws(Unreadable) in try percentiles(one, name) }
  }

  private static func bursts(_ value: JSONValue) throws(Unreadable) -> [ServerTimes.Burst] {
    let pairs = try list(value, "commit") ?? []
    let members = value["commit"]?.arrayValue ?? []
    return try zip(pairs, members).map { pair, member throws(Unreadable) in
      // A burst of which only two percentiles are known is taken to be log-normal.
      let known = LogNormal(median: pair.medianMs, p95: pair.p95Ms)
      let times = try zip(ServerTimes.Burst.parts, burstNames).map {
        part,
        name throws(Unreadable) in
        try member[name].map { value throws(Unreadable) in try ms(value, "commit") }
          ?? known.quantile(part)
      }
      guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 * 1.000_001 }),
        times[times.count - 1] <= min(mostMs, pair.medianMs * mostTail)
      else {
        throw Unreadable(
          reason: "of its `commit` a percentile is below one before it, or a tail no server has"
        )
      }
      return ServerTimes.Burst(milliseconds: times)
    }
  }

  private static let burstNames = ServerTimes.Burst.parts.map { "p\(Int(($0 * 100).rounded()))" }

  private static func burst(_ one: ServerTimes.Burst) -> JSONValue {
    .object(
      zip(burstNames, one.milliseconds).map {
        JSONValue.Member($0, .number(digits($1 * 1_000)))
      }
    )
  }

  private static func percentiles(
    _ value: JSONValue,
    _ name: String
  ) throws(Unreadable) -> ServerTimes.Percentiles {
    guard let median = value["p50"], let p95 = value["p95"] else {
      throw Unreadable(reason: "its `\(name)` lacks `p50` or `p95`")
    }
    let (medianMs, p95Ms) = (try ms(median, name), try ms(p95, name))
    // Beyond that no tail of what a server does; it would leave what can be computed with.
    guard p95Ms >= medianMs, p95Ms <= medianMs * mostTail else {
      throw Unreadable(
        reason: "of its `\(name)` a `p95` is below its `p50`, or more than 10,000 times it"
      )
    }
    return ServerTimes.Percentiles(medianMs: medianMs, p95Ms: p95Ms)
  }

  private static func ms(_ value: JSONValue, _ name: String) throws(Unreadable) -> Double {
    guard case .number(let digits) = value, let us = Double(digits), us > 0, us / 1_000 <= mostMs
    else {
      throw Unreadable(reason: "its `\(name)` is no time above 0 and up to an hour, microseconds")
    }
    return us / 1_000
  }

  /// - Parameter path: The file that cannot be used.
  static func refused(_ path: String, _ why: Unreadable) -> Diagnostic {
    Diagnostic(
      ToolRules.calibrationUnreadable,
      "`\(path)` cannot be used as a calibration",
      at: nil,
      notes: [why.reason],
      help: ["write it with `dbmodel calibrate --server URL -o \(path)`"],
      path: path
    )
  }
}
