import DBModelDesign
import DBModelJSON
import DBModelQuery

/// Reads the streams of some tables to their ends, again and again, and does what each record asks
/// for: what Lambda does behind a deployed table.
final class StreamReader {
  /// Records of one answer (API Reference, GetRecords, checked 2026-11-28).
  private static let recordsPerAnswer = 1_000

  private let stream: KeptStream
  private let send: (ConcreteRequest) throws -> JSONValue
  /// By table: where to go on in each shard.
  private var last: [String: [String: String]] = [:]
  private var names: [String: String] = [:]

  init(_ stream: KeptStream, send: @escaping (ConcreteRequest) throws -> JSONValue) {
    self.stream = stream
    self.send = send
  }

  /// Passes over everything that is there.
  func skip() throws {
    for table in stream.tables { _ = try records(of: table) }
  }

  /// Does what the new records ask for.
  ///
  /// - Parameters:
  ///   - write: Sends what has to be written.
  ///   - isGone: Whether an error says that the row that kept something is gone.
  func drain(
    write: (ConcreteRequest) throws -> JSONValue,
    isGone: (any Error) -> Bool
  ) throws {
    for table in stream.tables {
      for record in try records(of: table) {
        for request in try stream.requests(for: record, of: table) {
          do {
            _ = try write(request)
          } catch let error where isGone(error) {
            continue
          }
        }
      }
    }
  }

  private func records(of table: DynamoDBTable) throws -> [JSONValue] {
    let name = try streamName(of: table)
    let description = try send(
      ConcreteRequest(operation: "DescribeStream", body: ["StreamArn": .string(name)])
    )
    var records: [JSONValue] = []
    for shard in description["StreamDescription"]?["Shards"]?.arrayValue ?? [] {
      guard let id = shard["ShardId"]?.stringValue else { continue }
      records += try self.records(of: table, name, shard: id)
    }
    return records
  }

  private func streamName(of table: DynamoDBTable) throws -> String {
    if let known = names[table.name] { return known }
    let answer = try send(
      ConcreteRequest(operation: "DescribeTable", body: ["TableName": .string(table.name)])
    )
    guard let name = answer["Table"]?["LatestStreamArn"]?.stringValue else {
      throw VerifyFailure("table `\(table.name)` has no stream, which has to keep attributes")
    }
    names[table.name] = name
    return name
  }

  private func records(
    of table: DynamoDBTable,
    _ stream: String,
    shard: String
  ) throws -> [JSONValue] {
    let known = last[table.name]?[shard]
    var place: [JSONValue.Member] = [
      .init("StreamArn", .string(stream)), .init("ShardId", .string(shard)),
      .init("ShardIteratorType", known == nil ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER"),
    ]
    if let known { place.append(.init("SequenceNumber", .string(known))) }
    let start = try send(ConcreteRequest(operation: "GetShardIterator", body: .object(place)))
    var iterator = start["ShardIterator"]
    var records: [JSONValue] = []
    while let next = iterator {
      let answer = try send(
        ConcreteRequest(
          operation: "GetRecords",
          body: ["ShardIterator": next, "Limit": .number(String(Self.recordsPerAnswer))]
        )
      )
      let found = answer["Records"]?.arrayValue ?? []
      records += found
      if let number = found.last?["dynamodb"]?["SequenceNumber"]?.stringValue {
        last[table.name, default: [:]][shard] = number
      }
      // An open shard always has a next iterator.
      iterator = found.isEmpty ? nil : answer["NextShardIterator"]
    }
    return records
  }
}
