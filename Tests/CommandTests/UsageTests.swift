import Testing

/// What the command promises whatever a model says: exit codes, streams and help.
@Suite struct UsageTests {
  @Test(arguments: [
    (["chek", "x"], "did you mean `check`?"),
    (["zzz"], "`dbmodel --help` lists all"),
    (["rule", "file-not-fond"], "did you mean `DBM0001 file-not-found`?"),
    (["rule", "DBM000l"], "did you mean `DBM0001 file-not-found`?"),
    (["rule", "qqqqqqqqqqqqqqqq"], "`dbmodel rule` lists all"),
    (["check"], "<file>"),
    (["check", "x", "--format", "xml"], "- sarif"),
    (["check", "x", "--fail-on", "nothing"], "'never'"),
    (["check", "-", "-"], "standard input (-) can be read once only"),
    (["check", "x", "--stdin-path", "y"], "--stdin-path needs -"),
    (["explain", "-", "-"], "standard input (-) can be read once only"),
    (["compile", "x"], "--output <dir>"),
    (["check", "x", "--nonsense"], "--nonsense"),
  ]) func wrongUsage(arguments: [String], message: String) throws {
    let result = try Command.run(arguments)
    #expect(result.exitCode == 64)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test func ruleShowsItsPage() throws {
    let page = try Command.run("rule", "dbm0003")
    #expect(page.exitCode == 0)
    #expect(page.messages == "")
    #expect(page.output.hasPrefix("DBM0003 file-too-large\n"))
    #expect(try Command.run("rule", "file-too-large").output == page.output)
    #expect(
      try Command.run("rule", "DBM0003", "--format", "markdown").output.hasPrefix("# DBM0003")
    )
    #expect(
      try Command.run("rule", "DBM0003", "--format", "json").output
        .contains("\"code\": \"DBM0003\"")
    )
    #expect(try Command.run("rule").output.contains("\nDBM0003  error "))
  }

  @Test func versionIsBare() throws {
    let version = try Command.run("--version")
    #expect(version.exitCode == 0)
    #expect(version.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
    #expect(try Command.run("check", "--version").output == version.output)
  }

  @Test(arguments: [
    "check", "plan", "compile", "import", "explain", "why", "fmt", "rule", "simulate",
  ])
  func helpTeaches(command: String) throws {
    let help = try Command.run(command, "--help")
    #expect(help.exitCode == 0)
    #expect(help.output.contains("EXAMPLES\n  dbmodel \(command) "))
    #expect(try Command.run("--help").output.contains("\n  \(command) "))
  }

  @Test func aReaderThatLeavesIsNoFailure() throws {
    let result = try Command.shell(
      "for i in 1 2 3; do \"$DBMODEL\" rule --format markdown | true; echo $?; done"
    )
    #expect(result.output == "0\n0\n0\n")
    #expect(result.messages == "")
  }

  @Test func aFullDiskIsAFailure() throws {
    let result = try Command.shell("\"$DBMODEL\" rule > /dev/full")
    #expect(result.exitCode == 2)
    #expect(result.messages.contains("could not be written: No space left on device"))
  }

  /// The same bytes from two processes, whose hash seeds differ.
  @Test func outputIsDeterministic() throws {
    let first = try Command.run("rule", "--format", "json")
    #expect(try Command.run("rule", "--format", "json").output == first.output)
  }
}
