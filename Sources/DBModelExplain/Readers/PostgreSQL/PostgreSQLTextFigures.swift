/// Reads `(cost=0.00..1.50 rows=5 width=8) (actual time=0.01..0.02 rows=5 loops=1)`.
enum PostgreSQLTextFigures {
  static func read(_ text: Substring) -> [PlanProperty] {
    var properties: [PlanProperty] = []
    var rest = text
    while let start = rest.firstIndex(of: "(") {
      let inner = rest[rest.index(after: start)...]
      let end = inner.firstIndex(of: ")") ?? inner.endIndex
      properties += group(inner[..<end])
      rest = inner[end...]
    }
    return properties
  }

  private static func group(_ text: Substring) -> [PlanProperty] {
    if text == "never executed" {
      return [
        PlanProperty("Actual Rows", .text("0")), PlanProperty("Actual Loops", .text("0")),
      ]
    }
    let isActual = text.hasPrefix("actual ")
    var properties: [PlanProperty] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      guard let equals = word.firstIndex(of: "=") else { continue }
      let value = word[word.index(after: equals)...]
      switch (word[..<equals], isActual) {
      case ("cost", _): properties += range(value, "Startup Cost", "Total Cost")
      case ("time", _): properties += range(value, "Actual Startup Time", "Actual Total Time")
      case ("rows", false): properties.append(PlanProperty("Plan Rows", .text(String(value))))
      case ("width", _): properties.append(PlanProperty("Plan Width", .text(String(value))))
      case ("rows", true): properties.append(PlanProperty("Actual Rows", .text(String(value))))
      case ("loops", _): properties.append(PlanProperty("Actual Loops", .text(String(value))))
      default:
        properties.append(PlanProperty(String(word[..<equals]), .text(String(value))))
      }
    }
    return properties
  }

  private static func range(_ value: Substring, _ low: String, _ high: String) -> [PlanProperty] {
    // MySQL prints one cost where a step has no other.
    guard let dots = PlanText.firstRange(of: "..", in: value) else {
      return [PlanProperty(high, .text(String(value)))]
    }
    return [
      PlanProperty(low, .text(String(value[..<dots.lowerBound]))),
      PlanProperty(high, .text(String(value[dots.upperBound...]))),
    ]
  }
}
