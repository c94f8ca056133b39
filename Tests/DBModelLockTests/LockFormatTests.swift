import DBModelDiagnostics
import DBModelLock
import DBModelTestKit
import Testing

/// A lock is read as it was written, and what is damaged is said with its place.
@Suite struct LockFormatTests {
  private static let file = FileID(0)

  private func read(_ bytes: [UInt8]) -> Result<PlanLock, LockDamage> {
    let file = SourceFile(id: Self.file, path: PlanLock.fileName, bytes: bytes)
    return Result { () throws(LockDamage) in try LockReader.read(file) }
  }

  private func damage(_ text: String) throws -> LockDamage {
    switch read(Array(text.utf8)) {
    case .success(let lock):
      Issue.record("\(lock)")
      throw CancellationError()
    case .failure(let damage): return damage
    }
  }

  @Test(arguments: 0..<300) func whatIsWrittenIsRead(seed: Int) throws {
    var numbers = SplitMix64(seed: UInt64(seed))
    let lock = RandomLock.lock(&numbers)
    let bytes = LockWriter.bytes(lock)
    let found = try read(bytes).get()
    #expect(LockWriter.bytes(found) == bytes, "seed \(seed)")
    // Names are sorted in the file: the same things, in another order.
    #expect(found == RandomLock.sorted(lock), "seed \(seed)")
  }

  /// Bytes changed, lines lost, doubled and moved, the file cut: a lock or a finding inside it.
  @Test(arguments: 0..<1_000) func damageIsSaidWithItsPlace(seed: Int) {
    var numbers = SplitMix64(seed: UInt64(seed) &+ 1_000_000)
    var bytes = LockWriter.bytes(RandomLock.lock(&numbers))
    for _ in 0...Int.random(in: 0..<3, using: &numbers) {
      RandomLock.damage(&bytes, &numbers)
    }
    switch read(bytes) {
    case .failure(let damage):
      #expect(damage.span.upper <= bytes.count, "seed \(seed)")
      #expect(!damage.reason.isEmpty && !damage.help.isEmpty, "seed \(seed)")
    case .success(let lock):
      let written = LockWriter.bytes(lock)
      let again = read(written)
      #expect((try? again.get()).map(LockWriter.bytes) == written, "seed \(seed)")
    }
  }

  /// Bytes that are nothing at all.
  @Test(arguments: 0..<300) func noiseIsRefused(seed: Int) {
    var numbers = SplitMix64(seed: UInt64(seed) &+ 2_000_000)
    let bytes = (0..<Int.random(in: 1...400, using: &numbers)).map { _ in
      UInt8.random(in: 0...255, using: &numbers)
    }
    guard case .failure(let damage) = read(bytes) else {
      Issue.record("seed \(seed)")
      return
    }
    #expect(damage.span.upper <= bytes.count, "seed \(seed)")
  }

  private static let head = "dbmodel-lock 1\n"

