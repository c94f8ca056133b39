import DBModelTestKit
import Foundation
import Testing

/// `dbmodel lock` and what other commands make of a lock, as a user meets them.
@Suite struct LockCommandTests {
  private static let model = """
    edition 2026
    model Notes
    store main: sqlite default
    entity Note {
      id: uuid key
      owner: string(20) avg 8 B
      made: timestamp(ms) clock
      count 200K
    }
    access notes(owner: Note.owner) {
      read  Note { id, made }
      where owner == $owner
      order made descending
      limit 20
      rate  5/s peak 10/s
      skew  owner uniform
      latency 20 ms p99
    }

    """

  private static let lock = "dbmodel.lock"

  @Test func theLockIsWrittenOnceAndHeld() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    let missing = try Command.run("check", path, "--frozen")
    #expect(missing.exitCode == 1)
    #expect(missing.output.contains("DBM0046"), "\(missing.output)")
    #expect(try Command.run("check", path).exitCode == 0, "without a lock nothing is said")
    let first = try Command.run("lock", path)
    #expect(first.exitCode == 0, "\(first.output)\(first.messages)")
    #expect(first.messages.contains("wrote \(folder.file(Self.lock))"))
    let bytes = try #require(folder.contents()[Self.lock])
    #expect(try Command.run("check", path, "--frozen").exitCode == 0)
    #expect(try Command.run("lock", path, "--check").exitCode == 0)
    let second = try Command.run("lock", path)
    #expect(second.messages == "", "nothing changed, nothing is written")
    #expect(folder.contents()[Self.lock] == bytes)
    // From another directory, and with it named in place of the file, it is the same lock.
    let moved = try Command.shell("cd '\(folder.path)' && \"$DBMODEL\" lock . && ls")
    #expect(moved.output.contains("as before"), "\(moved.output)\(moved.messages)")
    #expect(folder.contents()[Self.lock] == bytes)
  }

  @Test func aChangedPlanIsSaidInEveryFormat() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    _ = try Command.run("lock", path)
    try folder.write(Self.model.replacing("count 200K", with: "count 900"), to: "notes.dbmodel")
    let text = try Command.run("check", path, "--fail-on", "warning")
    #expect(text.exitCode == 1)
    #expect(text.output.contains("DBM6501 plan-changed"), "\(text.output)")
    let json = try Command.run("check", path, "--format", "json").output
    #expect(json.contains("\"code\": \"DBM6501\""))
    #expect(json.contains(Self.lock), "the lock is an input")
    let sarif = try Command.run("check", path, "--format", "sarif").output
    #expect(sarif.contains("\"ruleId\": \"DBM6501\""))
    let report = folder.file("r.html")
    #expect(try Command.run("report", path, "-o", report).exitCode == 0)
    let page = String(decoding: folder.contents()["r.html"] ?? [], as: UTF8.self)
    #expect(page.contains("plan-changed"))
    // What is checked is not written.
    let before = folder.contents()[Self.lock]
    let checked = try Command.run("lock", path, "--check", "--format", "json")
    #expect(checked.exitCode == 1)
    #expect(checked.output.contains("\"DBM0046\""))
    #expect(checked.output.contains("\"causes\""))
    #expect(folder.contents()[Self.lock] == before)
    // Allowed with a reason it is no failure, as any finding.
    let allowed = Self.model.replacing("count 200K", with: "count 900")
      .replacing("model Notes", with: "model Notes\nallow plan-changed on notes because \"small\"")
    try folder.write(allowed, to: "notes.dbmodel")
    #expect(try Command.run("check", path, "--fail-on", "warning").exitCode == 0)
  }

  @Test func aDamagedLockStopsWithoutBeingTouched() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    try folder.write("<<<<<<< HEAD\n", to: Self.lock)
    for command in ["check", "plan", "lock", "explain"] {
      let result = try Command.run(command, path)
      #expect(result.exitCode == 1, "\(command)")
      #expect(result.output.contains("DBM0045 lock-unreadable"), "\(command): \(result.output)")
      #expect(result.output.contains("\(Self.lock):1:1"), "\(command): \(result.output)")
    }
    #expect(folder.contents()[Self.lock] == Array("<<<<<<< HEAD\n".utf8))
  }

  @Test func aModelWithErrorsIsNotLocked() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Self.model.replacing("count 200K", with: "cuont 200K"),
      to: "notes.dbmodel"
    )
    let result = try Command.run("lock", path)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("Nothing was locked."), "\(result.output)")
    #expect(folder.contents()[Self.lock] == nil)
  }

  /// A lock that cannot be written is a failure of the tool, and says why.
  @Test func aDirectoryInItsPlaceIsSaid() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    try FileManager.default.createDirectory(
      atPath: folder.file(Self.lock),
      withIntermediateDirectories: false
    )
    let result = try Command.run("lock", path)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("DBM0045"), "\(result.output)")
  }

  @Test(arguments: [
    (["lock", "-"], "standard input"), (["lock", "a", "--because", "b"], "--leave-out"),
    (["lock", "a", "--check", "--leave-out", "b.c"], "--check writes nothing"),
    (["lock", "a", "--check", "--add-indexes"], "--check writes nothing"),
    (["check", "a", "--frozen", "--no-sqlite-plans"], "--frozen compares plans"),
  ]) func wrongUsageIsSaid(arguments: [String], words: String) throws {
    let result = try Command.run(arguments)
    #expect(result.exitCode == 64)
    #expect(result.messages.contains(words), "\(result.messages)")
  }

  /// Text that comes through a pipe is held against the lock of the path it is shown under.
  @Test func standardInputHasTheLockOfItsPath() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    _ = try Command.run("lock", path)
    let changed = Self.model.replacing("count 200K", with: "count 900")
    let known = try Command.run(["check", "-", "--stdin-path", path], input: changed)
    #expect(known.output.contains("DBM6501"), "\(known.output)")
    #expect(!(try Command.run(["check", "-"], input: changed).output.contains("DBM6501")))
  }

  /// Two branches that change different things: git puts them together, and what comes of it is
  /// read. Where both change one thing, the place is said.
  @Test func locksAreMerged() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.two(), to: "notes.dbmodel")
    func locked(_ model: String, as name: String) throws {
      try folder.write(model, to: "notes.dbmodel")
      try? FileManager.default.removeItem(atPath: folder.file(Self.lock))
      #expect(try Command.run("lock", path).exitCode == 0)
      try folder.write(try #require(folder.contents()[Self.lock]), to: name)
    }
    try locked(Self.two(), as: "base")
    try locked(Self.two(notes: 30), as: "ours")
    try locked(Self.two(tags: 30), as: "theirs")
    func merge(_ other: String) throws -> Command {
      try Command.shell(
        "cd '\(folder.path)' && git merge-file -p ours base \(other) > \(Self.lock)"
      )
    }
    #expect(try merge("theirs").exitCode == 0)
    try folder.write(Self.two(notes: 30, tags: 30), to: "notes.dbmodel")
    let merged = try Command.run("check", path, "--frozen")
    #expect(merged.exitCode == 0, "\(merged.output)")
    try locked(Self.two(notes: 40), as: "other")
    #expect(try merge("other").exitCode == 1)
    let conflict = try Command.run("check", path)
    #expect(conflict.exitCode == 1)
    #expect(conflict.output.contains("a merge was not finished here"), "\(conflict.output)")
  }

  /// Two patterns on tables of their own.
  private static func two(notes: Int = 20, tags: Int = 20) -> String {
    model.replacing("limit 20", with: "limit \(notes)") + """
      entity Tag {
        id: uuid key
        name: string(20) avg 8 B
        count 200K
      }
      access tags(name: Tag.name) {
        read  Tag { id }
        where name == $name
        limit \(tags)
        rate  5/s peak 10/s
        skew  name uniform
        latency 20 ms p99
      }

      """
  }

  // MARK: Two at a time

  /// Two models of one directory share a file, and both their parts are there afterwards.
  @Test func twoAtATimeLoseNothing() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b", "c"] { try folder.write(Self.model, to: "\(name).dbmodel") }
    for round in 1...5 {
      try? FileManager.default.removeItem(atPath: folder.file(Self.lock))
      let all = try Command.shell(
        """
        cd '\(folder.path)'; for m in a b c; do "$DBMODEL" lock $m.dbmodel & p="$p $!"; done
        for q in $p; do wait $q || exit 1; done
        """
      )
      #expect(all.exitCode == 0, "\(all.output)\(all.messages)")
      let text = String(decoding: folder.contents()[Self.lock] ?? [], as: UTF8.self)
      for name in ["a", "b", "c"] {
        #expect(text.contains("model \(name).dbmodel\n"), "round \(round): \(all.output)")
      }
    }
    #expect(folder.contents().keys.sorted() == ["a.dbmodel", "b.dbmodel", "c.dbmodel", Self.lock])
  }

  /// Whoever does not let go is waited for some seconds; what only compares waits for nobody.
  @Test func aDirectoryThatIsHeldIsSaid() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    #expect(try Command.run("lock", path).exitCode == 0)
    let held = try Command.shell(
      """
      flock '\(folder.path)' sh -c '
        "$DBMODEL" lock --check "\(path)" || exit 90
        "$DBMODEL" lock "\(path)"'
      """
    )
    #expect(held.exitCode == 2, "\(held.output)\(held.messages)")
    #expect(held.output.contains("another `dbmodel lock` is at work in"), "\(held.output)")
    #expect(held.output.contains("run it again when that has ended"))
    #expect(try Command.run("lock", path).exitCode == 0)
  }

  // MARK: MySQL

  /// PostgreSQL's plans of a MySQL store would be held against nothing: none are made, no server is
  /// started for it, and those of before go.
  @Test func plansOfPostgreSQLAreNoneOfMySQL() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Self.model.replacing("store main: sqlite", with: "store main: aurora-mysql"),
      to: "notes.dbmodel"
    )
    for arguments in [["--engine", "postgresql"], ["--add-indexes"]] {
      let refused = try Command.run(["lock", path] + arguments)
      #expect(refused.exitCode == 1)
      #expect(refused.output.contains("DBM0047"), "\(refused.output)")
      #expect(refused.output.contains("notes.dbmodel:3:7"), "\(refused.output)")
      #expect(refused.output.contains("Nothing was locked."))
      #expect(folder.contents()[Self.lock] == nil)
    }
    try folder.write(
      "dbmodel-lock 1\n\nmodel notes.dbmodel\n\n  engine postgresql on main\n    version 15\n",
      to: Self.lock
    )
    let frozen = try Command.run("check", path, "--frozen")
    #expect(frozen.output.contains("PostgreSQL plans nothing on `main` any more"))
    #expect(try Command.run("lock", path).exitCode == 0)
    let text = String(decoding: folder.contents()[Self.lock] ?? [], as: UTF8.self)
    #expect(!text.contains("engine postgresql") && text.contains("engine sqlite"), "\(text)")
    #expect(try Command.run("check", path, "--frozen").exitCode == 0)
  }

  // MARK: PostgreSQL

  private static let large = """
    edition 2026
    model Parcels
    store main: aurora-postgresql default {
      class db.r6g.large
    }
    entity Parcel {
      id: uuid key
      state: enum { open 2%, done 98% }
      weight: int(0..1000)
      made: timestamp(ms) clock
      count 1M
    }
    access weights() {
      read Parcel { total: sum(weight) }
      rate 10/day peak 1/min
    }
    access open() {
      read Parcel { id, made }
      where state == .open
      order made
      limit 50
      rate 5/s peak 20/s
    }

    """

  private func hasServer(_ result: Command) -> Bool {
    guard TestMode.variable("DBMODEL_WITHOUT_SERVERS") != "1",
      !result.output.contains("no PostgreSQL server is installed")
    else {
      LiveServers.leftOut("plans of PostgreSQL in a lock", because: "there is no PostgreSQL")
      return false
    }
    return true
  }

  @Test func plansOfPostgreSQLAreLockedAndKept() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.large, to: "parcels.dbmodel")
    let first = try Command.run("lock", path, "--engine", "postgresql")
    guard hasServer(first) else { return }
    #expect(first.exitCode == 0, "\(first.output)\(first.messages)")
    let bytes = try #require(folder.contents()[Self.lock])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("engine postgresql on main") && text.contains("cost "), "\(text)")
    // The same bytes again; SQLite alone keeps what PostgreSQL said.
    for arguments in [["--engine", "postgresql"], [], ["--engine", "postgresql", "--check"]] {
      let again = try Command.run(["lock", path] + arguments)
      #expect(again.exitCode == 0, "\(again.output)\(again.messages)")
      #expect(folder.contents()[Self.lock] == bytes)
    }
    #expect(!(try Command.run("explain", path).output.contains("DBM6501")))
    // Four times the rows: nearly four times the cost of reading them all, and a page costs the
    // same.
    try folder.write(Self.large.replacing("count 1M", with: "count 4M"), to: "parcels.dbmodel")
    let grown = try Command.run("explain", path)
    #expect(grown.output.contains("PostgreSQL plans `weights` as locked, at other figures"))
    #expect(grown.output.contains("now (3."), "\(grown.output)")
    #expect(grown.output.contains("cause: the statistics: `parcel` has 4,000,000 rows"))
    #expect(!grown.output.contains("plans `open`"), "\(grown.output)")
    let stale = try Command.run("lock", path, "--engine", "postgresql", "--check")
    #expect(stale.exitCode == 1)
    #expect(stale.output.contains("DBM0046"), "\(stale.output)")
  }
}
