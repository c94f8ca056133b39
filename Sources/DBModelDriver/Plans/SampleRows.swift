import DBModelData
import DBModelQuery
import DBModelWorkload

/// A few rows of every entity, and calls that find some of them: for engines that look at rows when
/// they plan.
struct SampleRows {
  /// The rows, the same ones each time.
  let dataset: Dataset

  private let workload: Workload
  private let rows: RowGenerator
  /// Nanoseconds since 1970.
  private let now: Int64

  /// Printed nowhere: the rows are seen by nobody.
  private static let seed: UInt64 = 1
  /// Rows of the largest entity.
  private static let largest = 200
  /// Calls that are tried until one says everything a statement asks.
  private static let tries = 24

  /// - Parameter day: Days since 1970: when calls are made.
  init(workload: Workload, day: Int64) {
    self.workload = workload
    now = (min(max(day, -100_000), 100_000) + 1) * 86_400 * 1_000_000_000
    var rows = RowGenerator(
      workload: workload,
      seed: Self.seed,
      now: now,
      style: .declared(largest: Self.largest)
    )
    dataset = rows.generate()
    self.rows = rows
  }

  /// A statement of a pattern with the values of a call in it; `nil` where one depends on what
  /// another statement finds.
  func text(of statement: SQLStatement, _ pattern: AccessPattern) -> String? {
    var generator = ArgumentGenerator(workload: workload, dataset: dataset, rows: rows)
    let codec = SQLValueCodec(.mysql)
    for _ in 0..<Self.tries {
      let resolver = SQLBindingResolver(
        workload: workload,
        pattern: pattern,
        arguments: generator.arguments(for: pattern),
        now: now
      )
      var literals: [SQLBinding: String] = [:]
      for binding in statement.bindings {
        guard let value = try? resolver.value(binding), value != .null else { break }
        literals[binding] = codec.literal(value, as: binding.type)
      }
      if Set(statement.bindings).allSatisfy({ literals[$0] != nil }) {
        return statement.text { literals[$0] ?? "NULL" }
      }
    }
    return nil
  }
}
