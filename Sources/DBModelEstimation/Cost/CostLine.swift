public import DBModelDesign
public import DBModelWorkload

/// What money is spent on.
public enum CostKind: String, CaseIterable, Hashable, Sendable {
  case requests
  case compute
  case storage
  case backup
  case replication
  case streams
  case proxy
}

/// One line of a monthly bill.
public struct CostLine: Sendable {
  public let kind: CostKind
  /// For people: `main/Order requests`, `reporting instances`.
  public let name: String
  public let store: StoreID
  /// `nil` where the line is for the whole store.
  public let structure: String?
  /// The amount, with its formula and where each input came from.
  public let usDollarsPerMonth: Estimate
  /// The price rows it is computed with.
  public let prices: [PriceRow]

  public init(
    kind: CostKind,
    name: String,
    store: StoreID,
    structure: String? = nil,
    usDollarsPerMonth: Estimate,
    prices: [PriceRow]
  ) {
    self.kind = kind
    self.name = name
    self.store = store
    self.structure = structure
    self.usDollarsPerMonth = usDollarsPerMonth
    self.prices = prices
  }

  /// Whether every price of it may decide a guardrail.
  public var isSettled: Bool { prices.allSatisfy { $0.status.isSettled } }
}
