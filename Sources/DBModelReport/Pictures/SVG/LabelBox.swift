/// The room that a text takes in a drawing.
package struct LabelBox: Hashable, Sendable {
  package let x: Double
  package let y: Double
  package let width: Double
  package let height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package func overlaps(_ other: LabelBox) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  /// Whether it lies within a drawing of this size.
  package func fits(_ width: Double, _ height: Double) -> Bool {
    x >= 0 && y >= 0 && x + self.width <= width && y + self.height <= height
  }
}
