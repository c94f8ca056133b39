/// The size of an item or an entry as a random quantity: parts that are always there, parts that
/// some rows have, and parts of which a row has one set or another.
public struct SizeModel: Hashable, Sendable {
  /// One of several cases of a variant; a row has the parts of one case and of no other.
  public struct Alternative: Hashable, Sendable {
    /// Which variant of the entity.
    public let group: Int
    public let name: String
    /// The part of the rows that are of this case, 0…1.
    public let share: Double

    public init(group: Int, name: String, share: Double) {
      self.group = group
      self.name = name
      self.share = min(max(share, 0), 1)
    }
  }

  /// One part: what it adds where it is present.
  public struct Part: Hashable, Sendable {
    public let meanBytes: Double
    /// Bytes squared.
    public let variance: Double
    public let maximumBytes: Double
    /// Among all rows, 0…1.
    public let presence: Double
    public let alternative: Alternative?

    public init(
      meanBytes: Double,
      variance: Double = 0,
      maximumBytes: Double,
      presence: Double = 1,
      alternative: Alternative? = nil
    ) {
      self.meanBytes = meanBytes
      self.variance = variance
      self.maximumBytes = max(maximumBytes, meanBytes)
      self.presence = min(max(presence, 0), 1)
      self.alternative = alternative
    }

    func with(presence: Double, alternative: Alternative?) -> Part {
      Part(
        meanBytes: meanBytes,
        variance: variance,
        maximumBytes: maximumBytes,
        presence: presence,
        alternative: alternative
      )
    }
  }

  public private(set) var parts: [Part]

  public init(_ parts: [Part] = []) { self.parts = parts }

  public mutating func add(_ part: Part) { parts.append(part) }

  public var meanBytes: Double { parts.reduce(0) { $0 + $1.presence * $1.meanBytes } }

  /// Bytes squared, of parts that do not depend on each other.
  public var variance: Double {
    parts.reduce(0) { sum, part in
      let chance = part.presence * (1 - part.presence)
      return sum + part.presence * part.variance + chance * part.meanBytes * part.meanBytes
    }
  }

  /// With every part present at its largest; of alternatives the largest case.
  public var maximumBytes: Double {
    var total = 0.0
    var cases: [(alternative: Alternative, bytes: Double)] = []
    for part in parts {
      guard let alternative = part.alternative else {
        total += part.maximumBytes
        continue
      }
      if let known = cases.firstIndex(where: { $0.alternative == alternative }) {
        cases[known].bytes += part.maximumBytes
      } else {
        cases.append((alternative, part.maximumBytes))
      }
    }
    var largest: [(group: Int, bytes: Double)] = []
    for one in cases {
      if let known = largest.firstIndex(where: { $0.group == one.alternative.group }) {
        largest[known].bytes = max(largest[known].bytes, one.bytes)
      } else {
        largest.append((one.alternative.group, one.bytes))
      }
    }
    return largest.reduce(total) { $0 + $1.bytes }
  }

  /// Among the rows that have a part only: of its variant only its own case is left.
  func having(_ part: Part) -> SizeModel {
    guard let wanted = part.alternative, wanted.share > 0 else { return self }
    return SizeModel(
      parts.compactMap { other in
        guard let own = other.alternative, own.group == wanted.group else { return other }
        guard own.name == wanted.name else { return nil }
        return other.with(presence: other.presence / wanted.share, alternative: nil)
      }
    )
  }

  /// The size of the sum of so many independent items, for their mean and spread.
  func times(_ count: Double) -> SizeModel {
    SizeModel(
      parts.map { part in
        Part(
          meanBytes: part.presence * part.meanBytes * count,
          variance: count
            * (part.presence * part.variance
              + part.presence * (1 - part.presence) * part.meanBytes * part.meanBytes),
          maximumBytes: part.maximumBytes * count
        )
      }
    )
  }

  /// The mean of the size rounded up to whole blocks, at least one block: `E[⌈size/block⌉]`, which
  /// is neither `⌈E[size]/block⌉` nor `E[size]/block`.
  ///
  /// What some rows have and others lack is told apart, the choices that matter most first; the
  /// others count by their mean and variance.
  public func meanBlocks(ofBytes block: Double) -> Double {
    SizeOutcomes(parts).meanBlocks(ofBytes: block)
  }
}
