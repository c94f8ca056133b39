import DBModelTestKit
import Foundation
import Testing

/// `dbmodel calibrate` and `--calibration`, as a user meets them where no server is.
struct CalibrateCommandTests {
  private static let model = Repository.path("samples/healthy-relational/lending.dbmodel")

  @Test func aServerThatIsNotThereIsOneMessageWithoutThePassword() throws {
    let run = try Command.run(
      "calibrate",
      "--server",
      "postgresql://ada:s3cret@127.0.0.1:1/shop?connect_timeout=2"
    )
    #expect(run.exitCode == 2)
    #expect(run.output.contains("DBM0091 not-calibrated"), "\(run.output)")
    #expect(!(run.output + run.messages).contains("s3cret"))
  }

  @Test func wrongUsageIsSaidBeforeAServerIsAsked() throws {
    #expect(try Command.run("calibrate").exitCode == 64)
    #expect(try Command.run("calibrate", "--server", "db.example.com").exitCode == 64)
    let taken = try Command.run(
      "calibrate",
      "--server",
      "postgresql://127.0.0.1:1/shop",
      "-o",
      Self.model
    )
    #expect(taken.exitCode == 64)
    #expect(taken.messages.contains("is there already"), "\(taken.messages)")
  }

  @Test func aProfileNarrowsTheRange() throws {
    let profile = FileManager.default.temporaryDirectory
      .appendingPathComponent("dbmodel-\(UUID().uuidString).json")
    try Data(
      """
      {"schema": "dbmodel.calibration/1", "server": "db/shop", "version": "15.18",
       "round_trip": [{"p50": 400, "p95": 500}], "work": {"search": 2}}
      """.utf8
    ).write(to: profile)
    defer { try? FileManager.default.removeItem(at: profile) }
    let assumed = try Command.run("plan", Self.model)
    let measured = try Command.run("plan", Self.model, "--calibration", profile.path)
    #expect(measured.exitCode == 0, "\(measured.output)")
    #expect(measured.output != assumed.output)
    #expect(assumed.output.contains("1–3 ms"))
    #expect(!measured.output.contains("1–3 ms"))
    let again = try Command.run("plan", Self.model, "--calibration", profile.path)
    #expect(again.output == measured.output)
  }

  @Test(arguments: ["check", "plan", "report"])
  func aProfileThatIsNoneFailsTheRun(_ command: String) throws {
    for path in ["/nowhere/profile.json", Self.model] {
      let format = command == "report" ? ["--format", "text", "-o", "-"] : []
      let run = try Command.run([command, Self.model, "--calibration", path] + format)
      #expect(run.exitCode == 2)
      #expect(run.output.contains("DBM0090 calibration-unreadable"), "\(run.output)")
    }
  }
}
