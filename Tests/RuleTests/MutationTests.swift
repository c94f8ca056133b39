import DBModelDiagnostics
import Testing

/// A rule must fire for the mistake it is about, and no other rule beside it.
@Suite struct MutationTests {
  /// Rules at danger or above that no line of a healthy sample fires, with why.
  static let exempt: [String: String] = [
    "DBM0040": "a file named with `--baseline`", "DBM0041": "the file of `--write-baseline`",
    "DBM0045": "a file beside the model", "DBM0046": "a file beside the model",
    "DBM0047": "an index named for `lock`",
    "DBM0001": "a path on the command line", "DBM0002": "a file that may not be read",
    "DBM0003": "the size of a file", "DBM0005": "more files than a sample has",
    "DBM0006": "a directory on the command line",
    "DBM0020": "the output directory of `compile`", "DBM0021": "the name that `why` is asked for",
    "DBM0050": "a mistake of the formatter",
    "DBM0060": "a file of `import`", "DBM0061": "a file of `import`",
    "DBM0062": "a file of `import`", "DBM0063": "a file of `import`",
    "DBM0064": "a file of `import`",
    "DBM0070": "something that `verify` left out",
    "DBM0075": "a table or a design named on the command line",
    "DBM0077": "a server for `explain`",
    "DBM0090": "a profile named on the command line",
    "DBM0091": "a server for `calibrate`",
    "DBM0080": "a log of `trace`", "DBM0081": "a log of `trace`", "DBM0082": "a log of `trace`",
    "DBM0083": "a log of `trace`", "DBM0084": "a part of `trace`",
    "DBM0085": "a profile that a `trace` names", "DBM0086": "a profile that a `trace` names",
    "DBM9001": "a run of `verify`", "DBM9002": "a run of `verify`",
    "DBM9003": "a run of `verify`", "DBM9004": "a run of `verify`",
    "DBM3105": "the transactions of healthy samples make new rows, which nobody else writes",
    "DBM3106": "one line makes a row popular or its changes frequent, and it takes both",
    "DBM3107": "no healthy sample has an embedded store",
    "DBM3108": "a million inserts a second are beyond every other limit of a healthy sample",
    "DBM4014": "a statement again doubles the actions of the only transaction there is: DBM4007",
    "DBM3204":
      "local indexes stand in a design that somebody wrote down: healthy samples have none",
    "DBM4015": "a design that somebody wrote down", "DBM4016": "a design that somebody wrote down",
    "DBM4004": "more than twenty indexes on one table: a line asks for one at most",
    "DBM3403": "healthy samples call a relational store less often than 200 times a second",
    "DBM6019": "derived statements hand over what columns hold: saved plans, SQL as written",
    "DBM6001": "a saved plan", "DBM6002": "a saved plan",
    "DBM6010": "a danger only where the rows wanted are known: saved plans",
    "DBM6014": "derived schemas have an index for every join: saved plans",
  ]

  @Test(arguments: Mutation.all) func aMutationFiresExactlyItsRule(mutation: Mutation) throws {
    let text = try #require(mutation.text, "\(mutation.before) does not stand there once")
    #expect(mutation.changes.removed <= 1 && mutation.changes.added <= 2, "more than a line")
    let run = RuleRun(text, as: mutation.sample.rawValue)
    #expect(
      Set(run.grave.map(\.rule.code)) == [mutation.code],
      "\(RuleRun.list(run.findings))"
    )
    #expect(run.grave.contains { $0.severity >= .danger }, "\(RuleRun.list(run.findings))")
  }

  /// One mistake, one diagnostic.
  @Test(arguments: Mutation.all.filter { RuleRegistry.find($0.code)?.severity == .error })
  func anErrorIsSaidOnce(mutation: Mutation) throws {
    let run = RuleRun(try #require(mutation.text), as: mutation.sample.rawValue)
    #expect(run.grave.count == 1, "\(RuleRun.list(run.grave))")
  }

  @Test func everyGraveRuleIsFiredOrSaysWhyNot() {
    let fired = Set(Mutation.all.map(\.code))
    for rule in RuleRegistry.all where rule.severity >= .danger {
      #expect(
        fired.contains(rule.code) != (Self.exempt[rule.code] != nil),
        "\(rule.code) \(rule.name) needs a mutation or a reason, and not both"
      )
    }
    let known = Set(RuleRegistry.all.map(\.code))
    #expect(fired.union(Self.exempt.keys).isSubset(of: known))
  }
}
