import DBModelDiagnostics
import DBModelExplain
import DBModelReport
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// Parameters of SQL as written, of other types than the columns they are compared with.
@Suite(.serialized) struct RawTypeTests {
  private func findings(_ parameter: String, _ condition: String) throws -> [String]? {
    guard let programs = Servers.all.first else { return nil }
    let text = """
      edition 2026
      model Raw

      store main: aurora-postgresql default {
        class db.r6g.large
      }

      entity Payment {
        id:     uuid       key
        code:   string(20) avg 10 B unique
        amount: int(0..1_000_000_000)
        paid:   timestamp(ms)

        count 5M
      }

      access asked(\(parameter)) {
        sql \"\"\"
          SELECT id FROM payment WHERE \(condition)
          \"\"\"
        returns 3 rows
        reads   Payment
        rate    1/s peak 2/s
        latency 60 s p95
      }
      """
    let outcome = ModelExplainRun.run(
      ModelExplainRequest(paths: ["-"], planner: .scratch(programs: programs.folder)),
      readingStandardInput: { [UInt8](text.utf8) },
      environment: Servers.variable,
      progress: { _ in }
    )
    return outcome.document.findings.map(\.rule.code).filter { $0 >= "DBM6019" || $0 < "DBM1000" }
  }

  @Test func theEngineSaysWhatItConverts() throws {
    guard let converted = try findings("amount: decimal(12, 2)", "amount = :amount") else { return }
    #expect(converted == ["DBM6019"])
    #expect(try findings("amount: decimal(12, 2)", "amount = :amount::bigint") == [])
    #expect(try findings("amount: int", "amount = :amount") == [])
    #expect(try findings("code: int", "code = :code") == ["DBM6020"])
    #expect(try findings("code: string(20)", "code = :code") == [])
    // A value of the declared type that the column does not take is the same mistake, said once.
    #expect(try findings("text: string(20)", "amount = :text") == ["DBM6020"])
    #expect(try findings("text: string(20)", "paid > :text") == ["DBM6020"])
    #expect(try findings("n: int", "paid > :n") == ["DBM6020"])
    // A function of `integer` alone is no mistake.
    #expect(try findings("n: int(1..9)", "code = 'x' AND substr(code, :n) = 'y'") == [])
  }
}
