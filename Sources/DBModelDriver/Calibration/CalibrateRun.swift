import DBModelDesign
import DBModelDiagnostics
public import DBModelEngines
import DBModelReport

/// `dbmodel calibrate`: what a server takes for each kind of work.
public enum CalibrateRun {
  /// - Parameters:
  ///   - earlier: A profile of the same server, which the new one shall hold too.
  ///   - progress: Told what is being measured, for people who wait.
  /// - Returns: The report, and the profile; `nil` where it could not be measured.
  public static func run(
    _ address: PostgreSQLAddress,
    addingTo earlier: String? = nil,
    progress: @escaping (String) -> Void
  ) -> (outcome: DriverOutcome, profile: [UInt8]?) {
    var outcome = DriverOutcome(
      document: ReportDocument(command: "calibrate", toolVersion: Driver.toolVersion, inputs: []),
      sources: SourceMap(),
      toolFailure: false
    )
    var before: CalibrationProfile?
    if let earlier {
      do throws(CalibrationProfile.Unreadable) {
        let read = try CalibrationProfile(bytes: SchemaDocument.bytes(of: earlier))
        guard read.server == address.shown else {
          throw CalibrationProfile.Unreadable(
            reason: "it was measured on \(read.server), and this server is \(address.shown)"
          )
        }
        before = read
      } catch {
        // Said before the server is asked: a measurement that cannot be kept is not made.
        outcome.document.findings.append(CalibrationProfile.refused(earlier, error))
        outcome.toolFailure = true
        return (outcome, nil)
      }
    }
    do throws(ServerFailure) {
      let times = try ServerCalibration(address, progress: progress).measure()
      let profile = CalibrationProfile(times, server: address.shown)
      outcome.document.sections = blocks(times, address)
      return (outcome, (before.map(profile.added) ?? profile).bytes)
    } catch {
      outcome.document.findings.append(
        Diagnostic(
          ToolRules.notCalibrated,
          "the server could not be measured",
          at: nil,
          notes: error.message.split(separator: "\n").map(String.init),
          help: [error.help ?? "see docs/calibrating.md for what it needs"],
          path: address.shown
        )
      )
      outcome.toolFailure = true
      return (outcome, nil)
    }
  }

  private static func blocks(_ times: ServerTimes, _ address: PostgreSQLAddress) -> [ReportBlock] {
    func us(_ ms: Double) -> String { FigureFormatter.number(ms * 1_000) + " µs" }
    let trips = times.roundTrips.map { ("a round trip, p50 and p95", $0) }
    let commit = times.off.isEmpty ? "a durable commit" : "a commit that waits for no disk"
    let commits = times.commits.map { burst in
      let (calm, middle, late) = (
        burst.milliseconds[0], burst.milliseconds[2], burst.milliseconds[4]
      )
      return ["\(commit), p5, p50 and p95", "\(us(calm)), \(us(middle)), \(us(late))"]
    }
    let rows =
      trips.map { [$0.0, "\(us($0.1.medianMs)), \(us($0.1.p95Ms))"] } + commits
      + times.work.map { [$0.work.words, us($0.ms)] }
    return [
      .heading(level: 2, "What \(address.shown) takes"),
      .paragraph("PostgreSQL \(times.version). What was made for it was rolled back."),
      .table(
        ReportTable(
          columns: [ReportColumn("work"), ReportColumn("time", .trailing)],
          rows: rows.map { $0.map { ReportCell($0) } }
        )
      ),
    ] + times.notes.map { .paragraph($0.prefix(1).uppercased() + $0.dropFirst() + ".") }
  }
}

extension EngineTimes.Work {
  /// For people.
  fileprivate var words: String {
    switch self {
    case .planning: "a plan of two tables, where none is kept"
    case .statement: "a statement on a table, beside its round trip"
    case .search: "a search of an index, and its first row"
    case .entry: "each further row behind an index"
    case .scannedRow: "a row of a table that is read as a whole"
    case .aggregatedRow: "an aggregate of such a row, in groups"
    case .returnedRow: "a row handed over"
    case .returnedKilobyte: "1 KB of what is handed over"
    case .comparison: "a comparison of a sort"
    case .writtenRow: "a row written"
    case .indexEntry: "an entry of an index for it"
    case .referenceCheck: "a look at what it refers to"
    case .pageMiss: "a page from storage"
    case .readAheadPage: "a page that is read ahead"
    case .logPage: "a further page that a commit writes to the log"
    }
  }
}
