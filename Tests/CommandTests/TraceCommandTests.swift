import DBModelTestKit
import Foundation
import Testing

/// `dbmodel trace` as a user meets it: a folder of cases, and what a case cannot show.
@Suite struct TraceCommandTests {
  /// Each folder holds logs, `command.txt` (a line of shell, run in a copy of the folder, in which
  /// `dbmodel` is the command) and `expected.txt` (its output, its messages, its exit code).
  @Test(arguments: GoldenFile.cases("trace")) func aCaseIsAnsweredAsExpected(item: Case) throws {
    let folder = try TemporaryFolder()
    for file in item.files() where !file.hasSuffix("expected.txt") {
      let name = String(file.dropFirst(item.path.count + 1))
      try FileManager.default.copyItem(
        atPath: Repository.path(file),
        toPath: "\(folder.path)/\(name)"
      )
    }
    let line = String(decoding: try item.bytes("command.txt"), as: UTF8.self)
    let run = try Command.shell(
      "dbmodel() { \"$DBMODEL\" \"$@\"; }; cd '\(folder.path)' && { \(line) }"
    )
    let messages = run.messages.isEmpty ? "" : "--- messages\n\(run.messages)"
    let text = "\(run.output)\(messages)--- exit code \(run.exitCode)\n"
    try GoldenFile.check(text, item.file("expected.txt"))
  }

  @Test func aPipeIsReadAsItComes() throws {
    let run = try Command.shell(
      "{ printf 'a\\nb\\n'; sleep 0.3; printf 'a'; sleep 0.3; printf '\\n'; } | $DBMODEL trace - --format json"
    )
    #expect(run.exitCode == 0)
    #expect(run.output.contains("\"requests\": 3"))
    #expect(run.output.contains("\"keys\": 2"))
  }

  @Test func anEndlessPipeEndsAtItsLimit() throws {
    let run = try Command.shell(
      "yes key 2>/dev/null | $DBMODEL trace - --most-requests 3000000 || exit"
    )
    #expect(run.output.contains("3,000,000"))
    #expect(run.output.contains("--most-requests"))
  }

  /// Ctrl-C gives the answer so far, marked as such, even while nothing comes.
  @Test func anInterruptedRunAnswers() throws {
    let run = try Command.shell(
      """
      pipe=$(mktemp -u) && mkfifo "$pipe" && exec 9<>"$pipe" && rm "$pipe"
      printf 'a\\nb\\na\\n' >&9
      $DBMODEL trace /dev/fd/9 --format json & pid=$!
      sleep 1; kill -INT $pid; (sleep 20; kill -KILL $pid 2>/dev/null) > /dev/null 2>&1 & wait $pid; echo "exit code $?"
      """
    )
    #expect(run.output.contains("the run was interrupted"))
    #expect(run.output.contains("\"requests\": 3"))
    #expect(run.output.hasSuffix("exit code 1\n"))
  }

  @Test func everyNumberOfJobsGivesTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/keys.log"
    var generator = SplitMix64(seed: 3)
    let text = (0..<200_000).map { _ in "k\(generator.integer(1...50_000))\n" }.joined()
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let runs = try (1...4).map { jobs in
      try Command.run("trace", path, "--jobs", "\(jobs)", "-o", "\(folder.path)/\(jobs).profile")
    }
    #expect(Set(runs.map(\.output).map { $0.replacing(/\d.profile/, with: "") }).count == 1)
    let profiles = try (1...4).map {
      try String(contentsOfFile: "\(folder.path)/\($0).profile", encoding: .utf8)
    }
    #expect(Set(profiles).count == 1 && profiles[0].contains("\"requests\": 200000"))
  }

  @Test func aProfileIsReplacedOnlyByForce() throws {
    let folder = try TemporaryFolder()
    for (name, option) in [("x.profile", ""), ("x.part", "--part")] {
      let path = "\(folder.path)/\(name)"
      #expect(try Command.shell("echo a | $DBMODEL trace - -o '\(path)' \(option)").exitCode == 0)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let refused = try Command.shell("printf 'b\\nb\\n' | $DBMODEL trace - -o '\(path)' \(option)")
      #expect(refused.exitCode == 2 && refused.output.contains("--force"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      let forced = "printf 'b\\nb\\n' | $DBMODEL trace - -o '\(path)' --force \(option)"
      #expect(try Command.shell(forced).exitCode == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != before)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func wrongUsageIsToldApart() throws {
    for arguments in [
      ["trace"], ["trace", "-", "-"], ["trace", "-", "--jobs", "0"], ["trace", "-", "--jobs", "9"],
      ["trace", "-", "--part"], ["trace", "-", "--force"], ["trace", "-", "--input", "xml"],
      ["trace", "-", "--most-requests", "0"], ["trace", "--emit", "spark-sql"],
      ["trace", "-", "--emit", "spark-sql", "--from", "t", "--key", "k"],
      ["trace", "--emit", "spark-sql", "--from", "t..u", "--key", "k"],
      ["trace", "-", "--from", "t"], ["trace", "-", "--key", ""],
    ] {
      #expect(try Command.run(arguments).exitCode == 64, "\(arguments)")
    }
    let missing = try Command.run("trace", "no-such.log")
    #expect(missing.exitCode == 2 && missing.output.contains("DBM0001"))
    #expect(try Command.run("trace", "/").exitCode == 2)
  }

  /// A name can hold anything and ends nothing.
  @Test func namesInAQueryAreQuoted() throws {
    let spark = try Command.run(
      "trace",
      "--emit",
      "spark-sql",
      "--from",
      "a`b.c; DROP TABLE x",
      "--key",
      "k\"'"
    )
    #expect(spark.output.contains("FROM `a``b`.`c; DROP TABLE x`\n"))
    #expect(spark.output.contains("CAST(`k\"'` AS STRING)"))
    let athena = try Command.run("trace", "--emit", "athena-sql", "--from", "a\"b", "--key", "s.k")
    #expect(athena.output.contains("FROM \"a\"\"b\"\n"))
    #expect(athena.output.contains("CAST(\"s\".\"k\" AS VARCHAR)"))
  }
}
