import DBModelDesign
import DBModelDiagnostics
import DBModelTestData
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// What the bytes of indexes are spent on.
@Suite struct IndexBudgetTests {
  private func planners(_ seed: Int, store: String = "aurora-postgresql") -> [BTreePlanner] {
    let text = RandomModel(seed: UInt64(seed), entities: 6, patterns: 24).text(store: store)
    let workload = Model(text).workload
    let context = PlanningContext(workload)
    let scope = RelationalScope(workload, store: workload.stores.first?.id)
    let needs = IndexNeeds(context: context, scope: scope)
    return scope.entities.map { entity in
      BTreePlanner(
        context: context,
        entity: entity,
        store: workload[scope.store],
        missShare: 0.3,
        constraints: [("primary key", entity.key)],
        foreignKeys: entity.attributes.indices.compactMap { position in
          guard case .reference = entity.attributes[position].kind else { return nil }
          return entity.fields(of: AttributeID(position)).map(\.id)
        },
        needs: needs.needs[entity.id] ?? []
      )
    }
  }

  /// The bytes are kept, and more of them never make more work.
  @Test(arguments: 1...12) func moreBytesAreNoWorse(seed: Int) {
    let planners = planners(seed)
    let free = KeptIndexes(planners, within: nil)
    var last: IndexWorkload.Rank?
    for share in [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1] {
      let kept = KeptIndexes(planners, within: free.wantedBytes * share)
      #expect(kept.bytes <= free.wantedBytes * share)
      var rank = IndexWorkload.Rank()
      for (planner, set) in zip(planners, kept.sets) {
        let own = planner.selection.pricing.rank(set)
        rank.broken += own.broken
        rank.ms += own.ms
      }
      // Without a bound each index that was left out may have saved a fiftieth.
      if let last {
        #expect(rank.broken <= last.broken + 1e-9, "seed \(seed), share \(share)")
        #expect(rank.ms <= last.ms * 1.02 + 1e-9, "seed \(seed), share \(share)")
      }
      last = rank
    }
    #expect(KeptIndexes(planners, within: free.wantedBytes).sets == free.sets)
  }

  /// The front is that of all sets: no choice of one set from each table is better.
  @Test(arguments: 1...40) func nothingIsBetter(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let frontiers = (0..<4).map { _ -> [IndexBudget.Option] in
      let free = [option(0, bytes: 0, broken: 2, ms: Double(random.integer(50...200)))]
      return free
        + (1...5).map { place in
          option(
            place,
            bytes: Double(random.integer(1...40)),
            broken: Double(random.integer(0...2)),
            ms: Double(random.integer(1...200))
          )
        }
    }
    let limit = Double(random.integer(0...120))
    let places = IndexBudget.choose(frontiers, within: limit)
    func sum(_ places: [Int]) -> (bytes: Double, rank: IndexWorkload.Rank) {
      var rank = IndexWorkload.Rank()
      var bytes = 0.0
      for (options, place) in zip(frontiers, places) {
        bytes += options[place].bytes
        rank.broken += options[place].rank.broken
        rank.ms += options[place].rank.ms
      }
      return (bytes, rank)
    }
    let chosen = sum(places)
    #expect(chosen.bytes <= limit)
    var combinations: [[Int]] = [[]]
    for options in frontiers {
      combinations = combinations.flatMap { head in options.indices.map { head + [$0] } }
    }
    for other in combinations.map(sum) where other.bytes <= limit {
      #expect(!(other.rank < chosen.rank), "seed \(seed)")
    }
  }

  private func option(_ place: Int, bytes: Double, broken: Double, ms: Double)
    -> IndexBudget.Option
  {
    IndexBudget.Option(
      set: IndexPricing.Places(place),
      bytes: bytes,
      rank: IndexWorkload.Rank(broken: broken, ms: ms)
    )
  }

  /// A set priced at once is what it is priced need by need.
  @Test(arguments: 1...12) func pricesAgree(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let store = ["aurora-postgresql", "aurora-mysql", "sqlite"][seed % 3]
    for planner in planners(seed, store: store) where !planner.candidates.isEmpty {
      for _ in 0..<20 {
        var set: IndexPricing.Places = 0
        for place in planner.candidates.indices where random.chance(0.4) { set |= 1 << place }
        let quick = planner.selection.pricing.rank(set)
        let slow = planner.workload.rank(planner.selection.candidates(of: set))
        #expect(abs(quick.broken - slow.broken) < 1e-9, "seed \(seed)")
        #expect(abs(quick.ms - slow.ms) <= 1e-9 * max(1, slow.ms), "seed \(seed)")
      }
    }
  }

  private func visits(_ clause: String, guest: String = "", kind: String = "aurora-postgresql")
    -> String
  {
    """
    edition 2026
    model Visits

    store main: \(kind) default {
      \(clause)
    }

    entity Guest {
      id: int(1..100K) key

      count 100K
    }

    entity Visit {
      id:    int(1..9M)    key
      guest: Guest         inverse visits 0..100 avg 20
      stars: int(1..5)
      note:  string(60)    avg 20 B
      at:    timestamp(s)  clock

      count 2M
    }

    access starsOf(guest: Guest) {
      read  Visit { stars }
      where guest == $guest
      rate  50/s peak 100/s
      skew  guest uniform
    }

    access record(visit: new Visit) {
      insert $visit
      rate   1/s peak 5/s
      skew   visit.guest uniform
    }
    \(guest)
    """
  }

