/// Looks for the boundary that leaves the fuller of two halves as empty as possible.
struct SplitSearch {
  struct Candidate {
    let boundary: KeyPosition
    /// The head key inside whose collection it passes; `nil` between collections.
    let insideKey: Int?
    /// Units a second on both sides, and together.
    let left: UnitRates
    let right: UnitRates
    let whole: UnitRates

    /// How much emptier the fuller half is than the whole, as a part of what a partition serves.
    var gain: Double { whole.utilisation - max(left.utilisation, right.utilisation) }
  }

  let pieces: [LoadPiece]
  let range: KeyRange

  /// The best boundary inside the range; `nil` where there is none.
  func best() -> Candidate? {
    let whole = pieces.reduce(UnitRates.zero) { $0 + $1.load }
    var best: Candidate?
    func consider(_ boundary: KeyPosition, _ piece: LoadPiece, _ left: UnitRates) {
      guard boundary > range.low, range.high.map({ boundary < $0 }) ?? true else { return }
      let candidate = Candidate(
        boundary: boundary,
        insideKey: boundary.inside > 0 ? piece.key : nil,
        left: left,
        right: whole - left,
        whole: whole
      )
      // Of boundaries alike the first one.
      if candidate.gain > (best?.gain ?? -.infinity) { best = candidate }
    }
    var left = UnitRates.zero
    for piece in pieces {
      let next = left + piece.load
      if piece.kind.isDivisible, left.utilisation < (whole - left).utilisation,
        next.utilisation > (whole - next).utilisation
      {
        let part = Self.balance(left, piece.load, whole)
        consider(piece.position(at: part), piece, left + piece.load * part)
      }
      consider(piece.to, piece, next)
      left = next
    }
    return best
  }

  /// The part of a divisible piece after which both sides are equally full: the fuller side grows
  /// on the left and shrinks on the right, so that they meet once.
  private static func balance(_ left: UnitRates, _ load: UnitRates, _ whole: UnitRates) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<48 {
      let middle = (low + high) / 2
      let side = left + load * middle
      if side.utilisation < (whole - side).utilisation { low = middle } else { high = middle }
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
