import DBModelTestKit
import Foundation
import Testing

/// `dbmodel import` as a user meets it.
@Suite struct ImportCommandTests {
  private static let table = """
    {"TableName": "carts", "BillingMode": "PAY_PER_REQUEST",
     "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
     "Tags": [{"Key": "team", "Value": "shop"}]}
    """

  @Test func theModelGoesToStandardOutputAndTheRestBesideIt() throws {
    let run = try Command.run("import", "-", "--stdin-path", "carts.json", input: Self.table)
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("edition 2026\nmodel Carts\n"))
    #expect(run.messages == "carts.json:4:2: not carried over: `Tags` of table `carts`\n")
  }

  @Test func whatIsWrittenIsChecked() throws {
    let run = try Command.run("import", "-", input: Self.table)
    let check = try Command.run("check", "-", input: run.output)
    #expect(check.exitCode == 0)
    #expect(check.output.hasPrefix("ok: "))
  }

  @Test func everyRunGivesTheSameBytes() throws {
    let input = Repository.text("Tests/CaseTests/import/awslabs-schema/input.json") ?? ""
    let runs = try (0..<4).map { _ in try Command.run("import", "-", input: input) }
    #expect(Set(runs.map(\.output)).count == 1)
    #expect(Set(runs.map(\.messages)).count == 1)
    #expect(!runs[0].output.isEmpty)
  }

  @Test func aFileIsReplacedOnlyByForce() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/carts.dbmodel"
    let first = try Command.run("import", "-", "-o", path, input: Self.table)
    #expect(first.exitCode == 0 && first.output.isEmpty)
    // The same again changes nothing.
    #expect(try Command.run("import", "-", "-o", path, input: Self.table).exitCode == 0)
    let other = Self.table.replacing("carts", with: "baskets")
    let refused = try Command.run("import", "-", "-o", path, input: other)
    #expect(refused.exitCode == 2)
    #expect(refused.messages.contains("--force"))
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("model Carts"))
    #expect(try Command.run("import", "-", "-o", path, "--force", input: other).exitCode == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("model Baskets"))
  }

  @Test func mistakesHaveTheirExitCodes() throws {
    let missing = try Command.run("import", "no-such-file.json")
    #expect(missing.exitCode == 2)
    #expect(missing.messages.contains("DBM0001"))
    let broken = try Command.run("import", "-", input: "{\"TableName\": ")
    #expect(broken.exitCode == 1)
    #expect(broken.output.isEmpty && broken.messages.contains("DBM0060"))
    #expect(try Command.run("import").exitCode == 64)
    #expect(try Command.run("import", "-", "--from", "terraform", input: "{}").exitCode == 64)
    #expect(try Command.run("import", "-", "--force", input: Self.table).exitCode == 64)
  }

  @Test func theFormatCanBeStated() throws {
    let run = try Command.run("import", "-", "--from", "cloudformation", input: Self.table)
    #expect(run.exitCode == 1)
    #expect(run.messages.contains("DBM0063"))
  }
}
