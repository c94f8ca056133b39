import DBModelDiagnostics
import Testing

/// Rows of a relational store that are changed together, by what they have in common.
@Suite struct CommonRowTests {
  private func touch(_ statement: String, store: String = "aurora-postgresql") throws -> [Severity]
  {
    let text = """
      store main: \(store) {
        class db.r6g.4xlarge
      }

      entity Code {
        id: uuid key

        count 200K
      }

      entity Item {
        id:   uuid        key
        code: Code        inverse items 0..20 avg 5 skew uniform
        note: string(400) avg 200 B
      }

      access touch(code: Code, note: Item.note) {
        \(statement)
        rows    avg 5 max 20
        rate    1_000/s peak 4_000/s
        skew    code hotset(1 key, 40%)
        latency 500 ms p95
      }
      """
    return try Judged(text).all.filter { $0.rule.name == "hot-row" }.map(\.severity)
  }

  /// 1,600 calls a second change each of the five rows of the hot code.
  @Test func eachOfThemIsChangedByEveryCall() throws {
    #expect(try touch("update Item where code == $code\n    set note = $note") == [.danger])
  }

  /// Rows that leave what they are picked by are others the next time.
  @Test func othersAreNot() throws {
    let moved = "update Item where code == $code and note == $note\n    set note = \"x\""
    #expect(try touch(moved).isEmpty)
    #expect(try touch("delete Item where code == $code and note == $note").isEmpty)
  }
}
