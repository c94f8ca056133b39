import DBModelDriver
import DBModelReport
import DBModelTestKit
import Foundation
import Testing

/// What is said of files that cannot be loaded, rendered; each case makes its own folder.
@Suite(.serialized) struct LoadingTests {
  private static let model = "edition 2026\nmodel Small\n"

  /// Runs `check` in a folder made by the case; its path is left out of the text.
  private func check(
    _ name: String,
    _ paths: [String],
    command: DriverRequest.Command = .check,
    make: (URL) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dbmodel-loading-\(name)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try make(folder)
    let full = paths.map { $0 == "-" ? $0 : folder.appendingPathComponent($0).path }
    let outcome = Driver.run(DriverRequest(command, paths: full)) { [] }
    let text = TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
      .replacingOccurrences(of: folder.path + "/", with: "")
      .replacingOccurrences(of: folder.path, with: ".")
    try GoldenFile.check(text, at: "Tests/CaseTests/loading/\(name).txt")
  }

  private func write(_ text: String, _ name: String, _ folder: URL) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  @Test func missingFile() throws {
    try check("missing-file", ["ordres.dbmodel"]) { try write(Self.model, "orders.dbmodel", $0) }
  }

  @Test func emptyFile() throws {
    try check("empty-file", ["a.dbmodel"]) { try write("", "a.dbmodel", $0) }
  }

  @Test func commentsOnly() throws {
    try check("comments-only", ["a.dbmodel"]) { try write("// nothing yet\n", "a.dbmodel", $0) }
  }

  @Test func emptyStandardInput() throws { try check("empty-standard-input", ["-"]) { _ in } }

  @Test func binaryFile() throws {
    try check("binary-file", ["a.dbmodel"]) { folder in
      try Data([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]).write(
        to: folder.appendingPathComponent("a.dbmodel")
      )
    }
  }

  @Test func tooLarge() throws {
    try check("too-large", ["a.dbmodel"]) { folder in
      let path = folder.appendingPathComponent("a.dbmodel").path
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      // Sparse: the size alone refuses it, no byte is read.
      try file.truncate(atOffset: 16 * 1024 * 1024 + 1)
      try file.close()
    }
  }

