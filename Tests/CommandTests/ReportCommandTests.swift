import DBModelTestKit
import Testing

/// `dbmodel report` as a user meets it.
@Suite struct ReportCommandTests {
  private static let sample = Repository.path("samples/shop/shop.dbmodel")
  private static let healthy = Repository.path("samples/healthy/notes.dbmodel")

  @Test func thePageHoldsAllThereIs() throws {
    let run = try Command.run("report", Self.sample)
    #expect(run.exitCode == 1 && run.messages.isEmpty)
    for word in [
      "<!DOCTYPE html>", "It is not safe as it is.", "id=\"findings\"", "USD/month", "first limit",
      "Access patterns and their requests", "Latency against budget", "Heat at peak",
      "Headroom: how much the load may grow", "Popularity of keys", "<svg", "Cost, by price book",
      "What it rests on",
    ] {
      #expect(run.output.contains(word), "\(word)")
    }
    #expect(run.output.utf8.count < 1_000_000)
    #expect(!run.output.contains("Simulated, second by second"))
  }

  @Test func everyRunGivesTheSameBytes() throws {
    let runs = try (0..<3).map { _ in try Command.run("report", Self.sample, "--simulate").output }
    #expect(Set(runs).count == 1)
    #expect(runs[0].contains("Simulated, second by second"))
    #expect(runs[0].contains("what one partition serves"))
  }

  /// `check`, `plan` and `report` say the same of a model, whatever the format.
  @Test func otherFormatsHaveTheNumbers() throws {
    let text = try Command.run("report", Self.sample, "--format", "text").output
    #expect(text.contains("Headroom: how much the load may grow"))
    #expect(text.contains("reached at"))
    let markdown = try Command.run("report", Self.sample, "--format", "markdown").output
    #expect(markdown.hasPrefix("<!-- dbmodel:report -->") && markdown.contains("**Headroom"))
    let json = try Command.run("report", Self.sample, "--format", "json").output
    #expect(json.contains("\"pictures\"") && json.contains("\"kind\": \"factors\""))
  }

  @Test func jsonFollowsTheSchema() throws {
    guard let python = LiveServers.python else {
      return LiveServers.leftOut("JSON of reports", because: "`make test` has a validator")
    }
    let folder = try TemporaryFolder()
    let run = try Command.run("report", Self.sample, "--simulate", "--format", "json")
    let file = try folder.write(Array(run.output.utf8), to: "report.json")
    let script = """
      import json, sys, jsonschema
      load = lambda path: json.load(open(path, encoding="utf-8"))
      jsonschema.validate(load(sys.argv[2]), load(sys.argv[1]))
      """
    let schema = Repository.path("docs/schemas/report-1.schema.json")
    var validation = Subprocess(python, ["-W", "ignore", "-c", script, schema, file])
    validation.timeLimitSeconds = 60
    let result = try validation.run()
    #expect(result.exitCode == 0, "\(result.errorOutput)")
  }

  /// A picture and the finding about the same key cannot disagree.
  @Test func aPictureSaysWhatTheFindingSays() throws {
    let model = """
      edition 2026
      model Feed

      store main: dynamodb default {
        capacity on-demand
        warm     40_000/s reads 4_000/s writes
      }

      entity Post in main {
        id:   ulid        key
        text: string(280) avg 120 B

        count 1M
      }

      access post(post: Post) {
        read Post where id == $post
        rate 2_000/s peak 60_000/s
        skew post top(40%, 10%)
      }
      """
    let text = try Command.run("report", "-", "--format", "text", input: model).output
    // 60,000 calls of half a unit each, 40% of them for one key.
    #expect(text.contains("12,000 read units/s to one key of table `Post`"), "\(text)")
    #expect(text.contains("takes 40% of 30,000 read units/s at the peak: 12,000 of the 3,000"))
    #expect(text.contains("Nearly all of it falls on one item, which no split divides."))
    let json = try Command.run("report", "-", "--format", "json", input: model).output
    let compact = json.filter { $0 != " " && $0 != "\n" }
    #expect(compact.contains("\"points\":[[1,0.4],[2,0.1],"), "\(compact)")
    // 3,000 of 30,000 units/s.
    #expect(compact.contains("\"value\":0.1}"), "the share at which a key reaches its limit")
  }

