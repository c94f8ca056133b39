public import DBModelDiagnostics

/// Amounts in another currency than the one that services bill in.
public enum CurrencyMessage {
  private static let codes: Set<String> = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR",
    "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "TRY", "TWD", "ZAR",
  ]

  private static let words: Set<String> = [
    "euro", "euros", "franc", "francs", "pound", "pounds", "rupee", "rupees", "yen", "yuan",
  ]

  private static let dollars: Set<String> = ["dollar", "dollars", "usd", "us-dollar", "us-dollars"]

  /// About a word behind an amount of money; `nil` where it is no currency, or US dollars.
  public static func other(_ rule: RuleDescriptor, _ word: String, _ span: SourceSpan)
    -> Diagnostic?
  {
    let lower = word.lowercased()
    if word != "USD", dollars.contains(lower) {
      return Diagnostic(
        rule,
        "there is no unit `\(word)`",
        at: Label(span),
        help: ["here it is `USD`"],
        fixes: [Fix("write `USD`", edits: [TextEdit(span, "USD")])]
      )
    }
    guard codes.contains(word.uppercased()) || words.contains(lower) else { return nil }
    return Diagnostic(
      rule,
      "costs are stated in US dollars, not in `\(word)`",
      at: Label(span, "wanted: `USD`"),
      notes: [
        "services are priced in US dollars, and a rate of exchange of today is none next month"
      ],
      help: ["convert the amount, and write `USD/month` behind it"]
    )
  }
}
