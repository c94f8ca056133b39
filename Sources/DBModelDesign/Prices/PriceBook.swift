import DBModelWorkload

/// How well a price is known.
public enum PriceStatus: String, Hashable, Sendable {
  /// Read in a public source of the stated date.
  case verified
  /// Arithmetic from a verified row.
  case derived
  /// Several third-party texts agree; the service's own page was not read.
  case secondary
  /// From memory, or sources disagree. Never decides a guardrail by itself.
  case unverified

  /// Whether a guardrail may be decided by it.
  public var isSettled: Bool { self == .verified || self == .derived }
}

/// The price of one thing.
public struct PriceRow: Hashable, Sendable {
  /// Dotted, the same in every book: `ddb.od.wru.standard`.
  public let id: String
  /// What the price is for: `per 1e6 write units`.
  public let unit: String
  /// USD for one `unit`.
  public let usDollars: Double
  public let source: String
  /// `YYYY-MM-DD`, or empty where the source has no date.
  public let sourceDate: String
  public let status: PriceStatus
  /// The row of the public book whose price this really is, where a book confuses two services.
  public let mistakenFor: String?
  /// Why it differs from the public price, for people; empty where it does not.
  public let note: String

  public init(
    _ id: String,
    _ unit: String,
    _ usDollars: Double,
    source: String,
    sourceDate: String,
    status: PriceStatus = .verified,
    mistakenFor: String? = nil,
    note: String = ""
  ) {
    precondition(usDollars.isFinite && usDollars >= 0, "a price is not negative")
    self.id = id
    self.unit = unit
    self.usDollars = usDollars
    self.source = source
    self.sourceDate = sourceDate
    self.status = status
    self.mistakenFor = mistakenFor
    self.note = note
  }
}

/// The prices of one region at one time, as data with sources. No free tier is ever applied.
public struct PriceBook: Hashable, Sendable {
  /// What `prices` in a policy says.
  public let name: String
  public let region: String
  public let currency: String
  /// The time the prices are of, for people.
  public let asOf: String
  /// Sorted by id; no id stands twice.
  public let rows: [PriceRow]
  /// Rows that the book does not state itself and takes from the public book.
  public let borrowed: [PriceRow]

  /// Seconds of a month of 730 hours.
  public let secondsPerMonth = MonthLength.seconds
  /// Hours of a month, as AWS's calculators count them: 365 days x 24 h / 12.
  public let hoursPerMonth: Double = 730
  /// Bytes of a billed GB: DynamoDB counts binary units (Developer Guide, read 2026-11-23), and the
  /// backup example of the Aurora User Guide bills 107,374,182,400 B as 100.
  public static let bytesPerGB: Double = 1_073_741_824

  public init(
    name: String,
    region: String,
    currency: String = "USD",
    asOf: String,
    rows: [PriceRow],
    borrowed: [PriceRow] = []
  ) {
    let sorted = rows.sorted { $0.id < $1.id }
    precondition(
      zip(sorted, sorted.dropFirst()).allSatisfy { $0.id != $1.id },
      "a price stands once"
    )
    self.name = name
    self.region = region
    self.currency = currency
    self.asOf = asOf
    self.rows = sorted
    self.borrowed = borrowed.filter { row in !sorted.contains { $0.id == row.id } }
  }

  /// The book's own row, else the one it borrows.
  public func row(_ id: String) -> PriceRow? {
    rows.first { $0.id == id } ?? borrowed.first { $0.id == id }
  }

  /// Whether the row is taken from the public book.
  public func borrows(_ id: String) -> Bool {
    !rows.contains { $0.id == id } && borrowed.contains { $0.id == id }
  }

  /// Own rows whose price is not that of the same row of another book.
  public func rows(differingFrom other: PriceBook) -> [(own: PriceRow, other: PriceRow)] {
    rows.compactMap { row in
      guard let counterpart = other.rows.first(where: { $0.id == row.id }) else { return nil }
      return counterpart.usDollars == row.usDollars ? nil : (row, counterpart)
    }
  }

  /// Every book there is; the first is used where a policy names none.
  public static let all: [PriceBook] = [.publicUSEast1, .referenceLab]

  /// The book of a name; the public one for `nil`.
  public static func named(_ name: String?) -> PriceBook? {
    guard let name else { return .publicUSEast1 }
    return all.first { $0.name == name }
  }
}
