import DBModelEstimation
import DBModelWorkload
import Testing

/// How many rows the patterns of a model insert.
struct InsertRateTests {
  private func perSecond(_ pattern: String, of entity: String = "Entry") throws -> Double {
    let written = try Written(
      """
      store main: sqlite

      entity Entry {
        id:   int(1..)     key
        text: string(20)
      }

      \(pattern)
      """
    )
    return InsertRates(workload: written.workload).perSecond(into: try written.entity(entity).id)
  }

  @Test func eachCallInsertsWhatItIsHanded() throws {
    let one = "access add(entry: new Entry) {\n  insert $entry\n  rate 3/s peak 9/s\n}"
    #expect(try perSecond(one) == 3)
    let many = one.replacing("new Entry", with: "many new Entry 1..9 avg 4")
    #expect(try perSecond(many) == 12)
    #expect(try perSecond(one.replacing("rate 3/s", with: "rate unknown")) == 0)
  }

  @Test func aLoopInsertsAsOftenAsItTurns() throws {
    let loop = """
      access add(entries: many new Entry 1..9 avg 4) {
        for entry in $entries {
          insert $entry
        }
        rate 3/s peak 9/s
      }
      """
    #expect(try perSecond(loop) == 12)
  }

  @Test func jobsAndFailuresCount() throws {
    let job = """
      access add(entries: many new Entry 1..9000 avg 2628) {
        insert   $entries
        schedule daily 02:00 UTC within 1 h
      }
      """
    // 730 / 24 runs a month of 2,628,000 s.
    #expect(abs(try perSecond(job) - 730.0 / 24 / 1_000) < 1e-9)
    let failing = """
      access add(entry: new Entry) {
        insert $entry
        rate   4/s peak 9/s
        fails  25%
      }
      """
    #expect(try perSecond(failing) == 3)
  }
}
