import DBModelDiagnostics
import DBModelEditor
import DBModelTestKit
import Testing

/// An editor shows the design that every command derives: without what the lock leaves out.
@Suite struct LockTests {
  private static let model = """
    edition 2026
    model Small

    store main: sqlite default

    entity Order {
      id: uuid key
      made: timestamp(ms) clock

      count 1M
    }

    access newest() {
      read  Order { id, made }
      order made descending
      limit 10
      rate  1/s peak 2/s
    }

    """

  private static let lock = """
    dbmodel-lock 1
    model a.dbmodel
      leave-out (made desc, id desc) of order on main

    """

  /// Without the index, SQLite sorts.
  private func codes(_ workspace: inout EditorWorkspace) -> [String]? {
    workspace.judged(for: "models/a.dbmodel")?.first?.design?.findings.map(\.rule.code)
  }

  @Test func theLockIsSeenToComeAndGo() {
    let lock = Locked<String?>(nil)
    let files = EditorFiles(
      read: { path in
        guard path == "models/dbmodel.lock", let text = lock.withLock({ $0 }) else {
          return .missing
        }
        return .bytes(Array(text.utf8))
      },
      models: { _ in [] }
    )
    var workspace = EditorWorkspace(files: files)
    workspace.set("models/a.dbmodel", text: Self.model)
    #expect(codes(&workspace) == [])
    lock.withLock { $0 = Self.lock }
    #expect(codes(&workspace) == ["DBM6011"])
    lock.withLock { $0 = "dbmodel-lock 1\n<<<<<<< ours\n" }
    #expect(codes(&workspace) == nil, "no design of a lock that cannot be read")
    let found = workspace.snapshot(for: "models/a.dbmodel")
    #expect(found.nameDiagnostics.map(\.rule) == [ToolRules.lockUnreadable])
    #expect(found.diagnostics(in: found.file).map(\.rule) == [ToolRules.lockUnreadable])
    #expect(found.nameDiagnostics.first?.notes.first?.hasPrefix("line 2:") == true)
    lock.withLock { $0 = nil }
    #expect(codes(&workspace) == [])
  }
}
