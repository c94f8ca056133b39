import DBModelDriver
import DBModelTestKit
import Testing

/// What the rewrites of hot keys leave alone. What they write stands with the incidents.
@Suite struct RewriteTests {
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

  @Test func anIndexThatSomebodyNeedsStays() throws {
    let text =
      try incident("unread-index")
      + "\nallow unused-index on orders.byCountry because \"read by a tool that is no part of it\"\n"
    #expect(try fixed(text)?.contains("index byCountry") != false)
  }

  /// A comment on what goes or changes would be lost, or be about something else.
  @Test func commentsStay() throws {
    let text = try incident("unread-index")
    #expect(try fixed(text)?.contains("byCountry") == false)
    for commented in [
      text.replacing("    index byCountry", with: "    // For the map.\n    index byCountry"),
      text.replacing("key country, id", with: "key country, id // as the map asks"),
    ] {
      #expect(commented != text)
      #expect(try fixed(commented)?.contains("index byCountry") != false)
    }
  }

  @Test func linesLookAsTheOthers() throws {
    let text = try incident("topic-index").replacing("\n", with: "\r\n")
    let after = try #require(try fixed(text))
    #expect(!after.replacing("\r\n", with: "").contains("\n"))
    let tabbed = try incident("topic-index").replacing("  ", with: "\t")
    let lines = try #require(try fixed(tabbed)).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("\t\t\tsort ") })
  }

  /// What is not known of a field's values spreads nothing.
  @Test func onlyStatedPopularitySpreads() throws {
    let text = try incident("date-key")
    #expect(try fixed(text)?.contains("{day}#{sensor}") == true)
    let silent = text.replacing("  skew    reading.sensor uniform\n", with: "")
    #expect(silent != text)
    #expect(try fixed(silent)?.contains("{day}#{sensor}") != true)
  }

  /// Of keys that all do, the one that costs least: entries that move cost two writes each.
  @Test func aFieldThatChangesIsNoKey() throws {
    let text = try incident("topic-index")
      .replacing("  text:  string(400)", with: "  lang:  string(8) avg 2 B\n  text:  string(400)")
      .replacing(
        "where   topic == $topic\n",
        with: "where   topic == $topic and lang == $lang\n"
      )
      .replacing(
        "access newest(topic: Topic)",
        with: "access newest(topic: Topic, lang: Post.lang)"
      )
      .replacing("  skew    post.topic", with: "  skew    post.lang uniform\n  skew    post.topic")
    let relabel = """

      access relabel(id: Post, lang: string(8)) {
        update Post where id == $id
          set lang = $lang
        rate    1_000/s peak 2_000/s
        skew    id uniform
        latency 50 ms p95
      }
      """
    #expect(try fixed(text)?.contains("partition lang, topic") == true)
    #expect(try fixed(text + relabel)?.contains("partition topic over") == true)
  }
}
