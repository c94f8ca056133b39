import DBModelDiagnostics
import DBModelDriver
import DBModelLock
import DBModelReport
import DBModelTestKit
import Foundation
import Testing

/// `Tests/CaseTests/lock/<case>`: `shop.dbmodel` is the model as it is; `before.lock` the lock that
/// was there, made from `before.dbmodel` where a case has that; `arguments.txt` what `dbmodel lock`
/// is asked besides. Expected are `findings.txt`, what `check --frozen` says, `lock.txt`, what
/// `dbmodel lock` says, and `after.lock`, what it writes.
@Suite struct LockCaseTests {
  @Test(arguments: GoldenFile.cases("lock")) func aCase(_ item: Case) throws {
    let folder = try TemporaryFolder()
    for path in item.files(suffixes: [".dbmodel"]) {
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      if name != "before.dbmodel" { try folder.write(try item.bytes(name), to: name) }
    }
    if let before = try? item.bytes("before.dbmodel") {
      try folder.write(before, to: "shop.dbmodel")
      let made = lock(folder, [:])
      let file = try #require(made.changedFiles.first)
      try folder.write(file.after, to: PlanLock.fileName)
      try GoldenFile.check(plain(file.after, folder), item.file("before.lock"))
      try folder.write(try item.bytes("shop.dbmodel"), to: "shop.dbmodel")
    } else if let before = try? item.bytes("before.lock") {
      try folder.write(before, to: PlanLock.fileName)
    }

    var request = DriverRequest(.check, paths: [folder.file("shop.dbmodel")])
    request.isLockFrozen = true
    let checked = Driver.run(request) { [] }
    try GoldenFile.check(text(checked, folder), item.file("findings.txt"))

    let locked = lock(folder, try arguments(item))
    try GoldenFile.check(text(locked, folder), item.file("lock.txt"))
    if let file = locked.changedFiles.first {
      try folder.write(file.after, to: PlanLock.fileName)
      try GoldenFile.check(plain(file.after, folder), item.file("after.lock"))
      // What was written is current, and writing it again changes nothing.
      let frozen = Driver.run(request) { [] }
      #expect(!frozen.document.findings.contains { $0.rule == ToolRules.lockOutOfDate })
      #expect(!frozen.document.findings.contains { $0.rule == PlanRules.planChanged })
      #expect(lock(folder, [:]).changedFiles.isEmpty)
    } else {
      #expect(!FileManager.default.fileExists(atPath: item.file("after.lock").path))
    }
  }

  private func lock(_ folder: TemporaryFolder, _ arguments: [String: String]) -> DriverOutcome {
    var request = LockRequest(paths: [folder.file("shop.dbmodel")])
    request.leftOut = arguments["leave-out"].map { [$0] } ?? []
    request.reason = arguments["because"] ?? ""
    return LockRun.run(request, environment: { _ in nil }, progress: { _ in })
  }

  /// One on a line, its name first.
  private func arguments(_ item: Case) throws -> [String: String] {
    guard let bytes = try? item.bytes("arguments.txt") else { return [:] }
    var found: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      found[words[0]] = try #require(words.count == 2 ? words[1] : nil)
    }
    return found
  }

  private func text(_ outcome: DriverOutcome, _ folder: TemporaryFolder) -> String {
    var document = outcome.document
    document.isComplete = !outcome.toolFailure
    let text = TextRenderer(theme: .plain).render(document, sources: outcome.sources)
    return plain(Array(text.utf8), folder)
  }

  /// Without the place of the folder and the version of SQLite, which are not those of a reader.
  private func plain(_ bytes: [UInt8], _ folder: TemporaryFolder) -> String {
    String(decoding: bytes, as: UTF8.self)
      .replacing("\(folder.path)/", with: "")
      .replacing(LockCaseTests.sqlite, with: "3.X.Y")
  }

  /// As the linked library calls itself.
  private static let sqlite: String = {
    let model = """
      edition 2026
      model A
      store main: sqlite default
      entity B {
        id: uuid key
        count 1
      }
      access c(id: B.id) {
        read B { id }
        where id == $id
        rate 1/s peak 1/s
        skew id uniform
      }

      """
    let request = DriverRequest(.check, paths: ["-"])
    let outcome = Driver.run(request) { Array(model.utf8) }
    return outcome.document.assumptions.engines.first?.version ?? "none"
  }()
}
