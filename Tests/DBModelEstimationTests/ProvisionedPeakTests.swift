import DBModelDesign
import DBModelEstimation
import DBModelTestKit
import Testing

/// What provisioned capacity serves of a peak.
@Suite struct ProvisionedPeakTests {
  private struct Draw {
    let base: Double
    let more: Double
    let seconds: Double
    let least: Double
    let burstSeconds: Double

    init(_ random: inout SplitMix64) {
      base = Double(Int.random(in: 0..<1_000, using: &random))
      more = Double(Int.random(in: 0..<5_000, using: &random))
      seconds = Double(60 + Int.random(in: 0..<3_000, using: &random))
      // What is served of the load before the peak.
      least = base + Double(Int.random(in: 0..<3_000, using: &random))
      burstSeconds = Double(Int.random(in: 0..<301, using: &random))
    }

    var load: PeakLoad { PeakLoad(base: base, parts: [(more, seconds)]) }
  }

  /// Without scaling the excess beyond what was saved is throttled.
  @Test(arguments: 1...50) func withoutScalingItIsArithmetic(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let draw = Draw(&random)
    let peak = ProvisionedPeak(draw.load, least: draw.least, burstSeconds: draw.burstSeconds)
    let wanted = (draw.base + draw.more) * draw.seconds
    let excess = (draw.base + draw.more - draw.least) * draw.seconds
    let refused = more(excess, than: draw.burstSeconds * (draw.least - draw.base))
    #expect(abs(peak.throttledShare - refused / wanted) < 1e-6)
    #expect(peak.changes.isEmpty && peak.atStart == draw.least)
  }

  private func more(_ excess: Double, than saved: Double) -> Double { max(0, excess - saved) }

  /// Scaling, more capacity and more of what is saved never throttle more.
  @Test(arguments: 1...50) func helpHelps(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let draw = Draw(&random)
    let target = 0.2 + 0.7 * Double(Int.random(in: 0..<100, using: &random)) / 100
    func share(least: Double, most: Double, burst: Double) -> Double {
      let scaler = CapacityScaler(least: least, most: most, target: target)
      return ProvisionedPeak(draw.load, least: least, scaler: scaler, burstSeconds: burst)
        .throttledShare
    }
    let most = draw.least * 4
    let plain = ProvisionedPeak(draw.load, least: draw.least).throttledShare
    let scaled = share(least: draw.least, most: most, burst: 0)
    #expect(scaled <= plain + 1e-9)
    #expect(share(least: draw.least, most: most, burst: 300) <= scaled + 1e-9)
    #expect(share(least: draw.least * 1.5, most: most, burst: 0) <= scaled + 1e-9)
    #expect(share(least: draw.base + draw.more, most: 1e5, burst: 0) == 0)
  }

  /// It sees what is served: capacity that is used up grows by the target with each change.
  @Test func scalingGrowsInSteps() {
    let load = PeakLoad(base: 100, parts: [(1_800, 1_800)])
    let scaler = CapacityScaler(least: 200, most: 2_000, target: 0.5)
    let peak = ProvisionedPeak(load, least: 200, scaler: scaler)
    #expect(peak.changes.map(\.unitsPerSecond) == [400, 800, 1_600, 2_000])
    #expect(peak.changes.map(\.seconds) == [180, 360, 540, 720])
    #expect(peak.throttledSeconds == 720)
  }
}
