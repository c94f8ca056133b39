import DBModelDiagnostics
import DBModelWorkload

/// The clause by which a store provisions more.
struct ProvisionFix {
  let settings: DynamoDBSettings
  /// Units a second, for each table and index; what is not provisioned today stays so.
  let least: Throughput

  /// As the language writes it; a range stays one where it is still above its low end.
  var clause: String {
    let most = settings.scaling?.value.most
    let reads = part(least.readUnitsPerSecond, most?.readUnitsPerSecond)
    let writes = part(least.writeUnitsPerSecond, most?.writeUnitsPerSecond)
    let parts = [reads.map { "\($0.text) reads" }, writes.map { "\($0.text) writes" }]
    let follows = [reads, writes].contains { $0?.isRange == true }
    let target = settings.scaling.map {
      " at \(Int(($0.value.target * 100).rounded()))%"
    }
    return "provisioned " + parts.compactMap { $0 }.joined(separator: " ")
      + (follows ? target ?? "" : "")
  }

  func fix(_ applicability: Fix.Applicability) -> Fix? {
    settings.capacity.map {
      Fix(
        "write `capacity \(clause)`",
        edits: [TextEdit($0.span, clause)],
        applicability: applicability
      )
    }
  }

  private func part(_ least: Double?, _ most: Double?) -> (text: String, isRange: Bool)? {
    guard let least else { return nil }
    let low = ThroughputText.rounded(least, to: 100)
    let high = max(most ?? 0, low)
    return high > low
      ? ("\(ThroughputText.grouped(low))..\(ThroughputText.grouped(high))/s", true)
      : ("\(ThroughputText.grouped(low))/s", false)
  }
}
