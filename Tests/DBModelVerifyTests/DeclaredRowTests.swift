import DBModelData
import DBModelDiagnostics
import DBModelQuery
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload
import Testing

/// Generated rows have what a model declares.
struct DeclaredRowTests {
  private static let now: Int64 = 1_795_000_000_000_000_000

  private static let workload = workload()

  private static func workload(besides more: String = "") -> Workload {
    let text = """
      edition 2026
      model Data
      store main: dynamodb default
      \(more)
      entity Parent {
        id: uuid key
        count 10K
      }
      entity Child {
        id: ulid key
        parent: Parent inverse children 1..12 avg 4 skew zipf(0.8) delete cascade
        kind: enum { a 70%, b 20%, c 10% }
        text: string(200) avg 40 B
        note: string(80)? avg 20 B present 25%
        count 40K
      }
      """
    let file = SourceFile(id: FileID(0), path: "m.dbmodel", bytes: Array(text.utf8))
    return Resolver.resolve([parse(file).tree]).0.workload
  }

  private func rows(
    seed: UInt64,
    _ largest: Int,
    of workload: Workload = Self.workload
  ) -> Dataset {
    var generator = RowGenerator(
      workload: workload,
      seed: seed,
      now: Self.now,
      style: .declared(largest: largest)
    )
    return generator.generate()
  }

  @Test func theSameSeedGivesTheSameRows() {
    #expect(rows(seed: 5, 300).rows == rows(seed: 5, 300).rows)
    #expect(rows(seed: 5, 300).rows != rows(seed: 6, 300).rows)
  }

  /// Plans that are locked on such rows change with what they are about, and with nothing else.
  @Test func anotherEntityLeavesTheRowsAsTheyAre() {
    let more = "entity Aside { id: uuid key \n text: string(90) avg 30 B \n count 20K }"
    let workload = Self.workload(besides: more)
    let found = rows(seed: 5, 300, of: workload)
    let alone = rows(seed: 5, 300)
    for entity in Self.workload.entities {
      let same = workload.entities.first { $0.name == entity.name }
      #expect(same.map { found[$0.id] } == alone[entity.id])
    }
  }

  @Test func sharesSizesAndFanOutsAreAsDeclared() {
    let dataset = rows(seed: 1, 8_000)
    let children = dataset[EntityID(1)]
    let parents = dataset[EntityID(0)].count
    #expect(children.count == 8_000 && parents == 2_000)
    let entity = Self.workload[EntityID(1)]
    func position(_ name: String) -> Int {
      entity.fields.first { $0.name == name }?.id.rawValue ?? 0
    }
    func share(_ holds: ([Value]) -> Bool) -> Double {
      Double(children.count(where: holds)) / Double(children.count)
    }
    #expect(abs(share { $0[position("kind")] == .string("a") } - 0.7) < 0.02)
    #expect(abs(share { $0[position("kind")] == .string("c") } - 0.1) < 0.02)
    #expect(abs(share { $0[position("note")] != .null } - 0.25) < 0.02)
    let bytes = children.reduce(0) { sum, row in
      guard case .string(let text) = row[position("text")] else { return sum }
      return sum + text.utf8.count
    }
    #expect(abs(Double(bytes) / Double(children.count) - 40) < 0.6)
    var fanOuts: [Value: Int] = [:]
    for row in children { fanOuts[row[1], default: 0] += 1 }
    #expect(fanOuts.count == parents, "every parent has its least number")
    #expect((fanOuts.map(\.value).max() ?? 0) <= 12)
    // The skew: the tenth with the most children has far more than a tenth of them.
    let most = fanOuts.map(\.value).sorted(by: >).prefix(parents / 10).reduce(0, +)
    #expect(Double(most) > 0.2 * Double(children.count))
  }