  @Test(arguments: [
    ("", "it does not say `dbmodel-lock 1`", 0),
    ("# only this\n", "it does not say `dbmodel-lock 1`", 0),
    ("model a\n", "its first line does not say", 1),
    ("dbmodel-lock 2\n", "it is of version 2; read is version 1", 1),
    ("dbmodel-lock\n", "`dbmodel-lock` lacks a version", 1),
    (head + "<<<<<<< HEAD\n", "a merge was not finished here", 2),
    (head + "model a\n=======\n", "a merge was not finished here", 3),
    (head + "# mine\n", "a comment would be lost", 2),
    (head + "model a\nmodel a\n", "says here what is said before", 3),
    (head + "model a b\n", "more stands behind `model`", 2),
    (head + "  engine sqlite on main\n", "it stands too deep", 2),
    (head + "engine sqlite on main\n", "means nothing at the beginning of a line", 2),
    (head + "model a\n   engine sqlite on main\n", "its indentation is none", 3),
    (head + "model a\n\tengine sqlite on main\n", "a line holds a sign that nobody sees", 3),
    (head + "model a\n  engine sqlite main\n", "lacks the word `on`", 3),
    (head + "model a\n  leave-out () of t on s\n", "lacks the name of a column", 3),
    (head + "model a\n  leave-out (a of t on s\n", "lacks `)`", 3),
    (head + "model \"a\n", "a quoted word does not end", 2),
    (head + "model \"\\u{110000}\"\n", "a quoted word does not end", 2),
    (head + "model a\u{202E}b\n", "a line holds a sign that nobody sees", 2),
    (head + "model a\n  engine e on s\n    plan p statement 0\n", "statements are counted", 4),
    (head + "model a\n  engine e on s\n    table t\n      rows -1\n", "is not below 0", 5),
    (head + "model a\n  engine e on s\n    table t\n      rows nan\n", "is not below 0", 5),
    (
      head + "model a\n  engine e on s\n    plan p\n      rows 1\n      rows 2\n",
      "a merge kept both", 6
    ),
    (head + "model a\n  engine e on s\n    plan p\n    plan p\n", "a merge kept both", 5),
    (head + "model a\n  engine e on s\n    plan p\n      cats 1\n", "`cats` means nothing", 5),
    (head + "model a\n  add-index (a) include (b, c desc) of t on s\n", "`c` is held besides", 3),
    (
      head + "model a\n  add-index (a desc) of t on s\n    for p cost 9.5 without 9.4\n",
      "a pattern costs less", 4
    ),
  ]) func whatIsWrongIsSaid(text: String, reason: String, line: Int) throws {
    let damage = try damage(text)
    #expect(damage.reason.contains(reason), "\(damage.reason)")
    let file = SourceFile(id: Self.file, path: "x", bytes: Array(text.utf8))
    #expect(line == 0 || file.line(at: damage.span.lower) == line)
  }

  /// What `lock` may write is read: a direction before `include`, and a cost that is the same.
  @Test func whatIsAddedIsRead() throws {
    let text =
      Self.head
      + "model a\n  add-index (a desc) include (b) of t on s\n    for p cost 9.5 without 9.5\n"
    guard case .success(let lock) = read(Array(text.utf8)) else {
      Issue.record("it was refused")
      return
    }
    #expect(lock.models.first?.added.first?.columns.first?.isDescending == true)
    #expect(lock.models.first?.added.first?.uses.count == 1)
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    let bytes = Array((Self.head + "model ").utf8) + [0xFF, 0x0A]
    guard case .failure(let damage) = read(bytes) else {
      Issue.record("it was read")
      return
    }
    #expect(damage.reason.contains("not UTF-8"))
  }

  /// At the limit and one past it.
  @Test func linesAndTheirLengthAreBounded() throws {
    let long = String(repeating: "a", count: 65_536 - 6)
    #expect(try read(Array((Self.head + "model \(long)\n").utf8)).get().models.count == 1)
    #expect(try damage(Self.head + "model \(long)a\n").reason.contains("65,536"))
    let lines = String(repeating: "\n", count: 500_000 - 2)
    #expect(try read(Array((Self.head + lines).utf8)).get() == PlanLock())
    #expect(try damage(Self.head + lines + "\n").reason.contains("500,000"))
  }

  /// Made to be slow: names as long as a line beside as many lines as fit, and lines of as many
  /// words as fit.
  @Test func whatIsMadeToBeSlowIsReadAtOnce() throws {
    let clock = ContinuousClock()
    let long = String(repeating: "a", count: 65_000)
    var text = Self.head + "model \(long)\n  engine \(long) on s\n    table t\n"
    for number in 0..<50_000 { text += "      index a\(number) (b)\n" }
    let columns = (0..<8_000).map { "\"\($0)\"" }.joined(separator: ",")
    for number in 0..<10 { text += "      index b\(number) (\(columns))\n" }
    let bytes = Array(text.utf8)
    let taken = clock.measure { _ = read(bytes) }
    #expect(try read(bytes).get().models.first?.sets.first?.tables.first?.indexes.count == 50_010)
    #expect(taken < .seconds(60), "\(taken)")
  }

  /// As git writes it on some machines, and as some editors do.
  @Test func lineEndsAndMarksOfOthersAreRead() throws {
    var numbers = SplitMix64(seed: 7)
    let lock = RandomLock.lock(&numbers)
    let text = String(decoding: LockWriter.bytes(lock), as: UTF8.self)
    let other = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    #expect(try read(Array(other.utf8)).get() == RandomLock.sorted(lock))
  }
}
