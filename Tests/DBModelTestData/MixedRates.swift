import DBModelTestKit

/// Gives the patterns of a random model rates that differ by up to a million.
public enum MixedRates {
  public static func text(_ model: String, seed: UInt64) -> String {
    var numbers = SplitMix64(seed: seed &* 77 &+ 5)
    let rates = ["0.001/s", "0.05/s", "1/s", "40/s", "900/s"]
    return model.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  rate 1/s")
        ? "  rate \(rates[numbers.integer(0...4)]) peak 1000/s" : String(line)
    }.joined(separator: "\n")
  }
}
