import DBModelTestKit
import Foundation
import Testing

/// Compares a rendering with the file a reviewer reads; `DBMODEL_UPDATE=1` rewrites the file.
func expectGolden(
  _ actual: String,
  _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let url = repositoryDirectory.appendingPathComponent("Tests/DBModelReportTests/Cases/\(name)")
  expectFile(actual, at: url, sourceLocation: sourceLocation)
}

/// Compares text with any file of the repository.
func expectFile(
  _ actual: String,
  at url: URL,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(throws: Never.self, sourceLocation: sourceLocation) {
    try GoldenFile.check(actual, url, sourceLocation: sourceLocation)
  }
}

/// The root of the repository.
let repositoryDirectory = GoldenFile.repository
