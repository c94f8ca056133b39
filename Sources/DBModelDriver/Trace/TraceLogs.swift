import DBModelDiagnostics
import DBModelReport
package import DBModelStatistics
package import DBModelTrace
import Glibc

/// `dbmodel trace`: reads logs and says how unevenly their keys are asked for.
package struct TraceLogs {
  package private(set) var outcome: DriverOutcome
  /// What was measured; `nil` where nothing may be made of the run.
  package private(set) var profile: MeasuredProfile?
  /// The run itself, for parts.
  package let run: TraceRun
  /// Bytes of expanded logs, and keys.
  package let bytes: Int
  package let keys: Int

  /// - Parameters:
  ///   - isInterrupted: Whether somebody has had enough; asked often.
  ///   - progress: Told how much was read so far.
  package init(
    _ request: TraceRequest,
    isInterrupted: @escaping () -> Bool = { false },
    progress: @escaping (_ bytes: Int, _ keys: Int) -> Void = { _, _ in }
  ) {
    let control = RunControl(
      mostRequests: request.mostRequests,
      isInterrupted: isInterrupted,
      progress: progress
    )
    run = TraceRun(settings: request.settings, control: control)
    var document = ReportDocument(command: "trace", toolVersion: Driver.toolVersion)
    var hasFailed = false
    for path in request.paths where !run.hasStopped {
      do throws(FileReader.Failure) {
        let stream = try Self.open(path, isInterrupted)
        run.read(path: path == "-" ? request.stdinPath ?? "-" : path, stream)
      } catch {
        document.findings.append(LoadMessage.failure(error, path: path, importSpan: nil))
        hasFailed = true
      }
    }
    (bytes, keys) = (control.bytes, control.keys)
    // A profile of half of the logs must not look like one of all.
    if !hasFailed, !run.isRefused { profile = run.profile() }
    document.findings += TraceFindings(run).all
    document.subjects = [ReportCount(run.logs.count, "log")]
    if let profile {
      var section = TraceSection(profile: profile, run: run, path: request.profilePath)
      section.drawsPictures = request.drawsPictures
      document.sections = section.blocks
      document.explanation = section.value
    } else if !hasFailed, !run.isRefused,
      !document.findings.contains(where: { $0.severity == .error })
    {
      document.findings.append(TraceFindings.nothing)
    }
    outcome = DriverOutcome(
      document: document,
      sources: SourceMap(),
      toolFailure: hasFailed || run.isRefused
    )
  }

  private static func open(
    _ path: String,
    _ isInterrupted: @escaping () -> Bool
  ) throws(FileReader.Failure) -> FileStream {
    if path == "-" { return FileStream(descriptor: STDIN_FILENO, isInterrupted: isInterrupted) }
    if try FileReader.kind(path) == .directory {
      throw .unreadable(reason: "it is a directory")
    }
    do throws(LogFailure) {
      return try FileStream(path: path, isInterrupted: isInterrupted)
    } catch {
      throw .unreadable(reason: error.reason)
    }
  }

  /// Replaces the findings by one more: the result could not be written.
  package mutating func fail(writing path: String, _ reason: String) {
    outcome.failToWrite(
      path,
      because: reason,
      help: "name a file that may be written to with `-o`"
    )
  }
}
