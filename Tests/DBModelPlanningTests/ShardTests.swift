import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelTestData
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// One value of an index key that takes more writes than one partition serves is spread.
@Suite("Keys spread over shards")
struct ShardTests {
  /// Rows begin as `open`, so that all inserts fall on one key; each is one write unit.
  private static func queue(peak: Int, more: String = "") -> String {
    """
    edition 2026
    model Queue
    store main: dynamodb default
    service app { role app }

    entity Job {
      id:    uuid key
      state: enum { open 1%, done 99% }
      due:   timestamp(ms)
      text:  string(400) avg 200 B

      count 5M

      lifecycle state { open -> done 100% }
    }

    access add(job: new Job) {
      insert $job
      by app
      rate 10/s peak \(peak)/s
      latency 50 ms p95
    }

    access next(state: Job.state) {
      read Job { id, due }
      where state == $state
      order due
      page 20
      by app
      rate 1/s peak 10/s
      skew state top(.open 100%)
      latency 100 ms p95
    }
    \(more)
    """
  }

  /// The index that the last pattern reads, its way, and the design.
  private func planned(_ text: String, _ pattern: String = "next") throws -> (
    index: SecondaryIndex, path: DynamoDBPath, workload: Workload, design: PhysicalDesign
  ) {
    let model = Model(text)
    try #require(model.errors == [])
    let design = Planner.plan(workload: model.workload).design
    let access = try #require(
      design.accesses.first { model.workload[$0.pattern].name == pattern }
    )
    guard case .dynamoDB(let path) = access.path, case .dynamoDB(let tables)? = design.stores.first
    else {
      Issue.record("no way")
      throw CancellationError()
    }
    let first = path.requests[0]
    let table = try #require(tables.table(named: first.table))
    let index = try #require(first.index.flatMap { table.index(named: $0) })
    return (index, path, model.workload, design)
  }

  @Test(
    "as many as the load takes at 700 write units/s each, and none up to that",
    arguments: [(700, 1), (701, 2), (1_400, 2), (1_401, 3), (1_900, 3), (7_000, 10)]
  )
  func bothSidesOfTheLimit(peak: Int, shards: Int) throws {
    let (index, path, workload, design) = try planned(Self.queue(peak: peak))
    #expect(index.shardCount(of: workload.entities[0].id) == shards)
    #expect(path.requests[0].shardCount == shards)
    #expect(path.isOrderedByKey)
    #expect(path.requests[0].limit == 20)
    let names = index.partitionKey.map(\.name)
    #expect(names == (shards > 1 ? ["state", "shard\(shards)"] : ["state"]))
    let heat = Estimates(workload: workload, design: design).heat.first { $0.isIndex }
    let hottest = try #require(heat?.hottestKey(isWrite: true).unitsPerSecond.high)
    // Updates of one item in 5 million are no load.
    #expect(abs(hottest - Double(peak) / Double(shards)) < 0.01)
  }

  @Test("a stated headroom is a part of the load")
  func headroom() throws {
    let goal = "goals {\n  headroom 2x throughput\n}"
    let (index, _, workload, _) = try planned(Self.queue(peak: 800, more: goal))
    #expect(index.shardCount(of: workload.entities[0].id) == 3)
  }

  /// Half of what is inserted at 700/s would fit on one key as 1,400 write units do not.
  @Test("entries of two units need two shards; a thin index, read seldom, none")
  func largeEntries() throws {
    let seldom = Self.queue(peak: 700)
      .replacing("string(400) avg 200 B", with: "string(400) avg 1600 B")
      .replacing("read Job { id, due }", with: "read Job")
    let thin = try planned(seldom)
    #expect(thin.index.shardCount(of: thin.workload.entities[0].id) == 1)
    #expect(thin.index.projection == .keysOnly)
    let often = seldom.replacing("rate 1/s peak 10/s", with: "rate 100/s peak 120/s")
    let full = try planned(often)
    #expect(full.index.shardCount(of: full.workload.entities[0].id) == 2)
    #expect(full.index.projection == .all)
  }

  private static func shelves(_ skew: String) -> String {
    """
    edition 2026
    model Shelves
    store main: dynamodb default
    service app { role app }

    entity Product {
      id:    uuid key
      shelf: enum { front 50%, back 50% }
      stock: int(0..1_000_000)

      count 1M
    }

    access take(product: Product) {
      update Product where id == $product
        set stock -= 1
      by app
      rate 10/s peak 1_500/s
      skew product \(skew)
      latency 50 ms p95
    }

    access fullest(shelf: Product.shelf) {
      read Product { id, stock }
      where shelf == $shelf
      order stock descending
      limit 10
      by app
      rate 1/s peak 10/s
      skew shelf uniform
      latency 100 ms p95
    }
    """
  }

  @Test("many items of one value are spread; one item is not")
  func oneItem() throws {
    let many = try planned(Self.shelves("uniform"), "fullest")
    // 1,500 changes a second move 2 entries each, half of them on one shelf.
    #expect(many.index.shardCount(of: many.workload.entities[0].id) == 3)
    let one = try planned(Self.shelves("hotset(1 keys, 100%)"), "fullest")
    #expect(one.index.shardCount(of: one.workload.entities[0].id) == 1)
  }

  @Test("a read that alone asks one key for more than is planned with is a risk")
  func hotReads() throws {
    for (peak, risks) in [(4_200, 0), (4_201, 1)] {
      let text = Self.queue(peak: 10)
        .replacing("rate 1/s peak 10/s", with: "rate 1/s peak \(peak)/s")
      let model = Model(text)
      try #require(model.errors == [])
      let context = PlanningContext(model.workload)
      let searches = DynamoDBPlanner(context: context, store: model.workload.stores[0].id)
        .searches()
      // A page of 20 small entries is half a read unit.
      #expect(searches.compactMap { $0.chosen?.solution.rank.risks } == [risks], "\(peak)")
    }
  }

  private static func busy(_ seed: UInt64) -> RandomModel {
    RandomModel(seed: seed, entities: 1 + Int(seed % 4), patterns: 4 + Int(seed % 9))
  }

  /// Nothing in these models is one hot item, so every hot index can be spread.
  @Test("no index of a busy model stays hot, and all is legal", arguments: 0..<30 as Range<UInt64>)
  func busyModels(_ seed: UInt64) throws {
    let random = Self.busy(seed)
    let texts = [random.text(), random.text(shuffledBy: seed &+ 3)].map {
      $0.replacing("peak 2/s", with: "peak 1500/s")
    }
    let models = texts.map { Model($0) }
    try #require(models.allSatisfy { $0.errors == [] })
    let designs = models.map { Planner.plan(workload: $0.workload).design }
    let (workload, design) = (models[0].workload, designs[0])
    guard case .dynamoDB(let tables)? = design.stores.first else { return }
    let law = RequestLaw(design: tables, workload: workload)
    for access in design.accesses {
      guard case .dynamoDB(let path) = access.path else { continue }
      for (position, request) in path.requests.enumerated() {
        #expect(law.problem(request, at: position) == nil, "\(workload[access.pattern].name)")
      }
    }
    for table in tables.tables { #expect(TableLaw.problems(table, workload: workload) == []) }
    for heat in Estimates(workload: workload, design: design).heat where heat.isIndex {
      let hottest = heat.hottestKey(isWrite: true).unitsPerSecond
      #expect(hottest.low <= 700, "\(heat.structure): \(hottest)")
    }
    let counts = zip(designs, models).map { design, _ -> [Int] in
      guard case .dynamoDB(let tables)? = design.stores.first else { return [] }
      return tables.tables.flatMap { table in
        table.indexes.flatMap { index in index.members.map { index.shardCount(of: $0.entity) } }
      }.sorted()
    }
    #expect(counts[0] == counts[1], "the order of declarations changes nothing")
  }
}
