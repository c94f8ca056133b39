public import DBModelDiagnostics
public import DBModelWorkload

/// A number that so many calls change that its row is too hot, and that may be kept in parts: no
/// call needs more of it than to add to it, and who reads it can add the parts up.
public struct HotNumber: Sendable {
  /// The finding that it is about.
  public let rule: RuleDescriptor
  public let path: String
  public let severity: Severity
  public let number: FieldReference
  /// The fewest parts after which none is too hot.
  public let fewestParts: Int

  /// More would not fit into the transaction that makes a row with its parts.
  public static let mostParts = 99
}

/// Gathers hot numbers beside the findings that they answer.
struct HotNumbers {
  private let workload: Workload
  /// Made when the first finding wants it: few models have one.
  private var finder: HotNumberFinder?
  private(set) var all: [HotNumber] = []

  init(workload: Workload) { self.workload = workload }

  /// - Parameter fewestParts: Not whole yet.
  mutating func add(
    _ finding: Diagnostic,
    changedBy patterns: [PatternID],
    of entities: [EntityID],
    fewestParts: Double
  ) {
    guard fewestParts <= Double(HotNumber.mostParts) else { return }
    let finder = self.finder ?? HotNumberFinder(workload: workload)
    self.finder = finder
    for number in finder.numbers(changedBy: Set(patterns), of: Set(entities)) {
      all.append(
        HotNumber(
          rule: finding.rule,
          path: finding.path,
          severity: finding.severity,
          number: number,
          fewestParts: max(2, Int(fewestParts.rounded(.up)))
        )
      )
    }
  }
}
