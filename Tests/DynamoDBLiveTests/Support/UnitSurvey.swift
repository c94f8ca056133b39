import DBModelData
import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelPlanning
import DBModelQuery
import DBModelStatistics
import DBModelWorkload
import Glibc

@testable import DBModelVerify

/// Units that calls of a pattern take, counted from generated rows, beside what the same calls are
/// estimated to take: over several sets of rows, so that what all calls on one set share, such as
/// which parent has most children, is seen as the chance it is.
struct UnitSurvey {
  /// What one set of rows showed of a pattern.
  struct Sample {
    let measured: Double
    let low: Double
    let high: Double
  }

  struct Figure {
    let name: String
    var samples: [Sample] = []
    var units = MeasuredUnits()

    var calls: Int { units.calls }
    var measured: Double { mean(\.measured) }
    var low: Double { mean(\.low) }
    var high: Double { mean(\.high) }

    /// Of the measured mean, from how it differs from one set of rows to another; at least what the
    /// calls differ by, as a few sets may agree by chance, and what one call more makes that takes
    /// half a unit more: what is rare may not have been met.
    var standardError: Double {
      guard samples.count > 1 else { return .infinity }
      let differences = samples.map { $0.measured - ($0.low + $0.high) / 2 }
      let mean = differences.reduce(0, +) / Double(samples.count)
      let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let own = (squares / Double(samples.count - 1) / Double(samples.count)).squareRoot()
      return max(own, units.standardError ?? 0, 0.5 / Double(max(1, calls)))
    }

    /// How many standard errors a mean of so many sets is off by once in ten thousand: Student's
    /// quantile, by its expansion around the normal one (Abramowitz and Stegun, 26.7.5).
    var errorsByChance: Double {
      let (normal, freedom) = (3.89, Double(max(1, samples.count - 1)))
      let (cube, fifth) = (pow(normal, 3), pow(normal, 5))
      return normal + (cube + normal) / (4 * freedom)
        + (5 * fifth + 16 * cube + 3 * normal) / (96 * freedom * freedom)
    }

    /// How far the measured mean lies outside of the estimate, as a part of it; 0 within.
    var distance: Double {
      if measured < low { return 1 - measured / low }
      return measured > high && high > 0 ? measured / high - 1 : 0
    }

    private func mean(_ value: (Sample) -> Double) -> Double {
      samples.isEmpty ? 0 : samples.reduce(0) { $0 + value($1) } / Double(samples.count)
    }
  }

  let workload: Workload
  let design: PhysicalDesign
  let rows: Int
  let calls: Int

  /// By pattern, in declared order; those that nothing is counted of are left out.
  func figures(seeds: Range<UInt64>) throws -> [Figure] {
    var figures = workload.patterns.map { Figure(name: $0.name) }
    for seed in seeds {
      for (pattern, sample, units) in try samples(seed: seed) {
        figures[pattern.rawValue].samples.append(sample)
        figures[pattern.rawValue].units.add(units)
      }
    }
    return figures.filter { !$0.samples.isEmpty }
  }

  private func samples(seed: UInt64) throws -> [(PatternID, Sample, MeasuredUnits)] {
    var generator = RowGenerator(
      workload: workload,
      seed: seed,
      now: VerifyOptions.now,
      style: .declared(largest: rows)
    )
    generator.values.allowsEmptyTexts = false
    let dataset = generator.generate()
    var arguments = ArgumentGenerator(workload: workload, dataset: dataset, rows: generator)
    let estimates = Estimates(workload: ScaledWorkload.of(workload, dataset), design: design)
    var found: [(PatternID, Sample, MeasuredUnits)] = []
    for case .dynamoDB(let tables) in design.stores {
      let held = HeldItems(workload: workload, design: tables)
      held.hold(dataset)
      let meter = UnitMeter(design: tables) { try held.send($0) }
      meter.isCounting = true
      let runner = DynamoDBRunner(workload: workload, design: tables) { try meter.send($0) }
      for access in design.accesses where access.store == tables.store {
        guard case .dynamoDB(let path) = access.path,
          let units = estimates.units(of: access.pattern)
        else { continue }
        let pattern = workload[access.pattern]
        if UnitComparison.reasonAgainst(pattern, workload) != nil { continue }
        var counted = MeasuredUnits()
        for _ in 0..<calls {
          meter.reset()
          let given = arguments.arguments(for: pattern)
          guard try run(pattern, path, given, dataset, runner, held) else { continue }
          counted.add(read: meter.readUnits, write: meter.writeUnits)
        }
        guard counted.calls > 0 else { continue }
        let sample = Sample(
          measured: counted.mean,
          low: units.readUnits.low + units.writeUnits.low,
          high: units.readUnits.high + units.writeUnits.high
        )
        found.append((access.pattern, sample, counted))
      }
    }
    return found
  }

  /// - Returns: Whether the call counts: reads do, writes that are applied.
  private func run(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    _ given: Arguments,
    _ dataset: Dataset,
    _ runner: DynamoDBRunner,
    _ held: HeldItems
  ) throws -> Bool {
    guard case .write = pattern.operation else {
      _ = try runner.read(
        pattern,
        path: path,
        given,
        now: VerifyOptions.now,
        isFirstPage: true
      )
      return true
    }
    var after = dataset
    let outcome = Evaluator(workload: workload).write(
      pattern,
      given,
      &after,
      now: VerifyOptions.now
    )
    guard case .applied = outcome else { return false }
    held.expect(after)
    defer { held.expect(nil) }
    do {
      let actual = try runner.write(
        pattern,
        path: path,
        given,
        now: VerifyOptions.now,
        conditionFailure: { _ in nil }
      )
      return actual == .applied
    } catch is RequestBreach {
      return false
    }
  }
}

extension MeasuredUnits {
  fileprivate mutating func add(_ other: MeasuredUnits) {
    calls += other.calls
    read += other.read
    write += other.write
    squares += other.squares
  }
}
