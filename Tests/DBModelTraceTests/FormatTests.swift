import DBModelStatistics
import DBModelTestKit
import DBModelTrace
import Testing

/// Each format gives the keys that a person would read out of it.
@Suite struct FormatTests {
  private func counts(_ run: TraceRun) -> [Int] { run.profile()?.top ?? [] }

  private func format(_ text: String, key: String? = nil) -> LogFormat? {
    Traces.run(text) { $0.key = key }.logs[0].format
  }

  private func failure(_ text: String, _ change: (inout TraceSettings) -> Void = { _ in }) -> String
  {
    Traces.run(text, change).logs[0].failure?.reason ?? ""
  }

  @Test func formatsAreToldByWhatTheyHold() {
    #expect(format("a\nb\n") == .keys)
    #expect(format("a b, c\nd\n") == .keys)
    #expect(format("id,time\n1,2\n", key: "id") == .csv)
    #expect(format("id\ttime\n1\t2\n", key: "id") == .csv)
    #expect(format("id;time\n1;2\n", key: "id") == .csv)
    #expect(format("id\n1\n", key: "id") == .csv)
    #expect(format("\u{feff}id,time\n1,2\n", key: "id") == .csv)
    #expect(format("{\"id\": 1}\n", key: "id") == .json)
    #expect(format("{\"Records\":[]}") == .cloudtrail)
    #expect(format("part,keys,requests\ntop,1,4\n") == .groups)
    #expect(Traces.run([[0, 0, 0, 1]]).logs[0].format == .u32)
    #expect(format("") == .keys)
  }

  @Test func linesAreKeys() {
    let run = Traces.run("a\r\nb\n\na\r\n\r\na")
    #expect(counts(run) == [3, 1])
    #expect(run.logs[0].tally.withoutKey == 2)
    #expect(run.logs[0].tally.firstLeftOut == 5)
  }

  @Test(arguments: [",", ";", "\t"]) func columnsAreFoundByNameAndNumber(separator: String) {
    let rows = [["time", "customer id", "n"], ["1", "a", "x"], ["2", "b", "y"], ["3", "a", ""]]
    let text = rows.map { $0.joined(separator: separator) }.joined(separator: "\n")
    #expect(counts(Traces.run(text) { $0.key = "customer id" }) == [2, 1])
    #expect(counts(Traces.run(text) { $0.key = "2" }) == [2, 1, 1])
    #expect(counts(Traces.run(text) { ($0.key, $0.hasHeader) = ("2", true) }) == [2, 1])
    let last = Traces.run(text) { $0.key = "n" }
    #expect(counts(last) == [1, 1] && last.logs[0].tally.withoutKey == 1)
    #expect(counts(Traces.run(text.replacing("\n", with: "\r\n")) { $0.key = "n" }) == [1, 1])
  }

