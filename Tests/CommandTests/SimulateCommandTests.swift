import DBModelTestKit
import Testing

/// `dbmodel simulate` as a user meets it.
@Suite struct SimulateCommandTests {
  private static let sample = Repository.path("samples/shop/shop.dbmodel")

  private func run(_ more: String...) throws -> Command {
    try Command.run(["simulate", Self.sample] + more)
  }

  @Test func aQuietModelIsNotThrottled() throws {
    let run = try run("--hours", "0.5")
    #expect(run.exitCode == 0 && run.messages.isEmpty)
    #expect(run.output.contains("Table `Order`"))
    #expect(!run.output.contains("What happened"))
    #expect(run.output.contains("a partition is split when it was above 80% for 5 min"))
    #expect(run.output.contains("seed 1, random arrivals"))
    #expect(run.output.contains("jobs are left out: `cancelStale`"))
  }

  @Test func aLoadedModelIsExplained() throws {
    let run = try run("--hours", "0.5", "--rate-factor", "40", "--table", "Order")
    #expect(run.exitCode == 0)
    #expect(run.output.contains("every rate x 40"))
    #expect(run.output.contains("hottest `paid`, most by `setStatus`, and with them the writes"))
    #expect(!run.output.contains("Table `Product`"))
    let calm = try self.run("--hours", "0.5", "--rate-factor", "40", "--no-peaks")
    #expect(!calm.output.contains("peaks and bursts"))
  }

  @Test func everyRunGivesTheSameBytes() throws {
    let runs = try (0..<3).map { _ in
      try run("--hours", "0.5", "--format", "json", "--seed", "9")
    }
    #expect(Set(runs.map(\.output)).count == 1)
    let other = try run("--hours", "0.5", "--format", "json", "--seed", "10")
    #expect(other.output != runs[0].output)
    #expect(runs[0].output.contains("\"simulation\""))
  }

  @Test func jsonFollowsTheSchema() throws {
    guard let python = LiveServers.python else {
      return LiveServers.leftOut("JSON of simulations", because: "`make test` has a validator")
    }
    let folder = try TemporaryFolder()
    let run = try run("--hours", "0.5", "--rate-factor", "40", "--format", "json")
    let file = try folder.write(Array(run.output.utf8), to: "simulation.json")
    let script = """
      import json, sys, jsonschema
      load = lambda path: json.load(open(path, encoding="utf-8"))
      jsonschema.validate(load(sys.argv[2]), load(sys.argv[1]))
      """
    let schema = Repository.path("docs/schemas/report-1.schema.json")
    var validation = Subprocess(python, ["-W", "ignore", "-c", script, schema, file])
    validation.timeLimitSeconds = 60
    let result = try validation.run()
    #expect(result.exitCode == 0, "\(result.errorOutput)")
  }

  @Test func designsThatAreWrittenAreSimulated() throws {
    let run = try run("--hours", "0.1", "--design", "current")
    #expect(run.exitCode == 0 && run.output.contains("Table `orders`"))
  }

  @Test(arguments: [
    (["--table", "Ordre"], "did you mean `Order`?"), (["--design", "nothing"], "name `current`"),
    (["--rate-factor", "1000000"], "calls a second"),
  ]) func whatCannotBeSimulatedSaysWhy(arguments: [String], help: String) throws {
    let run = try Command.run(["simulate", Self.sample] + arguments)
    #expect(run.exitCode == 2, "\(arguments)")
    #expect(run.output.contains("DBM0075") && run.output.contains(help), "\(run.output)")
  }

  @Test(arguments: [
    ["--hours", "0"], ["--hours", "169"], ["--hours", "nan"], ["--start", "25:00"],
    ["--start", "someday 08:00"], ["--start", "8"], ["--peak-after", "soon"],
    ["--split-after", "0s"], ["--split-takes", "-1s"], ["--split-threshold", "0"],
    ["--split-threshold", "nan"], ["--attempts", "0"], ["--attempts", "11"],
    ["--interval", "0s"], ["--rate-factor", "0"], ["--rate-factor", "inf"], ["--arrivals", "odd"],
    ["--seed", "-1"], ["--format", "yaml"],
  ]) func wrongUsage(arguments: [String]) throws {
    let run = try Command.run(["simulate", Self.sample] + arguments)
    #expect(run.exitCode == 64, "\(arguments): \(run.messages)")
    #expect(run.output.isEmpty && !run.messages.isEmpty)
  }

  @Test(arguments: [
    ["--start", "sunday 23:59:59"], ["--hours", "0.001"], ["--peak-after", "0s"],
  ])
  func theEndsOfWhatIsTaken(arguments: [String]) throws {
    let run = try Command.run(["simulate", Self.sample, "--hours", "0.01"] + arguments)
    #expect(run.exitCode == 0, "\(arguments): \(run.messages)")
  }
}