  @Test func simulateDrawsWhatItSaw() throws {
    let arguments = ["simulate", Self.sample, "--hours", "0.5", "--rate-factor", "40"]
    let run = try Command.run(arguments + ["--format", "html"])
    #expect(run.exitCode == 0)
    for word in ["asked for and served", "of the fullest partition", ">throttled<", "<svg"] {
      #expect(run.output.contains(word), "\(word)")
    }
    let text = try Command.run(arguments)
    #expect(!text.output.contains("asked for and served"), "text stays as it is")
  }

  @Test func traceDrawsWhatItCounted() throws {
    let keys = (1...200).flatMap { rank in (0..<max(1, 400 / rank)).map { _ in "k\(rank)\n" } }
    let input = keys.joined()
    let run = try Command.run("trace", "-", "--format", "html", input: input)
    #expect(run.exitCode == 0, "\(run.messages)")
    for word in ["Popularity of the keys", ">measured<", ">zipf(", ">uniform<", "<svg"] {
      #expect(run.output.contains(word), "\(word)")
    }
    #expect(!run.output.contains("k17"), "no key is shown that nobody asked to see")
  }

  // MARK: Where it goes

  @Test func aReportReplacesAReport() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/report.html"
    let first = try Command.run("report", Self.healthy, "-o", path)
    #expect(first.exitCode == 0 && first.output.isEmpty)
    #expect(first.messages.hasPrefix("dbmodel: wrote \(path); ok: "))
    let bytes = folder.contents()["report.html"]
    #expect(try Command.run("report", Self.healthy, "-o", path).exitCode == 0)
    #expect(folder.contents()["report.html"] == bytes)
    #expect(Array(try Command.run("report", Self.healthy).output.utf8) == bytes)
    #expect(try Command.run("report", Self.sample, "-o", path).exitCode == 1)
    #expect(folder.contents()["report.html"] != bytes)
    #expect(folder.contents().count == 1, "nothing is left beside it")
  }

  /// The same command can be run again, whatever it writes.
  @Test(arguments: ["text", "json", "markdown", "html", "sarif", "github"])
  func everyFormatReplacesItself(format: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/report"
    for model in [Self.healthy, Self.sample, Self.healthy] {
      let arguments = ["report", model, "--format", format, "--fail-on", "never"]
      let run = try Command.run(arguments + ["-o", path])
      #expect(run.exitCode == 0, "\(run.messages)")
      #expect(Array(try Command.run(arguments + ["-o", "-"]).output.utf8) == contents(folder))
    }
    // What only looks alike is somebody's.
    for text in ["{\n  \"allowed\": [],\n  \"a\": 1\n}\n", "{}", "dbmodel: reports\n"] {
      let other = try folder.write(Array(text.utf8), to: "report")
      let refused = try Command.run("report", Self.healthy, "--format", format, "-o", other)
      #expect(refused.exitCode == 2 && contents(folder) == Array(text.utf8), "\(text)")
    }
  }

  private func contents(_ folder: TemporaryFolder) -> [UInt8]? { folder.contents()["report"] }

  /// A failed run leaves a good report, and says on standard error why it failed.
  @Test func aFailedRunWritesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/report"
    let missing = folder.path + "/none.dbmodel"
    let failed = try Command.run("report", missing, "-o", path)
    #expect(failed.exitCode == 2 && contents(folder) == nil)
    #expect(try Command.run("report", Self.healthy, "-o", path).exitCode == 0)
    let good = contents(folder)
    for arguments in [[missing], [Self.healthy, missing], [missing, "--force"]] {
      let run = try Command.run(["report"] + arguments + ["-o", path])
      #expect(run.exitCode == 2 && contents(folder) == good)
      #expect(run.messages.contains("the run failed"), "\(run.messages)")
      #expect(run.messages.contains("DBM0001"), "\(run.messages)")
    }
  }

  @Test(arguments: [[], ["--force"]]) func devicesAndDirectoriesAreNoReports(options: [String])
    throws
  {
    let device = try Command.run(["report", Self.healthy, "-o", "/dev/null"] + options)
    #expect(device.exitCode == 2 && device.messages.contains("it is no file that could be"))
    let directory = try Command.run(["report", Self.healthy, "-o", "/tmp"] + options)
    #expect(directory.exitCode == 2 && directory.messages.contains("it is a directory"))
  }

  @Test func anyOtherFileStays() throws {
    let folder = try TemporaryFolder()
    let notes = try folder.write(Array("my notes".utf8), to: "notes.html")
    let refused = try Command.run("report", Self.healthy, "-o", notes)
    #expect(refused.exitCode == 2 && refused.messages.contains("`--force` replaces it"))
    #expect(folder.contents()["notes.html"] == Array("my notes".utf8))
    #expect(try Command.run("report", Self.healthy, "-o", notes, "--force").exitCode == 0)
    #expect(folder.contents()["notes.html"] != Array("my notes".utf8))
  }

  @Test func aModelIsNeverReplaced() throws {
    let folder = try TemporaryFolder()
    let text = Array("edition 2026\nmodel Empty\n".utf8)
    let model = try folder.write(text, to: "a.dbmodel")
    for paths in [[model], [folder.path]] {
      let run = try Command.run(["report"] + paths + ["-o", model, "--force"])
      #expect(run.exitCode == 2 && run.messages.contains("the input"), "\(run.messages)")
    }
    #expect(folder.contents()["a.dbmodel"] == text)
    let folderRun = try Command.run("report", model, "-o", folder.path)
    #expect(folderRun.exitCode == 2 && folderRun.messages.contains("it is a directory"))
    let nowhere = try Command.run("report", model, "-o", folder.path + "/none/r.html")
    #expect(nowhere.exitCode == 2 && nowhere.messages.contains("was not written"))
  }

  @Test(arguments: [
    ["--force"], ["-o", "-", "--force"], ["-o", ""], ["--format", "pdf"], ["--fail-on", "fire"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let run = try Command.run(["report", Self.healthy] + arguments)
    #expect(run.exitCode == 64 && run.output.isEmpty, "\(arguments): \(run.messages)")
  }

  // MARK: Hostile models

  @Test func aModelWithMistakesHasAPageToo() throws {
    let run = try Command.run("report", "-", input: "entity </script><b> {\n")
    #expect(run.exitCode == 1)
    #expect(run.output.contains("It cannot be judged as it is."))
    #expect(!run.output.contains("</script>") && !run.output.contains("<b>"))
    let missing = try Command.run("report", "there-is-none.dbmodel")
    #expect(missing.exitCode == 2 && missing.output.contains("Incomplete."))
  }

  @Test(arguments: ["report", "plan", "check"]) func aModelWithoutAStoreIsNoCrash(name: String)
    throws
  {
    let run = try Command.run(name, "-", input: "edition 2026\nmodel Empty\n")
    #expect([0, 1].contains(run.exitCode), "\(run.messages)")
  }

  /// Names as long as the language has them, one key, a trillion keys, and no calls at all.
  @Test func theEndsOfWhatIsDrawn() throws {
    let name = "A" + String(repeating: "bc", count: 60)
    let model = """
      edition 2026
      model Ends

      store main: dynamodb default {
        capacity on-demand
      }

      entity \(name) in main {
        id: ulid key
        group: string(40) avg 20 B

        count 1T
      }

      entity One in main {
        id: ulid key

        count 1
      }

      access one(x: One) {
        read One where id == $x
        rate 9_000/s peak 12_000/s
        skew x uniform
      }

      access many(x: \(name)) {
        read \(name) where id == $x
        rate 50K/s peak 90K/s
        skew x zipf(1.2)
      }
      """
    let run = try Command.run("report", "-", "--simulate", input: model)
    #expect(run.output.contains("of the 3,000 that one partition serves"), "\(run.messages)")
    #expect(
      run.output.contains("…") && !run.output.contains("NaN") && !run.output.contains("inf\"")
    )
  }

  @Test func twoHundredTablesStayBelowAMegabyte() throws {
    var model =
      "edition 2026\nmodel Many\n\nstore main: dynamodb default {\n  capacity on-demand\n}\n"
    for number in 0..<200 {
      model += """

        entity Thing\(number) in main {
          id: ulid key

          count 1M
        }

        access read\(number)(x: Thing\(number)) {
          read Thing\(number) where id == $x
          rate \(100 + number)/s peak \(1_000 + 10 * number)/s
          skew x zipf(0.9)
        }

        """
    }
    let run = try Command.run("report", "-", input: model)
    #expect(run.output.contains("188 more curves"), "\(run.output.prefix(3_000))")
    #expect(run.output.utf8.count < 1_000_000, "\(run.output.utf8.count)")
  }
}
