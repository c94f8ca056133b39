import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The different values that a field is declared to have, drawn as often as declared.
struct ValuePool {
  private let values: [Value]
  private let sampler: KeySampler

  /// - Parameters:
  ///   - most: Rows at most, so that no more values are made than can be drawn.
  ///   - make: A value of the field's type; made again where it is one of those there are already.
  init(
    _ distinct: DistinctValues,
    most: Int,
    _ generator: inout ValueGenerator,
    _ make: (inout ValueGenerator) -> Value
  ) {
    let wanted = max(1, Int(min(distinct.count, Double(max(1, most)))))
    var known: Set<Value> = []
    var values: [Value] = []
    // Of short texts and small numbers there may be fewer than are declared.
    for _ in 0..<wanted {
      for _ in 0..<Self.attempts {
        let value = make(&generator)
        guard known.insert(value).inserted else { continue }
        values.append(value)
        break
      }
    }
    self.values = values
    sampler = KeySampler(
      popularity: distinct.skew ?? .uniform,
      count: values.count,
      random: &generator.random
    )
  }

  private static let attempts = 50

  func next(_ random: inout SplitMix64) -> Value { values[sampler.next(&random)] }
}
