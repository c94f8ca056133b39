import DBModelJSON
import DBModelVerify
import DBModelWorkload

/// What verifications of many models showed together.
struct LiveTally {
  private(set) var models = 0
  private(set) var patterns = 0
  private(set) var calls = 0
  private(set) var fruitful = 0
  /// Calls that the endpoint's answers were compared of.
  private(set) var reads = 0
  private(set) var writes = 0
  private(set) var transactions = 0
  private(set) var onSQLite = 0
  private(set) var states = 0
  private(set) var rows = 0
  private(set) var differences = 0
  private(set) var leftOut: [String: Int] = [:]

  var compared: Int { reads + writes + transactions }

  mutating func add(_ verification: Verification, _ workload: Workload) {
    models += 1
    patterns += verification.patterns.count
    states += verification.stateChecks
    rows += verification.loadedRows
    differences += verification.mismatches.count
    for pattern in verification.patterns {
      calls += pattern.calls
      fruitful += pattern.fruitful
      onSQLite += pattern.compared[.sqlite] ?? 0
      let compared = pattern.compared[.dynamoDB] ?? 0
      switch workload[pattern.pattern].operation {
      case .read: reads += compared
      case .write(_, isTransaction: true): transactions += compared
      case .write: writes += compared
      case .sql: break
      }
      for left in pattern.leftOut where left.engine == .dynamoDB {
        leftOut[Self.general(left.reason), default: 0] += left.calls ?? pattern.calls
      }
    }
  }

  /// A reason without the names of one model.
  private static func general(_ reason: String) -> String {
    reason.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset.isMultiple(of: 2) ? String($0.element) : "…" }.joined()
  }

  var json: JSONValue {
    [
      "models": .int(models), "patterns": .int(patterns), "calls": .int(calls),
      "fruitful": .int(fruitful), "reads": .int(reads), "writes": .int(writes),
      "transactions": .int(transactions), "sqlite": .int(onSQLite), "states": .int(states),
      "rows": .int(rows), "differences": .int(differences),
      "left_out": .object(
        leftOut.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { JSONValue.Member($0.key, .int($0.value)) }
      ),
    ]
  }
}
