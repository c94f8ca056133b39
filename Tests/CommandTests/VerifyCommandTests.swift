import DBModelTestKit
import Foundation
import Testing

/// `dbmodel verify` as a user meets it.
@Suite struct VerifyCommandTests {
  private static let sample = Repository.path("samples/healthy/notes.dbmodel")
  private static let small = ["--rows", "20", "--calls", "1"]

  private func run(_ more: String..., environment: [String: String] = [:]) throws -> Command {
    try Command.run(["verify", Self.sample] + Self.small + more, environment: environment)
  }

  @Test func withoutAnEndpointItSaysSo() throws {
    let run = try run()
    #expect(run.exitCode == 0)
    #expect(run.output.contains("DynamoDB was left out: no --endpoint was named"))
    #expect(run.output.contains("0 findings"))
    #expect(run.messages.isEmpty, "no progress in a pipe")
  }

  @Test func everyRunGivesTheSameBytes() throws {
    let runs = try (0..<3).map { _ in try run("--format", "json", "--seed", "9") }
    #expect(Set(runs.map(\.output)).count == 1)
    let other = try run("--format", "json", "--seed", "10")
    #expect(other.output != runs[0].output)
    #expect(runs[0].output.contains("\"verification\""))
  }

  @Test(arguments: [
    ["--endpoint", "127.0.0.1:8000"], ["--endpoint", "http://127.0.0.1/table"],
    ["--endpoint", "https://dynamodb.us-east-1.amazonaws.com"], ["--rows", "0"],
    ["--calls", "0"], ["--calls", "many"], ["--seed", "-1"], ["--region", "us east"], ["--keep"],
    ["--format", "yaml"],
  ]) func wrongUsage(arguments: [String]) throws {
    let run = try Command.run(["verify", Self.sample] + arguments)
    #expect(run.exitCode == 64, "\(arguments): \(run.messages)")
    #expect(run.output.isEmpty && !run.messages.isEmpty)
  }

  @Test func anotherMachineNeedsConsent() throws {
    let run = try run("--endpoint", "https://dynamodb.us-east-1.amazonaws.com")
    #expect(run.messages.contains("--allow-writes"))
  }

  @Test func credentialsAreLookedForAndNamed() throws {
    let folder = try TemporaryFolder()
    let run = try run(
      "--endpoint",
      "http://127.0.0.1:9",
      environment: ["HOME": folder.path]
    )
    #expect(run.exitCode == 2)
    #expect(run.output.contains("DBM0070") && run.output.contains("AWS_ACCESS_KEY_ID"))
    #expect(run.output.contains("\(folder.path)/.aws/credentials"))
  }

  @Test func nothingThatListensIsAFailure() throws {
    let run = try run(
      "--endpoint",
      "http://127.0.0.1:9",
      environment: ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "hidden-secret"]
    )
    #expect(run.exitCode == 2)
    #expect(run.output.contains("DBM0070") && run.output.contains("127.0.0.1:9"))
    #expect(!run.output.contains("hidden-secret") && !run.messages.contains("hidden-secret"))
  }

  @Test func anUnknownDesignIsAFailure() throws {
    let run = try run("--design", "none")
    #expect(run.exitCode == 2)
    #expect(run.output.contains("no DynamoDB design `none`"))
  }

  @Test func aModelWithErrorsIsNotRun() throws {
    let run = try Command.run(
      "verify",
      "-",
      input: "edition 2026\nmodel M\nentity A { id: uid key }\n"
    )
    #expect(run.exitCode == 1)
    #expect(!run.output.contains("comparison"))
    #expect(try Command.run("verify", "no-such.dbmodel").exitCode == 2)
  }

  @Test func anEndpointIsVerified() throws {
    guard let server = LiveServers.dynamoDB else {
      LiveServers.leftOut("the command on an endpoint", because: "no DynamoDB endpoint")
      return
    }
    let run = try run(
      "--endpoint",
      server.endpoint,
      environment: ["AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"]
    )
    #expect(run.exitCode == 0, "\(run.output)")
    #expect(run.output.contains("measured"))
    #expect(!run.output.contains("left out"))
  }
}
