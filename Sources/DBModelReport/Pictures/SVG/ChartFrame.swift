/// The plot of a chart with two axes: where it lies, and what stands around it.
struct ChartFrame {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  private static let plotHeight = 260.0
  private static let gap = 8.0

  /// What a line of the legend shows beside its name.
  struct Entry {
    let name: String
    /// The class of its line, or of its area with a pattern.
    let role: String
    var fill: String?
  }

  /// Draws the legend, the title of the vertical axis, and gives the drawing its height.
  ///
  /// - Parameters:
  ///   - yLabels: The texts along the vertical axis, which decide where the plot begins.
  ///   - lane: Room above the plot, for marks.
  init(
    _ drawing: inout Drawing,
    legend: [Entry],
    yTitle: String,
    yLabels: [String],
    lane: Double = 0
  ) {
    let line = Drawing.lineHeight
    let widest = yLabels.map { TextExtent.width($0, size: Drawing.fontSize) }.max() ?? 0
    left = min(widest + 14, Drawing.width / 3)
    right = Drawing.width - 18
    let rows = Self.rows(legend, from: 0, to: right)
    top = Double(rows.count) * (line + 3) + line + 2 * Self.gap + lane
    bottom = top + Self.plotHeight
    drawing.height = bottom + 2 * line + Self.gap + 10
    var y = line - 2
    for row in rows {
      for (entry, x, name) in row { Self.draw(entry, name, x, y, &drawing) }
      y += line + 3
    }
    drawing.text(Drawing.clipped(yTitle, to: right), 2, y + 2, .start, "axis")
  }

  private static let sample = 30.0

  private static func rows(_ legend: [Entry], from left: Double, to right: Double)
    -> [[(entry: Entry, x: Double, name: String)]]
  {
    var rows: [[(entry: Entry, x: Double, name: String)]] = []
    var x = right
    for entry in legend {
      let room = right - left - sample - 6
      let name = Drawing.clipped(entry.name, to: room)
      let width = sample + 6 + TextExtent.width(name, size: Drawing.fontSize)
      if rows.isEmpty || x + width > right {
        rows.append([])
        x = left
      }
      rows[rows.count - 1].append((entry, x, name))
      x += width + 22
    }
    return rows
  }

  private static func draw(
    _ entry: Entry,
    _ name: String,
    _ x: Double,
    _ y: Double,
    _ drawing: inout Drawing
  ) {
    if let fill = entry.fill {
      drawing.rectangle(x, y - 10, sample - 4, 11, entry.role, fill: fill)
    } else {
      drawing.path(Drawing.lines([(x, y - 4.5), (x + sample - 4, y - 4.5)]), entry.role)
    }
    drawing.text(name, x + sample + 2, y)
  }

  /// Lines across the plot at the values of the vertical axis, with their texts.
  func drawRows(_ rows: [(y: Double, text: String)], minor: [Double], _ drawing: inout Drawing) {
    for y in minor { drawing.line(left, y, right, y, "minor") }
    for row in rows {
      drawing.line(left, row.y, right, row.y, "grid")
      drawing.text(row.text, left - 7, row.y + 4.5, .end, "tick")
    }
  }

  /// The horizontal axis; texts that have no room are left out, their lines stay.
  func drawColumns(
    _ columns: [(x: Double, text: String)],
    minor: [Double],
    title: String,
    _ drawing: inout Drawing
  ) {
    for x in minor { drawing.line(x, top, x, bottom, "minor") }
    let y = bottom + Drawing.lineHeight + 5
    for column in columns {
      drawing.line(column.x, top, column.x, bottom, "grid")
      drawing.line(column.x, bottom, column.x, bottom + 5, "edge")
      // At the ends of the axis a text may stand a little inwards.
      let half = TextExtent.width(column.text, size: Drawing.fontSize) / 2
      let x = max(half, min(column.x, Drawing.width - half))
      drawing.text(column.text, x, y, .middle, "tick")
    }
    drawing.line(left, bottom, right, bottom, "edge")
    let text = Drawing.clipped(title, to: right - left)
    drawing.text(text, right, bottom + 2 * Drawing.lineHeight + 7, .end, "axis")
  }

  /// A line across the plot with what it is, above it or below, to the right or to the left:
  /// wherever there is room for the words.
  func draw(_ limit: ChartLimit, at y: Double, _ drawing: inout Drawing) {
    drawing.line(left, y, right, y, limit.isGoal ? "goal" : "limit")
    let text = Drawing.clipped(limit.label, to: right - left - 12, "limit-label")
    let steps = [0.0, 1, 2, 3, 4, 5, 6]
    for step in steps {
      let (above, below) = (y - 6 - step * Drawing.lineHeight, y + 15 + step * Drawing.lineHeight)
      for (baseline, isInside) in [(above, above - 13 >= top), (below, below + 4 <= bottom)]
      where isInside {
        if drawing.text(text, right - 6, baseline, .end, "limit-label") { return }
        if drawing.text(text, left + 6, baseline, .start, "limit-label") { return }
      }
    }
  }
}
