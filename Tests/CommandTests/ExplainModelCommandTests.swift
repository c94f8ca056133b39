import DBModelTestKit
import Foundation
import Testing

/// `dbmodel explain` of models, as a user meets it.
@Suite(.serialized) struct ExplainModelCommandTests {
  private static let model = Repository.path("samples/healthy-relational/lending.dbmodel")

  /// A server can be had; else it is said that there is none.
  private static var hasServer: Bool {
    if TestMode.variable("DBMODEL_WITHOUT_SERVERS") == "1" {
      LiveServers.leftOut("explain on a scratch cluster", because: "DBMODEL_WITHOUT_SERVERS=1")
      return false
    }
    let found = try? Command.run("explain", model)
    if found?.messages.contains("no PostgreSQL server is installed") == true
      || found?.output.contains("no PostgreSQL server is installed") == true
    {
      LiveServers.leftOut("explain on a scratch cluster", because: "PostgreSQL is not installed")
      return false
    }
    return true
  }

  @Test func everyPatternIsPlanned() throws {
    guard Self.hasServer else { return }
    let first = try Command.run("explain", Self.model)
    #expect(first.exitCode == 0, "\(first.output)\(first.messages)")
    #expect(first.messages == "")
    #expect(first.output.contains("by `loan_member_id_lent_id_idx`"), "\(first.output)")
    #expect(first.output.contains("It cannot see"))
    #expect(try Command.run("explain", Self.model).output == first.output)
    // For machines, and with nothing but the plan's findings to say.
    let json = try Command.run("explain", Self.model, "--format", "json")
    #expect(json.output.contains("\"cannotSee\""))
    #expect(json.output.contains("\"name\": \"PostgreSQL\""))
  }

  /// Variables of libpq lead to no other server, whose catalog would be written to.
  @Test func theEnvironmentLeadsNowhereElse() throws {
    guard Self.hasServer else { return }
    let misled = try Command.run(
      "explain",
      Self.model,
      environment: [
        "PGHOSTADDR": "127.0.0.1", "PGPORT": "1", "PGOPTIONS": "-c search_path=none",
        "PGSERVICE": "none", "PGREQUIREPEER": "nobody", "PGDATABASE": "none",
      ]
    )
    #expect(try misled.output == Command.run("explain", Self.model).output, "\(misled.messages)")
  }

  /// However it ends, at whatever moment.
  @Test(arguments: ["KILL", "INT", "TERM"]) func nothingIsLeftOfAKilledRun(signal: String) throws {
    guard Self.hasServer else { return }
    let folder = try TemporaryFolder()
    let result = try Command.shell(
      """
      chmod 711 '\(folder.path)'; export TMPDIR='\(folder.path)'
      for t in 0.03 0.15 0.3 0.5 0.7; do
        bash -c 'exec "$DBMODEL" explain "$0"' '\(Self.model)' >/dev/null 2>&1 & p=$!
        sleep $t; kill -\(signal) $p 2>/dev/null; wait $p 2>/dev/null
      done
      for i in $(seq 100); do
        [ -n "$(ls -A "$TMPDIR")" ] || pgrep -f "postgres.*-D $TMPDIR" >/dev/null || break
        sleep 0.1
      done
      ls -A "$TMPDIR"; pgrep -fl "postgres.*-D $TMPDIR" || true
      """
    )
    #expect(result.output == "")
  }

  @Test func aMissingServerIsSaidWithItsPackage() throws {
    let result = try Command.run(
      "explain",
      Self.model,
      "--postgresql",
      "/nowhere",
      "--format",
      "text"
    )
    #expect(result.exitCode == 2)
    #expect(result.output.contains("DBM0077 not-planned"))
    #expect(result.output.contains("`/nowhere` has no `initdb` and `postgres`"))
    let dead = try Command.run("explain", Self.model, "--server", "postgresql://a:pw@127.0.0.1:1/x")
    #expect(dead.exitCode == 2)
    #expect(!(dead.output + dead.messages).contains("pw@"))
    // libpq indents the second line of its message with a tab.
    #expect(!dead.output.contains("\\t") && dead.output.contains("\n  = "), "\(dead.output)")
  }

  @Test(arguments: [
    (
      ["explain", model, "x.xml", "--server", "postgresql://h/d"],
      "name .dbmodel files, and no saved plan"
    ),
    (
      ["explain", "x.xml", "--server", "postgresql://h/d"], "--server and --postgresql plan models"
    ),
    (["explain", model, "--server", "h"], "--server takes an address such as"),
    (
      ["explain", model, "--server", "postgresql://h/d", "--postgresql", "/x"],
      "leave it or --server out"
    ),
  ]) func wrongUsage(arguments: [String], message: String) throws {
    let result = try Command.run(arguments)
    #expect(result.exitCode == 64)
    #expect(result.messages.contains(message), "\(result.messages)")
  }
}
