import DBModelDiagnostics
import DBModelImport
import DBModelTestKit
import Foundation
import Testing

/// Designs that others have published, where `DBMODEL_DESIGNS` names a folder of them. They are
/// read where they are: the repository holds none.
@Suite struct PublishedDesignTests {
  private static func files() -> [String]? {
    guard let folder = TestMode.variable("DBMODEL_DESIGNS") else { return nil }
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".json") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\(folder)/\($0)" }
  }

  @Test func publishedDesignsAreReadOrRefused() throws {
    guard let files = Self.files() else {
      return LiveServers.leftOut("published designs", because: "DBMODEL_DESIGNS names no folder")
    }
    #expect(!files.isEmpty)
    var read = 0
    for path in files {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let file = Imports.file(bytes, path: path)
      let outcome = Importer.run([file])
      guard let text = outcome.text else {
        #expect(outcome.diagnostics.count == 1, "\(path)")
        let isMeant = path.contains("/invalid/") || path.contains("/peer-calculator")
        #expect(isMeant, "\(path): \(outcome.diagnostics.map(\.title))")
        continue
      }
      read += 1
      let mistakes = Imports.mistakes(text)
      #expect(mistakes.isEmpty, "\(path): \(mistakes.map(\.title))")
      #expect(Imports.formatted(text) == text, "\(path)")
    }
    print("\(read) of \(files.count) published designs were read, \(files.count - read) refused")
  }
}
