import DBModelDesign
import DBModelJSON
import DBModelPlanning
import DBModelTestKit
import DBModelVerify
import DBModelWorkload
import Testing

/// Units counted over generated rows are those that are estimated.
///
/// `DBMODEL_LONG=1` takes enough calls for a hundredth to show; without it, what is off by a fifth
/// and by more than chance is found.
@Suite struct UnitFigureTests {
  private static let isLong = TestMode.variable("DBMODEL_LONG") != nil

  private static func number(_ name: String, _ few: Int, _ many: Int) -> Int {
    TestMode.variable(name).flatMap(Int.init) ?? (isLong ? many : few)
  }

  static let rows = number("DBMODEL_UNIT_ROWS", 120, 200)
  static let calls = number("DBMODEL_UNIT_CALLS", 4, 20)
  static let seeds = number("DBMODEL_UNIT_SEEDS", 3, 40)

  /// What a mean may be off, or else by no more than chance makes it.
  private static let tolerance = isLong ? 0.01 : 0.2

  /// The mixes of one sample differ in their rates, of which units do not depend.
  static let paths = SampleModel.paths.filter { path in
    path.hasPrefix(TestMode.variable("DBMODEL_UNIT_MODELS") ?? "samples/")
      && !path.hasSuffix("-heavy.dbmodel")
  }

  @Test func unitsAreThoseEstimated() throws {
    var found: [JSONValue] = []
    for path in Self.paths {
      let sample = SampleModel(path: path, hasSmallPages: false)
      try #require(sample.problems.isEmpty, "\(path): \(sample.problems)")
      found += try figures(path, sample.workload, calls: Self.calls, seeds: Self.seeds)
    }
    try Figures.write("units-samples", .array(found))
  }

  @Test(.enabled(if: isLong)) func unitsOfGeneratedModelsAreThoseEstimated() throws {
    var found: [JSONValue] = []
    for seed in 0..<UInt64(LiveVerifyTests.generated) {
      let sample = LiveVerifyTests.model(seed: seed)
      // Many models instead of many calls.
      found += try figures("seed \(seed)", sample.workload, calls: 3, seeds: 12)
    }
    try Figures.write("units-generated", .array(found))
  }

  private func figures(
    _ name: String,
    _ workload: Workload,
    calls: Int,
    seeds: Int
  ) throws -> [JSONValue] {
    let survey = UnitSurvey(
      workload: workload,
      design: Planner.plan(workload: workload).design,
      rows: Self.rows,
      calls: calls
    )
    return try survey.figures(seeds: 1..<UInt64(1 + seeds)).map { figure in
      let error = figure.standardError / max(1e-9, figure.measured)
      // A few sets of rows that are always the same have no quantile to speak of.
      let errors = Self.isLong ? figure.errorsByChance : 4
      let isOff = figure.distance > max(Self.tolerance, errors * error)
      #expect(
        !isOff,
        """
        \(name), \(figure.name): \(figure.measured) ± \(figure.standardError), estimated \
        \(figure.low)..\(figure.high)
        """
      )
      return [
        "model": .string(name), "pattern": .string(figure.name), "calls": .int(figure.calls),
        "measured": .number("\(figure.measured)"), "error": .number("\(figure.standardError)"),
        "low": .number("\(figure.low)"), "high": .number("\(figure.high)"),
        "chance": .number("\(figure.errorsByChance)"),
      ]
    }
  }
}
