import DBModelDiagnostics
import DBModelLock
import DBModelWorkload

/// The lock beside a model, as it was read.
struct LoadedLock: Sendable {
  let location: LockLocation
  /// Everything it says, of other models too; empty where there is no file.
  let lock: PlanLock
  /// What was read; `nil` where there is no file.
  let bytes: [UInt8]?

  /// What it says of this model.
  var model: LockedModel? { lock[location.root] }

  /// The indexes that this model does without.
  var leftOut: [LeftOutIndex] { Self.leftOut(model?.leftOut ?? []) }

  /// The indexes that this model has for SQL as written.
  var added: [AddedIndex] { Self.added(model?.added ?? []) }

  static func added(_ additions: [LockedAddition]) -> [AddedIndex] {
    additions.map { addition in
      AddedIndex(
        store: addition.store,
        table: addition.table,
        columns: addition.columns.map { .init($0.name, isDescending: $0.isDescending) },
        included: addition.included,
        uses: addition.uses.map {
          .init(pattern: $0.pattern, cost: $0.cost, costWithout: $0.costWithout)
        },
        span: addition.place.span
      )
    }
  }

  static func leftOut(_ removals: [LockedRemoval]) -> [LeftOutIndex] {
    removals.map { removal in
      LeftOutIndex(
        store: removal.store,
        table: removal.table,
        columns: removal.columns.map { .init($0.name, isDescending: $0.isDescending) },
        reason: removal.reason,
        span: removal.place.span
      )
    }
  }

  /// Reads the lock of a model; a file that is not there is an empty lock.
  ///
  /// - Returns: `nil` where it cannot be read, with the finding that says so.
  static func read(
    _ location: LockLocation,
    adding file: ([UInt8]) -> SourceFile
  ) -> (lock: LoadedLock?, finding: Diagnostic?) {
    let bytes: [UInt8]
    do throws(FileReader.Failure) {
      bytes = try FileReader.readRegular(location.path)
    } catch {
      let reason: String
      switch error {
      case .notFound: return (LoadedLock(location: location, lock: PlanLock(), bytes: nil), nil)
      case .unreadable(let words): reason = words
      case .tooLarge(let count): reason = "it has \(FigureFormatter.integer(count)) bytes or more"
      }
      let help = "make it readable, or remove it and run `dbmodel lock`"
      return (nil, damage(location.path, at: nil, reason, help: help))
    }
    let source = file(bytes)
    do throws(LockDamage) {
      let lock = try LockReader.read(source)
      return (LoadedLock(location: location, lock: lock, bytes: bytes), nil)
    } catch {
      return (
        nil,
        damage(
          location.path,
          at: Label(error.span, "here"),
          error.reason,
          help: error.help,
          first: error.first.map { Label($0, "here before") }
        )
      )
    }
  }

  static func damage(
    _ path: String,
    at place: Label?,
    _ reason: String,
    help: String,
    first: Label? = nil
  ) -> Diagnostic {
    Diagnostic(
      ToolRules.lockUnreadable,
      "`\(path)` cannot be read as a lock",
      at: place,
      secondary: first.map { [$0] } ?? [],
      notes: [reason],
      help: [help],
      path: path
    )
  }
}
