/// Looks for the boundary that leaves the fuller of two halves as empty as possible.
struct SplitSearch {
  /// What fullness is: a part of what a partition serves.
  enum Measure: CaseIterable {
    case fullerSide, reads, writes

    func callAsFunction(_ load: UnitRates) -> Double {
      switch self {
      case .fullerSide: load.utilisation
      case .reads: load.reads / UnitRates.ofPartition.reads
      case .writes: load.writes / UnitRates.ofPartition.writes
      }
    }
  }

  struct Candidate {
    let boundary: KeyPosition
    /// The head key that it passes through, or beside what cannot be divided of it.
    let key: Int?
    let isBeside: Bool
    /// Units a second of both halves together.
    let whole: UnitRates
    /// How much emptier the fuller half is than the whole, as a part of what a partition serves.
    let gain: Double
  }

  let pieces: [LoadPiece]
  let range: KeyRange

  /// A boundary that lowers the fuller half by some part of what a partition serves: that of reads
  /// and writes together if there is one, else of those that are hot. Where a partition is full of
  /// reads at one end and of writes at the other, only the latter helps.
  ///
  /// - Parameter threshold: From this part on a partition is hot.
  func best(gaining leastGain: Double, threshold: Double) -> Candidate? {
    let whole = pieces.reduce(UnitRates.zero) { $0 + $1.load }
    for measure in Measure.allCases where measure(whole) > threshold {
      if let found = best(measure), found.gain >= leastGain { return found }
    }
    return nil
  }

  /// The best boundary inside the range; `nil` where there is none.
  private func best(_ measure: Measure) -> Candidate? {
    let whole = pieces.reduce(UnitRates.zero) { $0 + $1.load }
    var best: Candidate?
    func consider(_ boundary: KeyPosition, _ key: Int?, _ isBeside: Bool, _ left: UnitRates) {
      guard boundary > range.low, range.high.map({ boundary < $0 }) ?? true else { return }
      let candidate = Candidate(
        boundary: boundary,
        key: key,
        isBeside: isBeside,
        whole: whole,
        gain: measure(whole) - max(measure(left), measure(whole - left))
      )
      // Of boundaries alike the first one.
      if candidate.gain > (best?.gain ?? -.infinity) { best = candidate }
    }
    var left = UnitRates.zero
    for (place, piece) in pieces.enumerated() {
      let next = left + piece.load
      if piece.kind.isDivisible, measure(left) < measure(whole - left),
        measure(next) > measure(whole - next)
      {
        let part = Self.balance(left, piece.load, whole, measure)
        consider(piece.position(at: part), piece.key, false, left + piece.load * part)
      }
      // Before the next piece, and behind this one.
      let following = place + 1 < pieces.count ? pieces[place + 1] : piece
      let atom = [piece, following].first { !$0.kind.isDivisible && $0.load.utilisation > 0 }
      consider(piece.to, atom?.key ?? (piece.to.inside > 0 ? piece.key : nil), atom != nil, next)
      left = next
    }
    return best
  }

  /// The part of a divisible piece after which both sides are equally full: the fuller side grows
  /// on the left and shrinks on the right, so that they meet once.
  private static func balance(
    _ left: UnitRates,
    _ load: UnitRates,
    _ whole: UnitRates,
    _ measure: Measure
  ) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<48 {
      let middle = (low + high) / 2
      let side = left + load * middle
      if measure(side) < measure(whole - side) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The heaviest piece that no split divides.
  var heaviestAtom: LoadPiece? {
    var heaviest: LoadPiece?
    for piece in pieces where !piece.kind.isDivisible {
      if piece.load.utilisation > heaviest?.load.utilisation ?? 0 { heaviest = piece }
    }
    return heaviest
  }
}
