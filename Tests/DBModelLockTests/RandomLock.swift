import DBModelLock
import DBModelTestKit

/// Locks with names that nobody would choose.
enum RandomLock {
  private static let parts = [
    "order", "shop.dbmodel", "a b", "\"", "\\", "ä", "\n", "\u{202E}", "#", "model", "desc", "(",
    ",", "on", "of", "|", "1", "-", "/", "_", "<<<<<<<", " ", "\u{1F600}",
  ]

  private static func word(_ numbers: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
      parts[Int.random(in: 0..<parts.count, using: &numbers)]
    }.joined()
  }

  private static func many<T>(
    _ range: ClosedRange<Int>,
    _ numbers: inout SplitMix64,
    _ make: (Int, inout SplitMix64) -> T
  ) -> [T] {
    (0..<Int.random(in: range, using: &numbers)).map { make($0, &numbers) }
  }

  private static func figure(_ numbers: inout SplitMix64) -> Double {
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: 0
    case 1: Double(Int.random(in: 1...1_000_000_000, using: &numbers))
    case 2: Double(Int.random(in: 1...1_000_000, using: &numbers)) / 100
    case 3: Double.random(in: 0..<1e-3, using: &numbers)
    default: Double.random(in: 1e14..<1e300, using: &numbers)
    }
  }

  private static func columns(_ numbers: inout SplitMix64) -> [LockedColumn] {
    many(1...3, &numbers) { _, numbers in
      LockedColumn(word(&numbers), isDescending: Bool.random(using: &numbers))
    }
  }

  /// A place in a name makes it one of its kind.
  static func lock(_ numbers: inout SplitMix64) -> PlanLock {
    PlanLock(
      models: many(0...3, &numbers) { place, numbers in
        LockedModel(
          root: "\(place)" + word(&numbers),
          leftOut: many(1...2, &numbers) { place, numbers in
            LockedRemoval(
              store: word(&numbers),
              table: "\(place)" + word(&numbers),
              columns: columns(&numbers),
              reason: Bool.random(using: &numbers) ? "" : word(&numbers)
            )
          },
          added: many(0...2, &numbers) { place, numbers in
            LockedAddition(
              store: word(&numbers),
              table: "\(place)" + word(&numbers),
              columns: columns(&numbers),
              included: columns(&numbers).map(\.name),
              uses: many(0...2, &numbers) { place, numbers in
                let (a, b) = (figure(&numbers), figure(&numbers))
                return LockedAddition.Use(
                  pattern: "\(place)" + word(&numbers),
                  cost: min(a, b),
                  costWithout: max(a, b)
                )
              }
            )
          },
          sets: many(0...2, &numbers) { place, numbers in set(place, &numbers) }
        )
      }
    )
  }

  private static func set(_ place: Int, _ numbers: inout SplitMix64) -> LockedPlanSet {
    LockedPlanSet(
      engine: "\(place)" + word(&numbers),
      store: word(&numbers),
      version: word(&numbers),
      statistics: word(&numbers),
      tables: many(0...3, &numbers) { place, numbers in
        LockedTable(
          name: "\(place)" + word(&numbers),
          rows: figure(&numbers),
          statistics: word(&numbers),
          columns: word(&numbers),
          indexes: many(0...2, &numbers) { place, numbers in
            LockedIndex(name: "\(place)" + word(&numbers), columns: columns(&numbers))
          }
        )
      },
      plans: many(0...4, &numbers) { place, numbers in
        LockedPlan(
          name: LockedPlan.Name(
            pattern: "\(place)" + word(&numbers),
            variant: Bool.random(using: &numbers) ? "" : word(&numbers),
            number: Int.random(in: 1...3, using: &numbers),
            values: Bool.random(using: &numbers) ? "" : word(&numbers)
          ),
          tables: many(0...2, &numbers) { place, numbers in "\(place)" + word(&numbers) },
          statement: word(&numbers),
          rows: Bool.random(using: &numbers) ? nil : figure(&numbers),
          cost: Bool.random(using: &numbers) ? nil : figure(&numbers),
          steps: many(0...4, &numbers) { place, numbers in
            String(repeating: "  ", count: place) + word(&numbers)
          }
        )
      }
    )
  }

  /// In the order of the file.
  static func sorted(_ lock: PlanLock) -> PlanLock {
    var lock = lock
    lock.models.sort { $0.root < $1.root }
    for model in lock.models.indices {
      lock.models[model].leftOut.sort { ($0.store, $0.table) < ($1.store, $1.table) }
      lock.models[model].added.sort { ($0.store, $0.table) < ($1.store, $1.table) }
      lock.models[model].sets.sort { ($0.engine, $0.store) < ($1.engine, $1.store) }
      for set in lock.models[model].sets.indices {
        lock.models[model].sets[set].tables.sort { $0.name < $1.name }
        lock.models[model].sets[set].plans.sort { $0.name < $1.name }
        for table in lock.models[model].sets[set].tables.indices {
          lock.models[model].sets[set].tables[table].indexes.sort { $0.name < $1.name }
        }
        for plan in lock.models[model].sets[set].plans.indices {
          lock.models[model].sets[set].plans[plan].tables.sort()
        }
      }
    }
    return lock
  }

  /// One accident.
  static func damage(_ bytes: inout [UInt8], _ numbers: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 1: bytes.remove(at: place)
    case 2: bytes.removeLast(bytes.count - place)
    case 3: bytes.insert(UInt8(ascii: " "), at: place)
    case 4:
      let end = min(bytes.count, place + Int.random(in: 1...200, using: &numbers))
      bytes.insert(
        contentsOf: bytes[place..<end],
        at: Int.random(in: 0..<place + 1, using: &numbers)
      )
    default:
      var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let a = Int.random(in: 0..<lines.count, using: &numbers)
      let b = Int.random(in: 0..<lines.count, using: &numbers)
      lines.swapAt(a, b)
      bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }
  }
}
