import DBModelStatistics
import Glibc

/// The size of an item or an entry as a random quantity: parts that are always there, and parts
/// that some rows have.
public struct SizeModel: Hashable, Sendable {
  /// One part: what it adds where it is present.
  public struct Part: Hashable, Sendable {
    public let meanBytes: Double
    /// Bytes squared.
    public let variance: Double
    public let maximumBytes: Double
    /// 0…1.
    public let presence: Double

    public init(
      meanBytes: Double,
      variance: Double = 0,
      maximumBytes: Double,
      presence: Double = 1
    ) {
      self.meanBytes = meanBytes
      self.variance = variance
      self.maximumBytes = max(maximumBytes, meanBytes)
      self.presence = min(max(presence, 0), 1)
    }
  }

  public private(set) var parts: [Part]

  public init(_ parts: [Part] = []) { self.parts = parts }

  public mutating func add(_ part: Part) { parts.append(part) }

  public var meanBytes: Double { parts.reduce(0) { $0 + $1.presence * $1.meanBytes } }

  /// With every part present at its largest.
  public var maximumBytes: Double { parts.reduce(0) { $0 + $1.maximumBytes } }

  /// The mean of the size rounded up to whole blocks, at least one block: `E[⌈size/block⌉]`, which
  /// is neither `⌈E[size]/block⌉` nor `E[size]/block`.
  ///
  /// Parts that some rows lack are told apart one by one (the eight that matter most; the others by
  /// their mean and variance); the rest is taken to be normally distributed, as a sum of many
  /// independent parts is.
  public func meanBlocks(ofBytes block: Double) -> Double {
    let optional = parts.filter { $0.presence > 0 && $0.presence < 1 }
      .sorted { ($0.weight, $0.meanBytes) > ($1.weight, $1.meanBytes) }
    let split = Array(optional.prefix(8))
    var mean = 0.0
    var variance = 0.0
    for part in parts where part.presence == 1 {
      mean += part.meanBytes
      variance += part.variance
    }
    for part in optional.dropFirst(8) {
      mean += part.presence * part.meanBytes
      variance +=
        part.presence * part.variance
        + part.presence * (1 - part.presence) * part.meanBytes * part.meanBytes
    }
    var total = 0.0
    for bits in 0..<(1 << split.count) {
      var probability = 1.0
      var combined = (mean: mean, variance: variance)
      for (index, part) in split.enumerated() {
        if bits >> index & 1 == 1 {
          probability *= part.presence
          combined.mean += part.meanBytes
          combined.variance += part.variance
        } else {
          probability *= 1 - part.presence
        }
      }
      total += probability * Self.blocks(combined.mean, combined.variance, block)
    }
    return total
  }

  /// `E[max(1, ⌈X/block⌉)]` for a normal X: 1 plus the chance to exceed each whole block.
  private static func blocks(_ mean: Double, _ variance: Double, _ block: Double) -> Double {
    let deviation = variance.squareRoot()
    // Below a hundredth of a block the rounding cannot be moved by the spread.
    if deviation < block / 1_000 { return max(1, (mean / block - 1e-9).rounded(.up)) }
    let first = max(1, ((mean - 6 * deviation) / block).rounded(.down))
    let last = ((mean + 6 * deviation) / block).rounded(.up)
    // Far above a block the roundings average out to half a block.
    if last - first > 64 { return mean / block + 0.5 }
    var expected = first
    var k = first
    while k <= last {
      expected += 0.5 * erfc((k * block - mean) / (deviation * 2.0.squareRoot()))
      k += 1
    }
    return expected
  }
}

extension SizeModel.Part {
  /// What telling the part's presence apart changes.
  fileprivate var weight: Double { presence * (1 - presence) * meanBytes * meanBytes }
}
