/// An SVG that is being drawn: shapes, and texts that never lie on each other.
package struct Drawing {
  /// Where a text stands to its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// Of all drawings, in the unit that one pixel is where nothing is scaled.
  package static let width = 640.0
  static let fontSize = 13.0
  /// Of a line of text.
  static let lineHeight = 17.0

  package var height: Double
  /// The room of each text that was drawn.
  package private(set) var labels: [LabelBox] = []
  private var shapes: [Markup] = []

  init(height: Double) { self.height = height }

  // MARK: Shapes

  /// A number to a tenth of a pixel: what differs by rounding only is drawn alike.
  static func number(_ value: Double) -> String {
    let tenths = Int((min(max(value, -1e6), 1e6) * 10).rounded())
    let text = "\(tenths.magnitude / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths.magnitude % 10)")
    return tenths < 0 ? "-" + text : text
  }

  mutating func add(_ shape: Markup) { shapes.append(shape) }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ role: StaticString) {
    add(
      .element(
        "line",
        [
          MarkupAttribute("class", role.description), MarkupAttribute("x1", Self.number(x1)),
          MarkupAttribute("y1", Self.number(y1)), MarkupAttribute("x2", Self.number(x2)),
          MarkupAttribute("y2", Self.number(y2)),
        ],
        []
      )
    )
  }

  mutating func rectangle(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double,
    _ role: String,
    fill: String? = nil
  ) {
    let shape = [
      MarkupAttribute("class", role), MarkupAttribute("x", Self.number(x)),
      MarkupAttribute("y", Self.number(y)), MarkupAttribute("width", Self.number(max(0, width))),
      MarkupAttribute("height", Self.number(max(0, height))),
    ]
    add(.element("rect", shape + (fill.map { [MarkupAttribute("fill", $0)] } ?? []), []))
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ role: String) {
    add(
      .element(
        "circle",
        [
          MarkupAttribute("class", role), MarkupAttribute("cx", Self.number(x)),
          MarkupAttribute("cy", Self.number(y)), MarkupAttribute("r", Self.number(radius)),
        ],
        []
      )
    )
  }

  /// - Parameter fill: A pattern; `nil` leaves it to the style sheet.
  mutating func path(_ commands: String, _ role: String, fill: String? = nil) {
    let shape = [MarkupAttribute("class", role), MarkupAttribute("d", commands)]
    add(.element("path", shape + (fill.map { [MarkupAttribute("fill", $0)] } ?? []), []))
  }

  /// Straight lines through points.
  static func lines(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { place, point in
      "\(place == 0 ? "M" : "L")\(number(point.x)) \(number(point.y))"
    }.joined()
  }

  // MARK: Text

  /// How wide a text may be; figures and limits are bold, which is up to an eighth wider.
  static func width(of text: String, _ role: StaticString = "label") -> Double {
    let isBold = role.description == "value" || role.description == "limit-label"
    return TextExtent.width(text, size: isBold ? fontSize * 1.125 : fontSize)
  }

  /// As much of a text as may stand in a room, as `TextExtent.clipped` gives it.
  static func clipped(_ text: String, to room: Double, _ role: StaticString = "label") -> String {
    TextExtent.clipped(
      VisibleText.line(text),
      to: room,
      size: width(of: "n", role) / TextExtent.width("n", size: 1)
    )
  }

  /// The room that a text would take whose line begins, has its middle or ends at a point.
  ///
  /// - Parameter y: Of its baseline.
  static func box(
    _ text: String,
    _ x: Double,
    _ y: Double,
    _ anchor: Anchor,
    _ role: StaticString
  ) -> LabelBox {
    let width = width(of: text, role)
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return LabelBox(x: left, y: y - 13, width: width, height: lineHeight)
  }

  /// Draws a text where it has room: inside the drawing, and on no other text.
  ///
  /// - Returns: Whether it had.
  @discardableResult
  mutating func text(
    _ text: String,
    _ x: Double,
    _ y: Double,
    _ anchor: Anchor = .start,
    _ role: StaticString = "label"
  ) -> Bool {
    let text = VisibleText.line(text)
    let box = Self.box(text, x, y, anchor, role)
    guard box.fits(Self.width, height), !labels.contains(where: { $0.overlaps(box) }) else {
      return false
    }
    labels.append(box)
    add(
      .element(
        "text",
        [
          MarkupAttribute("class", role.description), MarkupAttribute("x", Self.number(x)),
          MarkupAttribute("y", Self.number(y)),
          MarkupAttribute("text-anchor", anchor.rawValue),
        ],
        [.text(text)]
      )
    )
    return true
  }

  // MARK: Result

  /// The whole, with what a reader hears who cannot see it.
  ///
  /// - Parameter id: Of no other element of the page.
  package func markup(id: String, title: String, description: String) -> Markup {
    .element(
      "svg",
      [
        MarkupAttribute("xmlns", "http://www.w3.org/2000/svg"),
        MarkupAttribute("class", "picture"),
        MarkupAttribute("viewBox", "0 0 \(Self.number(Self.width)) \(Self.number(height))"),
        MarkupAttribute("role", "img"),
        MarkupAttribute("aria-labelledby", "\(id)-title \(id)-desc"),
      ],
      [
        .element("title", [MarkupAttribute("id", "\(id)-title")], text: VisibleText.line(title)),
        .element(
          "desc",
          [MarkupAttribute("id", "\(id)-desc")],
          text: VisibleText.line(description)
        ),
        Self.patterns(id),
      ] + shapes
    )
  }

  /// What an area is hatched with, so that it is told from others without its colour.
  static func pattern(_ name: String, id: String) -> String { "url(#\(id)-\(name))" }

  private static func patterns(_ id: String) -> Markup {
    func pattern(_ name: String, _ lines: String, _ role: String) -> Markup {
      .element(
        "pattern",
        [
          MarkupAttribute("id", "\(id)-\(name)"), MarkupAttribute("width", "6"),
          MarkupAttribute("height", "6"), MarkupAttribute("patternUnits", "userSpaceOnUse"),
        ],
        [
          .element(
            "rect",
            [
              MarkupAttribute("class", "ground \(role)"), MarkupAttribute("width", "6"),
              MarkupAttribute("height", "6"),
            ],
            []
          ),
          .element(
            "path",
            [MarkupAttribute("class", "hatch \(role)"), MarkupAttribute("d", lines)],
            []
          ),
        ]
      )
    }
    return .element(
      "defs",
      [],
      [
        pattern("risk", "M-1 1L1 -1M0 6L6 0M5 7L7 5", "risk"),
        pattern("bad", "M-1 1L1 -1M0 6L6 0M5 7L7 5M-1 5L1 7M0 0L6 6M5 -1L7 1", "bad"),
      ]
    )
  }
}
