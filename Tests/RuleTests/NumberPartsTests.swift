import DBModelDriver
import DBModelTestKit
import Testing

/// What numbers in parts leave alone. What they write stands with the incidents.
@Suite struct NumberPartsTests {
  private func incident(_ name: String) throws -> String {
    let path = "Tests/CaseTests/incidents/\(name)/incident.dbmodel"
    return Expectation.removed(from: try #require(Repository.text(path)))
  }

  /// The text after `check --fix`; `nil` where nothing changes.
  private func fixed(_ text: String) throws -> String? {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "incident.dbmodel")
    let outcome = FixRun.run(DriverRequest(.check, paths: [path], runsSQLitePlans: false))
    return outcome.changedFiles.first.map { String(decoding: $0.after, as: UTF8.self) }
  }

  @Test func commentsStay() throws {
    let text = try incident("viral-counter")
    #expect(try fixed(text)?.contains("entity VideoViews") == true)
    for (old, new) in [
      ("views:   int(0..)", "views:   int(0..) // as shown"),
      ("  views:   int(0..)", "  // as shown\n  views:   int(0..)"),
      ("where id == $video\n    set", "where id == $video // as shown\n    set"),
      ("{ title, views }", "{ title, // as shown\n    views }"),
    ] {
      let commented = text.replacing(old, with: new)
      #expect(commented != text)
      #expect(try fixed(commented)?.contains("// as shown") != false)
    }
  }

  /// A number by which rows are found, ordered or compared, or that many rows show, is more than
  /// what is added to.
  @Test(arguments: [
    ("read    Video { id, title }", "read    Video { id, title, views }"),
    ("order   id descending", "order   views descending"),
    ("where   channel == $channel", "where   channel == $channel and views > 100"),
    ("set views += 1", "set views += 1, title = \"seen\""),
    ("set views += 1", "set views = 1"),
    ("set views += 1", "set views += 1\n    if  title != \"\""),
    ("set views += 1", "set views += 1\n    if  views < 500"),
    ("set views += 1", "set views += views"),
    ("set views += 1", "set views -= 1"),
    ("set views += 1", "set views -= 1\n    if  views == 1"),
    ("views:   int(0..)", "views:   int(0..500)"),
    ("views:   int(0..)", "views:   int(0..)\n  until:   timestamp(s)? ttl present 10%"),
    ("skew zipf(0.8)\n", "skew zipf(0.8) delete cascade\n"),
  ])
  func whatIsMoreThanANumberStays(_ old: String, _ new: String) throws {
    let text = try incident("viral-counter")
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    #expect(try fixed(changed)?.contains("entity VideoViews") != true)
  }

  /// What is taken is there, or may be less than nothing.
  @Test(arguments: [
    ("set views += 1", "set views -= 1\n    if  views > 0"),
    ("set views += 1", "set views -= 5\n    if  views >= 5"),
    ("views:   int(0..)", "views:   int"),
  ])
  func whatPartsKeepIsSplit(_ old: String, _ new: String) throws {
    let text = try incident("viral-counter")
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    #expect(try fixed(changed)?.contains("entity VideoViews") == true)
  }

  /// One answer of one row has no use for a limit; of parts it would leave some out.
  @Test func allPartsAreRead() throws {
    let text = try incident("viral-counter")
      .replacing("{ title, views }", with: "{ views }")
      .replacing("  where   id == $video\n", with: "  where   id == $video\n  limit   1\n")
    let after = try #require(try fixed(text))
    #expect(after.contains("read    VideoViews { part, views }"))
    #expect(!after.contains("limit   1\n"))
  }

  @Test func linesLookAsTheOthers() throws {
    let text = try incident("viral-counter").replacing("\n", with: "\r\n")
    let after = try #require(try fixed(text))
    #expect(after.contains("VideoViews"))
    #expect(!after.replacing("\r\n", with: "").contains("\n"))
  }

  /// In a loop each row has its popularity, and the number of the part is one for the call.
  @Test func loopsTakeOnePart() throws {
    let text = try incident("hot-stock").replacing(
      """
      access buy(sale: new Sale) {
        transaction {
          insert $sale
          update Article where id == $sale.article
            set stock -= 1
            if  stock > 0
        }
      """,
      with: """
        access buy(sales: many new Sale 1..5 avg 1.5) {
          transaction {
            insert $sales
            for sale in $sales {
              update Article where id == $sale.article
                set stock -= 1
                if  stock > 0
            }
          }
        """
    ).replacing("skew    sale.article zipf(1)", with: "skew    sales.article zipf(1)")
    let after = try #require(try fixed(text))
    #expect(after.contains("update ArticleStock where article == $sale.article and part == $part"))
    #expect(after.contains("skew    part within sales.article uniform"))
  }

  /// Names that the model has already are not taken again.
  @Test func namesStayApart() throws {
    let text = try incident("hot-stock")
      .replacing(
        "entity Sale {",
        with: "entity ArticleStock {\n  id: uuid key\n\n  count 1K\n}\n\nentity Sale {"
      )
      .replacing("number: int(1..1000)", with: "part: int(1..1000)")
      .replacing("$number", with: "$part")
    let after = try fixed(text)
    #expect(after?.contains("entity ArticleStockPart {") == true, "\(after ?? "")")
    #expect(after?.contains("stockPart: int(0..2)") == true, "\(after ?? "")")
  }

  /// Parts come with their row and go before it, whatever the statement stands in.
  @Test(arguments: [
    "delete Video where id == $video", "transaction {\n    delete Video where id == $video\n  }",
  ])
  func partsGoBeforeTheirRow(_ statement: String) throws {
    let text =
      try incident("viral-counter") + """

        access withdraw(video: Video) {
          \(statement)
          rate    1/s peak 2/s
          skew    video uniform
          latency 50 ms p95
        }

        """
    let after = try #require(try fixed(text))
    let lines = after.split(separator: "\n").map { $0.drop { $0 == " " } }
    let place = try #require(lines.firstIndex { $0.hasPrefix("delete VideoViews") })
    #expect(lines[place] == "delete VideoViews where video == $video and part in $parts")
    #expect(lines[place + 1] == "delete Video where id == $video")
    #expect(after.contains("access withdraw(video: Video, parts: many int(0..1) 2..2) {"))
  }

  /// The one counter of everything is named by a value, and asked for by nothing that has a
  /// popularity; a report at night has none either.
  @Test func theOneCounterOfAll() throws {
    let text = """
      edition 2026
      model Incident

      store main: dynamodb {
        warm 40_000/s reads 40_000/s writes
      }

      entity Counter {
        id:    string(20) key avg 4 B
        value: int(0..)

        count 10
      }

      access hit() {
        update Counter where id == "all"
          set value += 1
        rate    500/s peak 3_000/s
        latency 20 ms p95
      }

      access total() {
        read    Counter { value }
        where   id == "all"
        schedule daily 02:00 UTC within 2 h
      }

      """
    let after = try #require(try fixed(text))
    #expect(after.contains("access hit(part: int(0..4)) {"))
    #expect(after.contains("where counter.id == \"all\" and part == $part"))
    #expect(after.contains("  rate    500/s peak 3_000/s\n  skew    part uniform\n"))
    #expect(after.contains("access total(parts: many int(0..4) 5..5) {"))
    #expect(!after.contains("skew    parts"))
  }
}
