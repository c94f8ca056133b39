import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// What every sample is, whatever its figures.
@Suite struct SampleTests {
  @Test func theSamplesAreThere() {
    let names = Set(Sample.all.map(\.name))
    let wanted: Set = [
      "device-state-log", "gaming-player-profiles", "healthy", "healthy-mixed",
      "healthy-relational", "online-shop", "reference-lab", "shop",
    ]
    #expect(names == wanted)
  }

  /// Nothing at any severity: a tool that warns of everything warns of nothing.
  @Test(arguments: Sample.all.filter { $0.name.hasPrefix("healthy") })
  func healthyIsSilent(sample: Sample) {
    for model in sample.models {
      let run = Run(.check, model)
      #expect(run.findings.isEmpty, "\(model): \(run.findings.map(\.title))")
      #expect(run.outcome.document.allowed.isEmpty, "\(model) is silent by an `allow`")
    }
  }

  /// A README names each file, and says where a design is from and what is assumed.
  @Test(arguments: Sample.all) func theReadmeTellsWhatItIs(sample: Sample) throws {
    let readme = try #require(Repository.text("\(sample.folder)/README.md"))
    for model in sample.models {
      let name = model.split(separator: "/").last.map(String.init) ?? model
      #expect(readme.contains("`\(name)`"), "\(sample.folder)/README.md does not name `\(name)`")
      #expect(readme.contains("expected/"), "it does not lead to what is expected")
    }
    for heading in ["## Source", "## Assumed", "## Try", "## Look at"] {
      #expect(readme.contains("\n\(heading)\n"), "\(sample.folder)/README.md lacks `\(heading)`")
    }
  }

  /// How often a thing is asked decides which indexes pay; tables follow from what is asked alone,
  /// so the mixes of a design compile to the same.
  @Test(arguments: Sample.all.filter { $0.models.count > 1 })
  func theMixesCompileToTheSameTables(sample: Sample) {
    let mixes = ["read-heavy", "balanced", "write-heavy"].map { mix in
      Run(.compile(outputDirectory: "out"), "\(sample.folder)/\(mix).dbmodel").outcome
    }
    #expect(mixes.allSatisfy { !$0.emittedFiles.isEmpty && !$0.toolFailure })
    let schemas = mixes.map { $0.emittedFiles.filter { $0.path.hasSuffix(".sql") } }
    #expect(!schemas[0].isEmpty)
    for other in schemas.dropFirst() {
      #expect(other.map(\.path) == schemas[0].map(\.path))
      #expect(other.map(Self.tables) == schemas[0].map(Self.tables))
    }
  }

  /// What a file says besides indexes, which stand at its end.
  private static func tables(_ file: (path: String, bytes: [UInt8])) -> Substring {
    let text = String(decoding: file.bytes, as: UTF8.self)
    guard file.path.hasSuffix("schema.sql") else { return "" }
    return text[..<(text.firstRange(of: "CREATE INDEX")?.lowerBound ?? text.endIndex)]
  }
}
