import DBModelDiagnostics
import Testing

/// Both sides of every limit: the last value that is served, and the first that is not.
@Suite struct BoundaryTests {
  private func counter(peak: Int, popularity: String, more: String = "") -> String {
    """
    store main: dynamodb {
      warm 40_000/s reads 40_000/s writes
    }

    entity Counter {
      id:    uuid key
      value: int(0..)

      count 1M
    }

    access increment(id: Counter) {
      update Counter where id == $id
        set value += 1
      rate    1/s peak \(peak)/s
      skew    id \(popularity)
      latency 20 ms p95
    }
    \(more)
    """
  }

  @Test(arguments: [
    (700, [String](), Severity.note), (701, ["hot-key"], .warning), (1_000, ["hot-key"], .warning),
    (1_001, ["hot-key"], .danger),
  ]) func writesOfOneKey(peak: Int, names: [String], severity: Severity) throws {
    let judged = try Judged(counter(peak: peak, popularity: "hotset(1 keys, 100%)"))
    #expect(judged.names == names, "at \(peak)/s")
    if let first = judged.all.first { #expect(first.severity == severity) }
  }

  /// A parent that shares its table with its children is still one item.
  @Test func oneItemOfACollectionCannotBeSplit() throws {
    let children = """

      entity Change {
        counter: Counter       inverse changes 0..1K avg 10 skew uniform
        at:      timestamp(ms)
        by:      string(20)    avg 8 B

        key counter, at
      }

      access counterWithChanges(counter: Counter) {
        read    Counter { *, changes { at, by } }
        where   id == $counter
        rate    1/s peak 2/s
        skew    counter uniform
        latency 30 ms p95
      }
      """
    let text = counter(peak: 1_001, popularity: "hotset(1 keys, 100%)", more: children)
      .replacing("value: int(0..)", with: "value: int(0..)\n  label: string(20) avg 8 B")
    let finding = try Judged(text).finding("hot-key")
    #expect(finding.severity == .danger, "\(finding.plain)")
  }

  @Test(arguments: [(700, [String]()), (701, ["hot-key-possible"])])
  func anUnknownPopularityMattersWhenAllOnOneKeyWould(peak: Int, names: [String]) throws {
    #expect(try Judged(counter(peak: peak, popularity: "unknown")).names == names)
  }

  @Test func theBreakEvenShareIsPrinted() throws {
    let finding = try Judged(counter(peak: 20_000, popularity: "unknown")).finding(
      "hot-key-possible"
    )
    #expect(
      finding.notes.contains { $0.contains("more than 3.5% of `increment`") },
      "\(finding.plain)"
    )
  }

  @Test(arguments: [(40_000, [String]()), (40_001, ["table-quota"])])
  func theQuotaOfATable(peak: Int, names: [String]) throws {
    #expect(try Judged(counter(peak: peak, popularity: "uniform")).names == names)
  }

  @Test(arguments: [(4_000, [String]()), (4_001, ["cold-table"])])
  func whatANewTableServes(peak: Int, names: [String]) throws {
    let text = counter(peak: peak, popularity: "uniform")
      .replacing(
        "store main: dynamodb {\n  warm 40_000/s reads 40_000/s writes\n}",
        with: "store main: dynamodb"
      )
    #expect(try Judged(text).names == names)
  }

  @Test(arguments: [(70, [String]()), (71, ["hot-key-at-headroom"])])
  func headroomHoldsForOneKey(peak: Int, names: [String]) throws {
    let goal = "goals {\n  headroom 10x throughput\n}"
    let judged = try Judged(
      counter(peak: peak, popularity: "hotset(1 keys, 100%)", more: goal)
    )
    #expect(judged.names == names)
  }

  /// 3,000 read units are 6,000 eventual reads of one block.
  @Test(arguments: [(4_200, [String]()), (4_201, ["hot-key"])])
  func readsOfOneKey(peak: Int, names: [String]) throws {
    let judged = try Judged(
      """
      store main: dynamodb {
        warm 40_000/s reads 4_000/s writes
      }

      entity Page {
        id:   uuid key
        text: string(900) avg 300 B

        count 1M
      }

      access page(id: Page) {
        read    Page
        where   id == $id
        rate    1/s peak \(peak)/s
        skew    id hotset(1 keys, 100%)
        latency 20 ms p95
      }
      """
    )
    #expect(judged.names == names, "at \(peak)/s")
  }

  /// A transaction is assumed to take 4 ms at least: 1 - e^(-r x 4 ms) is 30 % at 89.2 writes a
  /// second, and half at 173.3.
  @Test(arguments: [
    (89, [String](), Severity.note), (90, ["transaction-conflicts"], .warning),
    (173, ["transaction-conflicts"], .warning), (174, ["transaction-conflicts"], .danger),
  ]) func transactionsOfOneItem(peak: Int, names: [String], severity: Severity) throws {
    let text = counter(peak: peak, popularity: "hotset(1 keys, 100%)")
      .replacing("update Counter where", with: "transaction {\n    update Counter where")
      .replacing("set value += 1", with: "set value += 1\n  }")
    let judged = try Judged(text)
    #expect(judged.names == names, "at \(peak)/s")
    if let first = judged.all.first { #expect(first.severity == severity) }
  }

  /// 42 B of `device`, 28 of `id` and 39 of `levelAndId` twice, 7 of `level` and 902 of `text` once
  /// and twice 100 B of overhead: 1,327 B a row, and so many make 10 GB.
  @Test(arguments: [(8_091_498, [String]()), (8_091_499, ["local-index-collection"])])
  func theLargestCollectionWithLocalIndexes(rows: Int, names: [String]) throws {
    let judged = try Judged(
      """
      store main: dynamodb

      entity Device {
        id: uuid key

        count 1K
      }

      entity Reading {
        device: Device     inverse readings 0..\(rows) avg 500 skew uniform
        id:     ulid
        level:  int(0..99)
        text:   bytes(898) avg 898 B

        key   device, id
        count 500K
      }

      access level(device: Device, level: Reading.level) {
        read    Reading { id }
        where   device == $device and level == $level
        page    20
        rate    1/s peak 2/s
        skew    device uniform
        skew    level uniform
        latency 50 ms p95
      }

      design current of main {
        table readings {
          key  device: string, id: string
          item Reading { device: device, id: id, levelAndId: "{level}#{id}" }
          local index byLevel { sort levelAndId }
        }
      }
      """
    )
    #expect(judged.names == names)
  }

  /// 36 + 2 bytes of the key, 4 of the name `body`: so many are left of 409,600 for the text.
  @Test(arguments: [(102_389, [String]()), (102_390, ["item-too-large"])])
  func theLargestItem(characters: Int, names: [String]) throws {
    let judged = try Judged(
      """
      store main: dynamodb

      entity Page {
        id:   uuid key
        body: string(\(characters)) avg 300 B

        count 1M
      }

      access page(id: Page) {
        read    Page
        where   id == $id
        rate    1/s peak 2/s
        skew    id uniform
        latency 20 ms p95
      }
      """
    )
    #expect(judged.names == names)
    // Only texts of 4 bytes a character pass it.
    if let first = judged.all.first { #expect(first.severity == .warning) }
  }
}
