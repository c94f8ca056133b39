import DBModelTestKit
import Testing

/// `dbmodel lock --engine mariadb`.
@Suite struct MariaDBLockTests {
  private func run(
    _ arguments: [String],
    program: String? = nil
  ) throws -> (code: Int32, text: String) {
    var command = Subprocess("\(Repository.productsDirectory)/dbmodel", arguments)
    if let program { command.environment = ["DBMODEL_MARIADB": program] }
    let result = try command.run()
    return (result.exitCode, result.output + result.errorOutput)
  }

  private static let lock = "dbmodel.lock"

  @Test func plansAreLockedWithTheMarkOfSampleRows() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(SampleModel.shop, to: "shop.dbmodel")
    _ = try run(["lock", path])
    let before = try #require(folder.contents()[Self.lock])
    // Without a server nothing is lost of what is there.
    let missing = try run(["lock", path, "--engine", "mariadb"], program: "/opt/none")
    #expect(missing.code != 0 && missing.text.contains("/opt/none"), "\(missing)")
    #expect(folder.contents()[Self.lock] == before)

    let first = try run(["lock", path, "--engine", "mariadb"])
    if first.text.contains("no MariaDB server is installed") {
      return LiveServers.leftOut("a lock of MariaDB's plans", because: "no server is installed")
    }
    #expect(first.code == 0, "\(first)")
    let bytes = try #require(folder.contents()[Self.lock])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("engine mariadb on main"), "\(text)")
    #expect(text.contains(#"statistics "declared 1, samples of 20000 rows""#), "\(text)")
    #expect(text.contains(#"plan lately with "usual values on sample rows""#), "\(text)")
    // What asks a clock is planned another way every day.
    #expect(!text.contains("plan written"), "\(text)")
    // The same model and the same engine, the same bytes; SQLite's part is as it was.
    #expect(try run(["lock", path, "--engine", "mariadb"]).code == 0)
    #expect(folder.contents()[Self.lock] == bytes)
    #expect(try run(["lock", path, "--engine", "mariadb", "--check"]).code == 0)
    #expect(text.contains("engine sqlite on main"))
    // An engine that is not asked keeps its plans.
    #expect(try run(["lock", path]).code == 0)
    #expect(folder.contents()[Self.lock] == bytes)
  }

  @Test func anotherPlanIsSaidWithItsCause() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(SampleModel.shop, to: "shop.dbmodel")
    let first = try run(["lock", path, "--engine", "mariadb"])
    if first.text.contains("no MariaDB server is installed") {
      return LiveServers.leftOut("a lock of MariaDB's plans", because: "no server is installed")
    }
    // Of rows of most of the time no index is asked.
    let wide = SampleModel.shop.replacing(
      "recent 20 days) {\n  read",
      with: "recent 160 days) {\n  read"
    )
    try folder.write(wide, to: "shop.dbmodel")
    let explained = try run(["explain", path])
    #expect(explained.text.contains("DBM6501"), "\(explained.text)")
    #expect(explained.text.contains("MariaDB plans `lately` (with usual values on sample rows)"))
    #expect(try run(["lock", path, "--engine", "mariadb", "--check"]).code == 1)
  }

  @Test func aModelWithoutMySQLHasNothingForIt() throws {
    let folder = try TemporaryFolder()
    let text = SampleModel.shop.replacing("aurora-mysql", with: "aurora-postgresql")
    let path = try folder.write(text, to: "shop.dbmodel")
    let refused = try run(["lock", path, "--engine", "mariadb"])
    #expect(refused.code == 1 && refused.text.contains("MariaDB has no store to plan for"))
    #expect(folder.contents()[Self.lock] == nil)
  }
}
