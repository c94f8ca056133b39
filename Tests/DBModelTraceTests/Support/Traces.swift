import DBModelStatistics
import DBModelTrace
import Glibc

/// Logs made and counted.
enum Traces {
  /// Counts logs in their order.
  static func run(
    _ logs: [[UInt8]],
    piece: Int = .max,
    control: RunControl = RunControl(),
    _ change: (inout TraceSettings) -> Void = { _ in }
  ) -> TraceRun {
    var settings = TraceSettings()
    change(&settings)
    let run = TraceRun(settings: settings, control: control)
    for (number, log) in logs.enumerated() {
      run.read(path: "log \(number + 1)", MemoryStream(log, piece: piece))
    }
    return run
  }

  static func run(_ text: String, _ change: (inout TraceSettings) -> Void = { _ in }) -> TraceRun {
    run([Array(text.utf8)], change)
  }

  /// What a run writes as a part.
  static func part(_ run: TraceRun) -> [UInt8] {
    let bytes = Collected()
    return run.writePart { bytes.add($0) } ? bytes.all : []
  }

  private final class Collected {
    var all: [UInt8] = []
    func add(_ bytes: [UInt8]) -> Bool {
      all += bytes
      return true
    }
  }

  /// Numbers as `u32` has them.
  static func binary(_ numbers: [UInt32]) -> [UInt8] {
    numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) }
    }
  }

  /// Numbers of a Zipf distribution: the i-th of `keys` in proportion to `i^-exponent`.
  static func zipf(_ count: Int, keys: Int, exponent: Double, seed: UInt64) -> [UInt32] {
    var generator = SplitMix64(seed: seed)
    var sums: [Double] = []
    var sum = 0.0
    for key in 1...keys {
      sum += pow(Double(key), -exponent)
      sums.append(sum)
    }
    return (0..<count).map { _ in
      let draw = Double(generator.next() >> 11) * 0x1p-53 * sum
      var (low, high) = (0, keys - 1)
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] < draw { low = middle + 1 } else { high = middle }
      }
      return UInt32(low)
    }
  }

  static func counts(_ numbers: [UInt32]) -> [Int] {
    var counts: [UInt32: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    return counts.values.sorted(by: >)
  }
}
