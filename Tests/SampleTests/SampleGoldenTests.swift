import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// What the samples print is kept beside them, so that a change of any figure is seen in a review.
@Suite struct SampleGoldenTests {
  @Test(arguments: Sample.all) func checkPrintsWhatIsKept(sample: Sample) throws {
    #expect(!sample.models.isEmpty, "\(sample.folder) has no file with a `model` line")
    for model in sample.models {
      let run = Run(.check, model)
      #expect(!run.outcome.toolFailure, "\(model)")
      let errors = run.findings.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(model): \(errors.map(\.title))")
      try GoldenFile.check(run.text, at: checkFile(model))
    }
  }

  @Test(arguments: Sample.all) func planPrintsWhatIsKept(sample: Sample) throws {
    let model = try #require(sample.shown)
    try GoldenFile.check(Run(.plan, model).markdown, at: planFile(sample))
  }

  @Test(arguments: Sample.all) func compileWritesWhatIsKept(sample: Sample) throws {
    let model = try #require(sample.shown)
    let files = Run(.compile(outputDirectory: "out"), model).outcome.emittedFiles
    #expect(!files.isEmpty)
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      try GoldenFile.check(text, at: "\(compiledFolder(sample))/\(file.path)")
    }
  }

  /// A file that nothing writes any more would go on telling what once was.
  @Test(arguments: Sample.all) func nothingElseIsKept(sample: Sample) throws {
    let model = try #require(sample.shown)
    let files = Run(.compile(outputDirectory: "out"), model).outcome.emittedFiles
    let wanted = Set(
      sample.models.map(checkFile) + [planFile(sample)]
        + files.map { "\(compiledFolder(sample))/\($0.path)" }
    )
    for kept in Repository.files(below: "\(sample.folder)/expected") {
      #expect(wanted.contains(kept), "\(kept) is written by no test: remove it")
    }
  }

  private func checkFile(_ model: String) -> String {
    var parts = model.split(separator: "/").map(String.init)
    let file = parts.removeLast()
    return (parts + ["expected", "\(file).check.txt"]).joined(separator: "/")
  }

  private func planFile(_ sample: Sample) -> String { "\(sample.folder)/expected/plan.md" }

  private func compiledFolder(_ sample: Sample) -> String {
    "\(sample.folder)/expected/compiled"
  }
}
