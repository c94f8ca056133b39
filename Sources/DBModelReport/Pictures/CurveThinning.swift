import Glibc

/// Leaves out points of a curve that nobody could tell from the line between their neighbours.
enum CurveThinning {
  /// In decades of either axis: half a percent or so, which is less than a line is wide.
  private static let tolerance = 0.004

  /// The points that matter on logarithmic axes (Douglas and Peucker's method, 1973): no point that
  /// is left out lies further than the tolerance from the lines between those that stay.
  ///
  /// - Parameter points: Above 0 on both axes, in order of their x.
  static func thinned(_ points: [ChartPoint]) -> [ChartPoint] {
    guard points.count > 2 else { return points }
    let places = points.map { ChartPoint(log10($0.x), log10($0.y)) }
    var keeps = [Bool](repeating: false, count: points.count)
    keeps[0] = true
    keeps[points.count - 1] = true
    var open = [(first: 0, last: points.count - 1)]
    while let (first, last) = open.popLast() {
      var worst = (place: first, distance: tolerance)
      for place in (first + 1)..<max(first + 1, last) {
        let distance = self.distance(places[place], places[first], places[last])
        if distance > worst.distance { worst = (place, distance) }
      }
      guard worst.place > first else { continue }
      keeps[worst.place] = true
      open += [(first, worst.place), (worst.place, last)]
    }
    return points.indices.filter { keeps[$0] }.map { points[$0] }
  }

  /// From the line through two points, along the shorter way to it of the two axes and across.
  private static func distance(_ point: ChartPoint, _ a: ChartPoint, _ b: ChartPoint) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else {
      let (x, y) = (point.x - a.x, point.y - a.y)
      return (x * x + y * y).squareRoot()
    }
    return abs(dy * (point.x - a.x) - dx * (point.y - a.y)) / length
  }
}
