import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Units and time of attributes that are kept from other rows, worked out by hand.
@Suite struct KeptUnitsTests {
  /// Every item is one block. Seven tenths of the posts have a board, half of them a score.
  private func model(_ pattern: String) -> String {
    """
    store main: dynamodb

    entity Board {
      id:    uuid key
      name:  string(40) avg 12 B
      posts: int = count(written)
      score: int = sum(written.score) fresh 5 min

      count 10K
    }

    entity Post {
      id:    ulid   key
      board: Board? present 70% inverse written 0..100K avg 50 skew uniform
      score: int(1..100)? present 50%
      text:  string(200) avg 60 B
    }

    \(pattern)
    """
  }

  private let clauses = "rate 1/s peak 2/s\n  latency 90 ms p95"

  private func units(
    _ parameters: String,
    _ body: String,
    _ more: String = ""
  ) throws -> PatternUnits {
    try Written(
      model("access change(\(parameters)) {\n  \(body)\n  \(clauses)\n}\n\(more)")
    ).units("change")
  }

  private func writes(_ units: PatternUnits) -> [Interval] {
    units.requests.flatMap { $0.writeUnits.map(\.units) }
  }

  private func expect(_ units: PatternUnits, _ wanted: [(Double, Double)]) {
    let found = writes(units)
    #expect(found.count == wanted.count, "\(found)")
    for (interval, ends) in zip(found, wanted) {
      #expect(abs(interval.low - ends.0) < 1e-9 && abs(interval.high - ends.1) < 1e-9, "\(found)")
    }
  }

  @Test func anInsertCountsWhereItLeads() throws {
    let units = try units("new: new Post", "insert $new")
    // Seven tenths are a transaction: 1 + 0.7 blocks, and twice the board. By the stream, those
    // with a score as well, twice the board again.
    expect(units, [(1.7, 1.7), (1.4, 1.4), (0.7, 0.7)])
    #expect(units.readUnits == .zero)
  }

  @Test func aChangeOfWhatCountsByStreamAsksForNothingBefore() throws {
    let units = try units(
      "post: Post, score: int(1..100)",
      "update Post where id == $post\n    set score = $score\n  skew post uniform"
    )
    // The post is a plain write; the board follows for all posts that have one.
    expect(units, [(1, 1), (1.4, 1.4)])
    #expect(units.readUnits == .zero)
  }

  @Test func aMoveChangesBothBoards() throws {
    let units = try units(
      "post: Post, to: Board",
      "update Post where id == $post\n    set board = $to\n  skew post uniform\n  skew to uniform"
    )
    // A strong read before. The old board of seven tenths, the new one of all, each twice; the sums
    // of those with a score.
    #expect(units.readUnits == .one)
    expect(units, [(2, 2), (1.4, 1.4), (2, 2), (0.7, 0.7), (1, 1)])
  }

  @Test func whatDoesNotCountIsAPlainWrite() throws {
    let units = try units(
      "post: Post, text: string(200)",
      "update Post where id == $post\n    set text = $text\n  skew post uniform"
    )
    expect(units, [(1, 1)])
  }

  @Test func aFailedConditionCountsNothingByStream() throws {
    let units = try units(
      "post: Post, score: int(1..100)",
      "update Post where id == $post\n    set score = $score\n    if text == \"a\"\n"
        + "  fails 25%\n  skew post uniform"
    )
    expect(units, [(1, 1), (1.05, 1.05)])
  }

  @Test func rowsOfOneTransactionMayShareABoard() throws {
    let units = try units(
      "posts: many new Post 1..8 avg 4",
      "transaction {\n    insert $posts\n  }"
    )
    // Four posts, each twice. Their boards are between one and 2.8 of them; the stream carries each
    // post by itself.
    expect(units, [(8, 8), (2, 5.6), (2.8, 2.8)])
  }

  @Test func anIndexThatHoldsTheSumIsWrittenWithIt() throws {
    let best = """
      access best() {
        read Board { id, score }
        order score descending
        page 10
        rate 100/s peak 200/s
        latency 50 ms p95
      }
      """
    let units = try units("new: new Post", "insert $new", best)
    // The sum moves in the index: an entry goes and one comes.
    expect(units, [(1.7, 1.7), (1.4, 1.4), (0.7, 0.7), (0.7, 0.7)])
  }

  @Test func aStreamTakesNoTimeOfTheCall() throws {
    let written = try Written(
      model(
        "access change(post: Post, score: int(1..100)) {\n  update Post where id == $post\n"
          + "    set score = $score\n  skew post uniform\n  \(clauses)\n}"
      )
    )
    let pattern = try written.pattern("change")
    let access = try #require(written.design.accesses.first { $0.pattern == pattern.id })
    guard case .dynamoDB(let path) = access.path else { return }
    let latency = DynamoDBLatency.estimate(pattern, path: path, units: try written.units("change"))
    #expect(latency.steps == ["UpdateItem"])
  }
}
