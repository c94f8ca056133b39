import Glibc

/// Leaves out the long tails of curves that only fall, which would press their heads, where the
/// limits are, to the top of a drawing.
enum CurveCut {
  /// Decades below the highest point that are drawn.
  private static let mostDecades = 9

  /// Where the vertical axis may begin; `nil` where nothing has to be left out.
  ///
  /// - Parameter limits: All of which stay.
  static func floor(of series: [ChartSeries], limits: [ChartLimit]) -> Double? {
    let falls = series.allSatisfy { series in
      zip(series.points, series.points.dropFirst()).allSatisfy { $0.y >= $1.y }
    }
    let heights = series.flatMap { $0.points.map(\.y) }
    guard falls, let least = heights.min(), let most = heights.max() else { return nil }
    let firsts = series.compactMap { $0.points.first?.y } + limits.map(\.value)
    let reach = min(most / (Double("1e\(mostDecades)") ?? 1), firsts.min() ?? most)
    // A round number, at which the axis begins; what stands on one to within rounding is one.
    let exponent = Int((log10(reach) + 1e-9).rounded(.down))
    guard let floor = Double("1e\(exponent)"), floor > 0 else { return nil }
    return least < floor ? floor : nil
  }

  /// The points from a height on, and the one at which the curve comes to it.
  static func cut(_ points: [ChartPoint], at floor: Double) -> [ChartPoint] {
    guard let end = points.firstIndex(where: { $0.y < floor }), end > 0 else { return points }
    let (a, b) = (points[end - 1], points[end])
    let height = log(a.y / b.y)
    let part = height > 0 ? log(a.y / floor) / height : 0
    let x = a.x * pow(b.x / a.x, part)
    return Array(points[..<end]) + [ChartPoint(min(max(x, a.x), b.x), floor)]
  }
}
