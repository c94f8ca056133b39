import Foundation
import Testing

/// Compares a rendering with the file a reviewer reads; `DBMODEL_UPDATE=1` rewrites the file.
func expectGolden(
  _ actual: String,
  _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let url = casesDirectory.appendingPathComponent(name)
  expectFile(actual, at: url, sourceLocation: sourceLocation)
}

/// Compares text with any file of the repository.
func expectFile(
  _ actual: String,
  at url: URL,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let environment = ProcessInfo.processInfo.environment
  let expected = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
  if expected == actual { return }
  if environment["DBMODEL_UPDATE"] == "1", environment["CI"] == nil {
    do {
      let directory = url.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
    } catch {
      Issue.record("\(url.path): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  let wanted = (expected ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  let got = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(wanted, got).prefix { $0 == $1 }.count
  let before = line < wanted.count ? String(wanted[line]) : "(end)"
  let after = line < got.count ? String(got[line]) : "(end)"
  Issue.record(
    "\(url.path):\(line + 1)\n- \(before)\n+ \(after)\nDBMODEL_UPDATE=1 rewrites it",
    sourceLocation: sourceLocation
  )
}

/// `Tests/DBModelReportTests/Cases`.
let casesDirectory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Cases")

/// The root of the repository.
let repositoryDirectory = casesDirectory.deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