  private func indexes(_ text: String) -> [TableIndex] {
    let model = Model(text)
    #expect(model.errors.isEmpty, "\(model.errors)")
    let design = Planner.plan(workload: model.workload).design
    guard case .relational(let store)? = design.stores.first else { return [] }
    return store.tables.flatMap(\.indexes)
  }

  /// At the bytes that an index takes it is made, and with one less it is not; the finding says so.
  @Test func theBoundIsTheBound() {
    let change = """
      access correct(visit: Visit, stars: int(1..5)) {
        update Visit where id == $visit
          set stars = $stars
        rate 40/s peak 80/s
        skew visit uniform
      }
      """
    let free = Model(visits("class db.r6g.large", guest: change)).workload
    let planners = planners(of: free)
    let bytes = KeptIndexes(planners, within: nil).wantedBytes
    #expect(bytes > 0)
    #expect(KeptIndexes(planners, within: bytes).bytes == bytes)
    #expect(KeptIndexes(planners, within: bytes.nextDown).bytes < bytes)
    for (clause, count) in [("indexes at-most 1 TB", 1), ("indexes at-most 1 MB", 0)] {
      let model = Model(visits(clause, guest: change))
      #expect(model.errors.isEmpty, "\(model.errors)")
      let planned = Planner.plan(workload: model.workload)
      let codes = planned.findings.map(\.rule.code)
      #expect(codes.contains("DBM5002") == (count == 0), "\(codes)")
      guard case .relational(let store)? = planned.design.stores.first else { return }
      #expect(store.tables.flatMap(\.indexes).count == count)
      let told = planned.design.choices.contains { $0.decision.contains("indexes at-most") }
      #expect(told == (count == 0))
    }
  }

  private func planners(of workload: Workload) -> [BTreePlanner] {
    let context = PlanningContext(workload)
    let scope = RelationalScope(workload, store: workload.stores.first?.id)
    let needs = IndexNeeds(context: context, scope: scope)
    return scope.entities.map { entity in
      BTreePlanner(
        context: context,
        entity: entity,
        store: workload[scope.store],
        missShare: 0,
        constraints: [("primary key", entity.key)],
        needs: needs.needs[entity.id] ?? []
      )
    }
  }

  /// Rows that are not changed are read from the index alone: beside its columns in PostgreSQL,
  /// behind them elsewhere.
  @Test func entriesHoldWhatIsRead() throws {
    let beside = try #require(indexes(visits("class db.r6g.large")).first)
    #expect(beside.columns.map(\.column) == ["guest_id"])
    #expect(beside.included.sorted() == ["id", "stars"])
    let behind = try #require(indexes(visits("class db.r6g.large", kind: "aurora-mysql")).first)
    #expect(behind.columns.map(\.column) == ["guest_id", "stars"])
    #expect(behind.included.isEmpty)
  }

  /// Where every row may have been changed since the last vacuum, the table is looked at anyway.
  @Test func changedRowsAreLookedAt() throws {
    let change = """
      access annotate(visit: Visit, note: string(60)) {
        update Visit where id == $visit
          set note = $note
        rate 1/s peak 5/s
        skew visit uniform
      }
      """
    let index = try #require(indexes(visits("class db.r6g.large", guest: change)).first)
    #expect(index.included.isEmpty)
  }

  /// The newest of many is the first of an index, and not all of them.
  @Test func anExtremumIsOneRow() {
    func columns(_ output: String) -> [String] {
      let text = visits("class db.r6g.large").replacing(
        "read  Visit { stars }",
        with: "read  Visit { \(output) }"
      )
      return indexes(text).first.map { $0.columns.map(\.column) } ?? []
    }
    #expect(columns("at: max(at)") == ["guest_id", "at"])
    #expect(columns("at: min(at)") == ["guest_id", "at"])
    #expect(columns("at: count(at)") == ["guest_id"])
  }

  /// InnoDB keeps an index for a foreign key whatever is written: a rare read is reason enough to
  /// name it, and writes are none to leave it out.
  @Test func innoDBIndexesForeignKeysAnyway() {
    func count(_ kind: String) -> Int {
      let text = visits("class db.r6g.large", kind: kind)
        .replacing("rate  50/s peak 100/s", with: "rate  1/hour peak 1/min")
        .replacing("rate   1/s peak 5/s", with: "rate   9_000/s peak 9_900/s")
      return indexes(text).count
    }
    #expect(count("aurora-mysql") == 1)
    #expect(count("aurora-postgresql") == 0)
  }

  /// An index that gives the first term of an order is enough where the engine sorts what is alike
  /// in it group by group.
  @Test(arguments: ["aurora-postgresql", "aurora-mysql", "sqlite"])
  func groupsAreSorted(kind: String) throws {
    let newest = """
      access newest() {
        read  Visit { id, stars }
        order at descending
        limit 10
        rate  1/s peak 2/s
      }
      """
    let clause = kind == "sqlite" ? "" : "class db.r6g.large"
    let planners = planners(of: Model(visits(clause, guest: newest, kind: kind)).workload)
    let workload = try #require(planners.last?.workload)
    let need = try #require(workload.needs.first { $0.isOrderBinding })
    let at = try #require(need.order.first)
    let whole = try #require(workload.time(need, through: nil))
    let partly = workload.time(need, through: IndexCandidate(columns: [(at.field, false)]))
    if kind == "aurora-postgresql" {
      #expect(try #require(partly) < whole / 1_000)
    } else {
      #expect(partly == nil)
    }
  }
}
