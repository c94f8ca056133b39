import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelTestKit
import DBModelVerify
import DBModelWorkload
import Glibc
import Testing

/// Mean units against the mean over drawn rows: `⌈E[size]⌉` is not `E[⌈size⌉]`.
@Suite struct ItemSizeTests {
  static let draws = 40_000
  static let entities: [(name: String, body: String)] = [
    ("one text around a block", "a: string(4000) avg 1000 B"),
    ("one text below a block", "a: string(4000) avg 640 B"),
    ("a rare long text", "a: string(9000) avg 1900 B\n  b: string(9000)? avg 3000 B present 10%"),
    (
      "two shapes of one item",
      """
      variant kind {
          short 50% { a: string(400) avg 160 B }
          long  50% { b: string(4000) avg 1850 B }
        }
      """
    ),
    (
      "three shapes, one with a missing part",
      """
      variant kind {
          x 60% { a: string(900) avg 300 B }
          y 30% { b: string(4000) avg 1200 B
                  c: string(4000)? avg 900 B present 40% }
          z 10% { d: string(20000) avg 6000 B }
        }
        e: string(900)? avg 500 B present 50%
      """
    ),
    (
      "many optional parts",
      (0..<12).map { "o\($0): string(900)? avg \(60 + 40 * $0) B present \(10 + 7 * $0)%" }
        .joined(separator: "\n  ")
    ),
    (
      "a list of structures",
      "photos: list of { url: string(200) avg 80 B, alt: string(80) avg 20 B } 0..12 avg 6"
    ),
    (
      "small values",
      "a: int(1..999)\n  b: decimal(12, 2)\n  c: timestamp(ms)\n  d: bool\n  e: date\n  f: ulid\n  g: enum { first 90%, second 10% }"
    ),
    (
      "a structure",
      "home: { street: string(120) avg 24 B, city: string(80) avg 12 B, country: string(2) }?  present 80%\n  text: string(3000) avg 900 B"
    ),
  ]

  @Test(arguments: entities.indices) func unitsEqualTheMeanOverRows(number: Int) throws {
    let written = try Written(Self.model(Self.entities[number].body))
    let tables = try #require(written.tables)
    let table = try #require(tables.tables.first)
    let layout = try #require(table.layouts.first)
    let entity = try written.entity("Thing")
    let size = ItemSizes(workload: written.workload).item(layout, in: table)
    let codec = ItemCodec(workload: written.workload, layout: layout, table: table)
    let seed: UInt64 = 7 + UInt64(number)
    var rows = DeclaredRows(seed: seed)
    var (bytes, writes, reads, most) = (Sample(), Sample(), Sample(), 0.0)
    for _ in 0..<Self.draws {
      let item = try #require(codec.item(of: rows.row(of: entity)))
      let count = Double(ItemBytes.of(item))
      bytes.add(count)
      writes.add(CapacityUnits.blocks(count, 1_024))
      reads.add(CapacityUnits.blocks(count, 4_096))
      most = max(most, count)
    }
    let name = "\(Self.entities[number].name), seed \(seed)"
    let estimates = [
      ("bytes", size.meanBytes, bytes), ("write units", size.meanBlocks(ofBytes: 1_024), writes),
      ("read units", size.meanBlocks(ofBytes: 4_096), reads),
    ]
    for (what, estimate, sample) in estimates {
      #expect(sample.agrees(with: estimate), "\(name): \(what) \(estimate), drawn \(sample.mean)")
    }
    #expect(size.maximumBytes >= most, "\(name)")
  }

