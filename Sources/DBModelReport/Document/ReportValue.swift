/// A JSON value that renderers can write but never have to understand.
public enum ReportValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Written with at most twelve significant digits; what is not finite is written as `null`.
  case double(Double)
  case string(String)
  case array([ReportValue])
  /// Keys must differ. Writers sort them, so that the order here does not matter.
  case object([Member])

  /// One member of an object.
  public struct Member: Hashable, Sendable {
    public let key: String
    public let value: ReportValue

    public init(_ key: String, _ value: ReportValue) {
      self.key = key
      self.value = value
    }
  }
}

extension ReportValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  public init(dictionaryLiteral elements: (String, ReportValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
  public init(arrayLiteral elements: ReportValue...) { self = .array(elements) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
}

extension ReportValue {
  /// `{high, low, provenance, unit}`: the one form a figure has in JSON.
  public init(_ figure: ReportFigure) {
    self = [
      "low": .double(figure.low), "high": .double(figure.high), "unit": .string(figure.unit),
      "provenance": .strings(figure.provenance),
    ]
  }

  public static func strings(_ values: [String]) -> ReportValue {
    .array(values.map(ReportValue.string))
  }

  /// The string, or `null`.
  public static func optional(_ value: String?) -> ReportValue {
    value.map(ReportValue.string) ?? .null
  }
}