  @Test(arguments: [16, 1 << 20]) func quotedFieldsHoldAnything(block: Int) {
    let text = #"""
      id,note,at
      "a","x,y",1
      a,"two
      lines ""quoted""",2
      "a ""b""","",3
      "",z,4
      a,"5"

      """#
    let run = Traces.run(text) { ($0.key, $0.blockBytes) = ("id", max(block, 64)) }
    #expect(counts(run) == [3, 1])
    #expect(run.logs[0].tally.withoutKey == 1)
    let notes = Traces.run(text) { ($0.key, $0.blockBytes) = ("note", max(block, 64)) }
    #expect(notes.profile()?.keys == 4)
  }

  /// A quote inside a field is a character, wherever a block ends.
  @Test(arguments: [64, 100, 1 << 20]) func aQuoteOpensOnlyWhereAFieldBegins(block: Int) {
    let rows = (0..<500).map { "id\($0),\($0 % 7 == 0 ? "5\" disc" : "\"a \"\"b\"\",\nc\""),x\n" }
    let text = rows.joined()
    for jobs in [1, 3] {
      let run = Traces.run(text) {
        ($0.key, $0.format, $0.blockBytes, $0.jobs) = ("1", .csv, block, jobs)
      }
      #expect(run.profile()?.requests == 500 && run.profile()?.keys == 500, "\(block), \(jobs)")
      #expect(run.logs[0].failure == nil && run.logs[0].tally.withoutKey == 0)
    }
  }

  @Test func aQuoteThatIsNeverClosedIsSaid() {
    let run = Traces.run("a,1\nb,2\n\"c,3\na,4\na,5\n") { $0.key = "1" }
    #expect(run.profile()?.requests == 2)
    #expect(run.partial?.contains("the quote at byte 8 is never closed") == true)
    let closed = Traces.run("a,1\nb,2\n\"c,3\na\",4\na,5\na,\"5\"") { $0.key = "1" }
    #expect(closed.profile()?.requests == 5 && closed.partial == nil)
  }

  @Test func aNumberIsAColumnUnlessThereIsAHeader() {
    let text = "7,1,5\n8,2,5\n"
    let run = Traces.run(text) { $0.key = "1" }
    #expect(run.profile()?.requests == 2 && run.profile()?.keys == 2)
    #expect(run.logs[0].reason.contains("column 1 by its number"))
    let named = Traces.run(text) { ($0.key, $0.hasHeader) = ("1", true) }
    #expect(named.profile()?.requests == 1)
    #expect(named.logs[0].reason.contains("column 2, `1`"))
    #expect(failure("2023,2024\n1,2\n") { $0.key = "2024" }.contains("no column"))
    #expect(failure("2023,2024\n1,2\n") { ($0.key, $0.hasHeader) = ("2024", true) }.isEmpty)
  }

  @Test func whatIsNeitherTextNorNumbersIsRefused() {
    let noise = (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let foreign: [([UInt8], String)] = [
      (Array("BZh9".utf8) + noise, "bzip2"), ([0x50, 0x4b, 3, 4] + noise, "zip"),
      ([4, 0x22, 0x4d, 0x18] + noise, "lz4"), (Array("PAR1".utf8) + noise, "Parquet"),
      ([0xff, 0xfe, 0x61, 0, 0x0a, 0], "UTF-16"), ([0xfe, 0xff, 0, 0x61], "UTF-16"),
      (Array("ann\u{1}\nbob\u{0}\nметка\u{2}\nmark\u{1}\nmore text\n".utf8), "mostly text"),
    ]
    for (bytes, word) in foreign {
      let log = Traces.run([bytes]).logs[0]
      #expect(log.failure?.reason.contains(word) == true && log.tally.keys == 0, "\(word)")
      #expect(Traces.run([bytes]) { $0.format = .u32 }.logs[0].tally.keys == bytes.count / 4)
    }
    for (name, compress) in Compressed.all {
      for (_, other) in Compressed.all {
        let log = Traces.run([compress(other(Array("a\nb\n".utf8)))]).logs[0]
        #expect(log.failure?.reason.contains("compressed twice") == true, "\(name)")
      }
    }
    // Texts that begin alike.
    for text in ["PAR1\n", "BZh9\n", "ORC\n", "PK\n"] {
      #expect(Traces.run(text).profile()?.requests == 1)
    }
  }

  /// The first record of a log without a header holds keys and whom they belong to.
  @Test(arguments: ["ann@x.org,lee", "ann,17", "ann,ann", "ann,", "u-40021,lee"])
  func noValueIsPrinted(record: String) {
    for key in [nil, "an", "lee2", "9"] {
      let run = Traces.run("\(record)\nb,c\n") { ($0.key, $0.format) = (key, .csv) }
      let failure = run.logs[0].failure
      let words = "\(failure?.reason ?? "") \(failure?.help ?? "")".replacing("`lee2`", with: "")
      #expect(failure?.reason.contains("1 to 2") == true)
      #expect(!words.contains("ann") && !words.contains("lee") && !words.contains("40021"))
    }
    #expect(failure("id,at2\n1,2\n").contains("`id`, `at2`"))
  }

  @Test func linesOfTwoWidthsAreSaidToBeNoTable() {
    let log = Traces.run("a,b\n1,2,3\n").logs[0]
    #expect(log.format == .keys && log.reason.contains("2 and 3 fields"))
    #expect(!Traces.run("a b, c\nd\n").logs[0].reason.contains("fields"))
  }

  @Test func objectsHaveTheirKeyAtAPath() {
    let text = """
      {"at": 1, "user": {"name": "x", "id": "42"}, "s": "}{\\"id\\":"}
      {"user": {"id": 42}}
      {"user": {"id": "4\\u0032"}, "at": [1, {"user": {}}]}
      {"user": {"id": null}}
      {"user": "none"}
      {"user": {"id": {}}}
      {"user": {"id": "42"
      no object

      {"user" : { "id" : "other" } }
      """
    let run = Traces.run(text) { $0.key = "user.id" }
    #expect(counts(run) == [3, 1])
    #expect(run.logs[0].tally.withoutKey == 4)
    #expect(run.logs[0].tally.malformed == 2)
  }

  @Test func numbersHaveTheHighestByteFirst() {
    let run = Traces.run([[0, 0, 1, 0] + [0, 0, 1, 0] + [1, 0, 0, 0]]) { $0.keepsNames = true }
    #expect(counts(run) == [2, 1])
    #expect(run.names(5).map(\.name) == ["256", "16777216"])
  }

  @Test func aNumberInPiecesIsAPartialAnswer() {
    let run = Traces.run([[0, 0, 0, 1, 0, 0]])
    #expect(run.profile()?.requests == 1)
    #expect(run.partial?.contains("2 of four bytes") == true)
  }

  @Test func theKeyIsNeverGuessed() {
    #expect(failure("id,time\n1,2\n").contains("which of its 2 columns"))
    #expect(failure("{\"id\": 1}").contains("which of its values"))
    #expect(failure("id,time\n1,2\n") { $0.key = "ids" }.contains("no column `ids`"))
    #expect(failure("id,time\n1,2\n") { $0.key = "3" }.contains("no column `3`"))
    #expect(failure("[{\"id\": 1}]") { $0.key = "id" }.contains("JSON array"))
    #expect(failure("{\"id\": 1}") { $0.key = "a..b" }.contains("empty name"))
    #expect(failure("{\"dbmodelProfile\": 1}").contains("a profile already"))
    #expect(failure("a\nb\n") { $0.table = "t" }.contains("--table"))
    #expect(failure("a\nb\n") { $0.key = "id" }.contains("--key id"))
    #expect(failure("a\nb\n") { $0.key = "1" }.isEmpty)
    #expect(failure("") { $0.key = "id" }.isEmpty)
  }

  @Test func namesAreKeptOnlyWhereTheyAreAskedFor() {
    let text = "ann\nbob\nann\n"
    #expect(Traces.run(text).names(3).isEmpty)
    let names = Traces.run(text) { $0.keepsNames = true }.names(3)
    #expect(names.map(\.name) == ["ann", "bob"] && names.map(\.requests) == [2, 1])
  }

  @Test func logsAreAddedUp() {
    let run = Traces.run([Array("a\nb".utf8), Compressed.gzip(Array("a\n".utf8)), Array("a".utf8)])
    #expect(counts(run) == [3, 1] && run.logs.count == 3)
  }

  @Test func numbersAndTextsAreNotMixed() {
    let run = Traces.run([Array("a\n".utf8), Traces.binary([1])])
    #expect(run.logs[1].failure?.reason.contains("cannot be compared") == true)
    #expect(run.partial != nil && run.profile()?.requests == 1)
  }

  @Test func anAnswerIsAProfile() throws {
    let numbers = Traces.zipf(50_000, keys: 6_000, exponent: 0.7, seed: 9)
    let whole = try #require(Traces.run([Traces.binary(numbers)]).profile())
    // What a query answers: keys of one count in a row, groups, in any order.
    var rows: [String] = []
    var start = 0
    while start < whole.top.count {
      let end = whole.top[start...].firstIndex { $0 != whole.top[start] } ?? whole.top.count
      rows.append("top,\(end - start),\((end - start) * whole.top[start])")
      start = end
    }
    rows += whole.rest.map { "rest,\($0.keys),\($0.requests)" }
    let text = "part,keys,requests\n" + rows.reversed().joined(separator: "\n") + "\n"
    #expect(Traces.run(text).profile() == whole)
    #expect(Traces.run(text.replacing("\n", with: "\r\n")).profile() == whole)
    #expect(Traces.run([Array(text.utf8), Array("a\n".utf8)]).isRefused == false)
    for wrong in ["top,0,0", "top,2,3", "rest,5,4", "none,1,1", "top,1", "top,1,1,1", "rest,-1,1"] {
      #expect(Traces.run("part,keys,requests\n\(wrong)\n").isRefused, "\(wrong)")
    }
    #expect(Traces.run("part,keys,requests\n").isRefused)
  }
}