  /// An item with the rows that it holds; as many as a fan-out says.
  @Test(arguments: [(3, 3), (0, 12), (2, 9)])
  func unitsOfItemsWithRows(least: Int, average: Int) throws {
    let fanOut = "\(least)..\(average == least ? least : 60) avg \(average)"
    let written = try Written(
      Self.model(
        """
        a: string(900) avg 300 B
          count 1K
        }

        entity Part {
          thing: Thing inverse parts \(fanOut)
          number: int(1..999)
          b: string(200) avg 40 B
          c: string(400)? avg 90 B present 30%
          key thing, number
        """
      )
    )
    let (thing, part) = (try written.entity("Thing"), try written.entity("Part"))
    let tables = try #require(written.tables)
    let table = try #require(tables.table(of: thing.id))
    let plain = try #require(table.layout(of: thing.id))
    let layout = plain.with(embedded: thing.embeddings)
    try #require(layout.embedded.count == 1)
    let size = ItemSizes(workload: written.workload).item(layout, in: table)
    let codec = ItemCodec(workload: written.workload, layout: layout, table: table)
    var rows = DeclaredRows(seed: 11)
    var random = SplitMix64(seed: 11)
    var (bytes, writes, most) = (Sample(), Sample(), 0.0)
    for _ in 0..<Self.draws / 4 {
      var dataset = Dataset(workload: written.workload)
      let holder = rows.row(of: thing)
      let count = least + Self.poisson(Double(average - least), &random)
      for number in 0..<count {
        var row = rows.row(of: part)
        row[0] = holder[0]
        row[1] = .integer(Int64(number + 1))
        dataset[part.id].append(row)
      }
      let carried = CarriedRow(workload: written.workload, dataset: dataset)
      let item = try #require(codec.item(of: carried.row(holder, of: thing)))
      let size = Double(ItemBytes.of(item))
      bytes.add(size)
      writes.add(CapacityUnits.blocks(size, 1_024))
      most = max(most, size)
    }
    #expect(most <= size.maximumBytes)
    #expect(bytes.agrees(with: size.meanBytes), "\(fanOut): \(size.meanBytes), \(bytes.mean)")
    let estimate = size.meanBlocks(ofBytes: 1_024)
    #expect(writes.agrees(with: estimate), "\(fanOut): \(estimate), drawn \(writes.mean)")
  }

  /// Rows that find their parent one by one.
  private static func poisson(_ mean: Double, _ random: inout SplitMix64) -> Int {
    var (count, left) = (0, 0.0)
    while true {
      left -= log(Double.random(in: Double.leastNormalMagnitude..<1, using: &random))
      if left > mean { return count }
      count += 1
    }
  }

  @Test func twoSizesHalfEach() {
    let small = SizeModel.Part(
      meanBytes: 200,
      maximumBytes: 200,
      presence: 0.5,
      alternative: SizeModel.Alternative(group: 0, name: "small", share: 0.5)
    )
    let large = SizeModel.Part(
      meanBytes: 1_900,
      maximumBytes: 1_900,
      presence: 0.5,
      alternative: SizeModel.Alternative(group: 0, name: "large", share: 0.5)
    )
    let size = SizeModel([small, large])
    // The mean of 1,050 B would be 2 units.
    #expect(size.meanBlocks(ofBytes: 1_024) == 1.5)
    #expect(size.maximumBytes == 1_900)
  }

  @Test func bothSidesOfABlock() {
    func units(_ bytes: Double) -> Double {
      SizeModel([SizeModel.Part(meanBytes: bytes, maximumBytes: bytes)]).meanBlocks(ofBytes: 1_024)
    }
    #expect(units(1) == 1)
    #expect(units(1_024) == 1)
    #expect(units(1_025) == 2)
    #expect(units(2_048) == 2)
    #expect(units(2_049) == 3)
    #expect(SizeModel().meanBlocks(ofBytes: 1_024) == 1)
  }

  /// More of anything never costs less.
  @Test func unitsGrowWithEveryPart() {
    var random = SplitMix64(seed: 99)
    for _ in 0..<300 {
      var parts: [SizeModel.Part] = []
      var last = 0.0
      for _ in 0..<10 {
        let mean = Double(random.integer(0...3_000))
        parts.append(
          SizeModel.Part(
            meanBytes: mean,
            variance: mean * mean / 12 * Double(random.integer(0...1)),
            maximumBytes: mean * 2,
            presence: Double(random.integer(0...10)) / 10
          )
        )
        let units = SizeModel(parts).meanBlocks(ofBytes: 1_024)
        #expect(units >= last - 1e-6)
        let mean2 = SizeModel(parts).meanBytes / 1_024
        #expect(units >= mean2 - 1e-6 && units <= mean2 + 1 + 1e-6)
        last = units
      }
    }
  }

  static func model(_ body: String) -> String {
    """
    store main: dynamodb

    entity Thing {
      id: uuid key
      \(body)

      count 1M
    }

    access thing(id: Thing) {
      read    Thing
      where   id == $id
      rate    1/s peak 2/s
      skew    id uniform
      latency 20 ms p95
    }
    """
  }
}

/// Drawn values.
private struct Sample {
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  var mean: Double { sum / count }

  /// Within 1 %, as estimates promise, and twice what drawing so many leaves to chance.
  func agrees(with estimate: Double) -> Bool {
    let deviation = max(0, squares / count - mean * mean).squareRoot()
    return abs(estimate - mean) <= 0.01 * mean + 2 * deviation / count.squareRoot()
  }
}
