public import DBModelDesign
public import DBModelWorkload

/// What one unit of work costs on a DynamoDB store, in USD: the linear part of `DynamoDBBill`, by
/// which designs are compared. A test holds the two against each other.
///
/// Provisioned capacity is billed by the hour whatever a design asks of it; designs are then
/// compared by what their requests would cost on demand.
public struct DynamoDBRates: Sendable {
  public let perReadUnit: Double
  /// With the writes of every replica.
  public let perWriteUnit: Double
  /// Storage of a table for a month, with recovery and replicas, per byte.
  public let perTableByte: Double
  /// The same for an index, which recovery does not cover.
  public let perIndexByte: Double
  public let secondsPerMonth: Double

  public init(store: Store, book: PriceBook) {
    func price(_ row: String) -> Double { book.row(row)?.usDollars ?? 0 }
    let copies = Double(store.dynamoDB.replicas.count)
    perReadUnit = price("ddb.od.rru.standard") * 1e-6
    perWriteUnit =
      (price("ddb.od.wru.standard") + copies * price("ddb.od.rwru.standard")) * 1e-6
    perIndexByte = price("ddb.storage.standard") * (1 + copies) / PriceBook.bytesPerGB
    let recovery = store.dynamoDB.recoveryDays == nil ? 0 : price("ddb.pitr")
    perTableByte = perIndexByte + recovery / PriceBook.bytesPerGB
    secondsPerMonth = book.secondsPerMonth
  }
}