  @Test func directoryWithoutModels() throws {
    try check("directory-without-models", ["sub"]) { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("sub"),
        withIntermediateDirectories: true
      )
    }
  }

  @Test func missingImport() throws {
    try check("missing-import", ["a.dbmodel"]) {
      try write(Self.model + "import \"entites.dbmodel\"\n", "a.dbmodel", $0)
    }
  }

  @Test func absoluteImport() throws {
    try check("absolute-import", ["a.dbmodel"]) {
      try write(Self.model + "import \"/etc/models/entities.dbmodel\"\n", "a.dbmodel", $0)
    }
  }

  @Test func importsInACircle() throws {
    try check("imports-in-a-circle", ["a.dbmodel"]) { folder in
      try write(Self.model + "import \"b.dbmodel\"\n", "a.dbmodel", folder)
      try write("edition 2026\nimport \"a.dbmodel\"\n", "b.dbmodel", folder)
    }
  }

  /// Reads one entity by its key, as often as a file says.
  private static func traced(_ path: String) -> String {
    """
    edition 2026
    model Small

    store main: sqlite default

    entity Order {
      id: uuid key

      count 1K
    }

    access order(order: Order) {
      read  Order { * }
      where id == $order
      rate  1/s peak 2/s
      skew  order trace("\(path)")
    }

    """
  }

  private static let profile = """
    {
      "dbmodelProfile": 1,
      "requests": 10,
      "keys": 3,
      "counting": "exact",
      "error": 0,
      "top": [7, 2, 1],
      "rest": []
    }

    """

  @Test func traceThatIsNoProfile() throws {
    try check("trace-that-is-no-profile", ["a.dbmodel"]) {
      try write(Self.traced("orders.csv"), "a.dbmodel", $0)
      try write("order\n7\n", "orders.csv", $0)
    }
  }

  @Test func traceOfAPartOfALog() throws {
    try check("trace-of-a-part-of-a-log", ["a.dbmodel"]) {
      try write(Self.traced("orders.profile"), "a.dbmodel", $0)
      let cut = Self.profile.replacing(
        "\"error\": 0,",
        with: "\"error\": 0,\n  \"partial\": \"the gzip data ends before its time\","
      )
      try write(cut, "orders.profile", $0)
    }
  }

  @Test func missingTrace() throws {
    try check("missing-trace", ["a.dbmodel"]) {
      try write(Self.traced("oders.profile"), "a.dbmodel", $0)
      try write(Self.profile, "orders.profile", $0)
    }
  }

  @Test func absoluteTrace() throws {
    try check("absolute-trace", ["a.dbmodel"]) {
      try write(Self.traced("/etc/hostname"), "a.dbmodel", $0)
    }
  }

  @Test func traceThatIsADirectory() throws {
    try check("trace-that-is-a-directory", ["a.dbmodel"]) {
      try write(Self.traced("."), "a.dbmodel", $0)
    }
  }

  /// A path is seen from the file it stands in: the profile beside the importing file is another.
  @Test func traceOfAnImportedFile() throws {
    try check("trace-of-an-imported-file", ["a.dbmodel"]) { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("orders"),
        withIntermediateDirectories: true
      )
      let imports = "import \"orders/b.dbmodel\"\nimport \"orders/c.dbmodel\"\n"
      try write(Self.model + imports, "a.dbmodel", folder)
      try write(Self.traced("orders.profile"), "orders/b.dbmodel", folder)
      try write(
        """
        edition 2026

        access again(order: Order) {
          read  Order { * }
          where id == $order
          rate  1/s peak 2/s
          skew  order trace("../orders.profile")
        }

        """,
        "orders/c.dbmodel",
        folder
      )
      try write(Self.profile, "orders.profile", folder)
    }
  }

  @Test func whyOfNothing() throws {
    try check("why-of-nothing", ["a.dbmodel"], command: .why(name: "Oder")) {
      try write(
        """
        edition 2026
        model Small

        store main: dynamodb default {
          capacity on-demand
        }

        service app {
          role app
        }

        entity Order {
          id: uuid key

          count 1K
        }

        access order(order: Order) {
          read  Order { * }
          where id == $order
          by    app
          rate  1/s peak 2/s
          skew  order uniform
        }

        """,
        "a.dbmodel",
        $0
      )
    }
  }

  @Test func unreadablePlan() throws {
    try check("unreadable-plan", ["a.xml"], command: .explain) {
      try write("<explain><Query><Plan>", "a.xml", $0)
    }
  }

  @Test func planInAnUnknownFormat() throws {
    try check("plan-in-an-unknown-format", ["a.json"], command: .explain) {
      try write("[{\"name\": \"no plan\"}]", "a.json", $0)
    }
  }

  /// 200,000 rows today; the model says a thousand for one table, and nothing of the other.
  @Test func planAtDeclaredSize() throws {
    try check("plan-at-declared-size", ["plan.txt", "a.dbmodel"], command: .explain) {
      try write(
        """
        Nested Loop  (cost=0.00..90000.00 rows=9 width=4)
          ->  Seq Scan on "Order"  (cost=0.00..50000.00 rows=3 width=4)
                Filter: (note = 'x'::text)
          ->  Seq Scan on line  (cost=0.00..40000.00 rows=3 width=4)
                Filter: (note = 'x'::text)

        """,
        "plan.txt",
        $0
      )
      try write(
        """
        edition 2026
        model Small

        store main: aurora-postgresql default

        service app {
          role app
        }

        entity Order {
          id:   uuid key
          note: string(20)

          count 1K
        }

        access order(order: Order) {
          read  Order { * }
          where id == $order
          by    app
          rate  1/s peak 2/s
          skew  order uniform
        }

        """,
        "a.dbmodel",
        $0
      )
    }
  }
}
