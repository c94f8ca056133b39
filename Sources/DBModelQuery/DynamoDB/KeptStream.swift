public import DBModelDesign
public import DBModelJSON
public import DBModelWorkload

/// Makes the writes by which a stream keeps attributes: what a Lambda function does with each
/// record of a table's stream (`NEW_AND_OLD_IMAGES`).
public struct KeptStream {
  private let workload: Workload
  private let design: DynamoDBDesign
  /// By reference.
  private let groups: [[KeptAggregate]]

  /// - Parameter aggregates: Those that streams keep.
  public init(workload: Workload, design: DynamoDBDesign, aggregates: [KeptAggregate]) {
    self.workload = workload
    self.design = design
    var groups: [[KeptAggregate]] = []
    for kept in aggregates {
      if let place = groups.firstIndex(where: { $0[0].reference == kept.reference }) {
        groups[place].append(kept)
      } else {
        groups.append([kept])
      }
    }
    self.groups = groups
  }

  /// The tables whose streams have to be read.
  public var tables: [DynamoDBTable] {
    design.tables.filter { table in
      groups.contains { table.layout(of: $0[0].reference.entity) != nil }
    }
  }

  /// The writes that a record of a stream asks for, each its own call.
  ///
  /// A record may be delivered more than once. Each write is a transaction whose token is the
  /// record's: within ten minutes the service applies it once (API Reference, TransactWriteItems,
  /// `ClientRequestToken`, checked 2026-11-28). A record that is older than that must not be tried
  /// again, but go to whoever repairs the value.
  public func requests(for record: JSONValue, of table: DynamoDBTable) throws -> [ConcreteRequest] {
    let reader = ItemReader(workload: workload, table: table)
    let change = record["dynamodb"]
    let old = change?["OldImage"].flatMap { reader.rows(of: $0).first }
    let new = change?["NewImage"].flatMap { reader.rows(of: $0).first }
    guard let entity = (new ?? old)?.entity else { return [] }
    let maker = KeptDeltas(workload: workload, design: design)
    let deltas = try groups.filter { $0[0].reference.entity == entity }
      .flatMap { try maker.deltas($0, from: old?.values, to: new?.values) }
    let identity = record["eventID"]?.stringValue ?? ""
    return try KeptDeltas.merged(deltas).enumerated().map { number, delta in
      // A token has 36 characters at most.
      WriteWriter.transaction(
        [("Update", delta.members)],
        token: identity.isEmpty ? nil : "\(identity.suffix(33))-\(number)"
      )
    }
  }
}