  /// As many values as declared, as unevenly spread as declared.
  @Test func valuesAreAsManyAsDeclared() throws {
    let more = """
      entity Hotel {
        id: uuid key
        city: string(40) avg 9 B distinct 24 skew zipf(1)
        stars: int(1..100) distinct 5
        opened: date distinct 30
        home: { zip: string(12) avg 5 B distinct 12 }
        count 5K
      }
      """
    let workload = Self.workload(besides: more)
    let hotel = try #require(workload.entities.first { $0.name == "Hotel" })
    let made = rows(seed: 3, 5_000, of: workload)[hotel.id]
    for (field, wanted) in [(1, 24), (2, 5), (3, 30), (4, 12)] {
      #expect(Set(made.map { $0[field] }).count == wanted, "\(hotel.fields[field].name)")
    }
    let counts = Dictionary(grouping: made.map { $0[1] }) { $0 }.map(\.value.count).sorted(by: >)
    // 1 / (1 + 1/2 + … + 1/24) of the rows have the first.
    #expect(abs(Double(counts[0]) / Double(made.count) - 0.265) < 0.03)
    #expect(abs(Double(counts[0]) / Double(counts[9]) - 10) < 4)
  }

  /// Where a type holds fewer values than are declared, it ends.
  @Test func noTypeIsAskedForMoreThanItHolds() throws {
    let more = "entity Tiny { id: uuid key \n letter: string(1) avg 1 B distinct 400 \n count 40K }"
    let workload = Self.workload(besides: more)
    let tiny = try #require(workload.entities.first { $0.name == "Tiny" })
    let made = rows(seed: 3, 1_000, of: workload)[tiny.id]
    #expect(made.count > 200)
    #expect(Set(made.map { $0[1] }).count == 26)
  }

  /// Half of the parents have the median at most, and the mean stays; of hot ones some have many.
  @Test(arguments: [
    ("0..2K avg 20 median 6", 6.0), ("0..400 avg 4 median 0 skew hotset(10%, 100%)", 0),
  ]) func fanOutsHaveTheirMedian(form: String, median: Double) throws {
    let more = """
      entity Holder {
        id: uuid key
        count 2K
      }
      entity Held {
        id: uuid key
        holder: Holder inverse held \(form)
        count \(form.hasPrefix("0..2K") ? "40K" : "8K")
      }
      """
    let workload = Self.workload(besides: more)
    let held = try #require(workload.entities.first { $0.name == "Held" })
    let made = rows(seed: 3, 40_000, of: workload)[held.id]
    let counts = Dictionary(grouping: made.map { $0[1] }) { $0 }.map(\.value.count)
    let above = Double(counts.count { Double($0) > median }) / 2_000
    #expect(median > 0 ? abs(above - 0.46) < 0.06 : above < 0.12, "\(above) above the median")
    #expect((counts.max() ?? 0) > 120, "\(counts.max() ?? 0)")
  }

  /// A stretch of time with a long tail begins in 1970 at the earliest.
  @Test(arguments: ["timestamp(ms)", "date"]) func longStretchesEnd(type: String) throws {
    let more = """
      entity Event {
        id: uuid key
        at: \(type) clock
        count 5K
      }
      access recent(period: range of \(type) avg 100000 days median 1 h) {
        read  Event { id }
        where at in $period
        rate  1/s peak 5/s
      }
      """
    let workload = Self.workload(besides: more)
    var rows = RowGenerator(
      workload: workload,
      seed: 1,
      now: Self.now,
      style: .declared(largest: 100)
    )
    let dataset = rows.generate()
    var generator = ArgumentGenerator(workload: workload, dataset: dataset, rows: rows)
    let pattern = try #require(workload.patterns.first { $0.name == "recent" })
    for _ in 0..<2_000 {
      let given = generator.arguments(for: pattern)
      guard case .range(let from, _) = given[pattern.parameters[0].id] else {
        Issue.record("no stretch")
        continue
      }
      switch from {
      case .timestamp(let nanoseconds): #expect(nanoseconds >= 0)
      case .date(let days): #expect(days >= 0)
      default: Issue.record("no stretch")
      }
    }
  }
}
