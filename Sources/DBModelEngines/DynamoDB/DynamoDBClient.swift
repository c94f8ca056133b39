public import DBModelJSON
public import DBModelQuery
import DBModelStatistics
import Glibc

/// What a service refused, under the name it gives the error.
public struct DynamoDBRefusal: Error, Sendable, CustomStringConvertible {
  /// `ConditionalCheckFailedException`.
  public let type: String
  public let message: String
  /// The whole answer.
  public let body: JSONValue

  public init(type: String, message: String, body: JSONValue) {
    self.type = type
    self.message = message
    self.body = body
  }

  public var description: String { "\(type): \(message)" }
}

/// A service that speaks the DynamoDB API: signed requests, repeated with growing pauses where it
/// asks for that. Not to be used by two tasks at a time.
public final class DynamoDBClient {
  /// The service was not reached or did not answer in its own form.
  public struct Unreachable: Error, Sendable {
    public let message: String
  }

  /// Tries of one request.
  private static let tries = 8
  /// The first pause, milliseconds; each is drawn between nothing and twice the last bound.
  private static let firstPauseMs = 50.0
  private static let longestPauseMs = 5_000.0

  public let endpoint: EndpointURL
  private let http: HTTPClient
  /// Where streams are read: the service has an address of its own for them, emulators have not.
  private let streams: HTTPClient
  private var random: SplitMix64
  /// Requests that were sent, repetitions included.
  public private(set) var requestCount = 0
  public private(set) var repetitionCount = 0

  public init(
    endpoint: EndpointURL,
    region: String,
    credentials: AWSCredentials,
    seed: UInt64
  ) throws(HTTPClient.Failure) {
    self.endpoint = endpoint
    let signature = HTTPClient.Signature(
      credentials: credentials,
      region: region,
      service: "dynamodb"
    )
    http = try HTTPClient(url: endpoint.text, signature: signature)
    streams = try HTTPClient(url: endpoint.streams.text, signature: signature)
    random = SplitMix64(seed: seed)
  }

  public var libraryVersion: String { http.libraryVersion }

  /// Sends a request and returns the answer.
  ///
  /// - Throws: `DynamoDBRefusal` where the service refuses it, else `Unreachable`.
  public func send(_ request: ConcreteRequest) throws -> JSONValue {
    let body = Array(JSONWriter.text(of: request.body, indentation: 0).utf8)
    let headers = [
      "X-Amz-Target: \(target(of: request.operation)).\(request.operation)",
      "Content-Type: application/x-amz-json-1.0", "Expect:",
    ]
    var bound = Self.firstPauseMs
    for attempt in 1...Self.tries {
      requestCount += 1
      let outcome =
        try attempt < Self.tries
        ? tryOnce(request, body, headers) : .answer(try once(request, body, headers))
      if case .answer(let answer) = outcome { return answer }
      repetitionCount += 1
      pause(milliseconds: bound * Double(random.next() >> 11) * 0x1p-53)
      bound = min(Self.longestPauseMs, bound * 2)
    }
    throw Unreachable(message: "\(endpoint.text) gave no answer")
  }

  private enum Outcome {
    case answer(JSONValue)
    case again
  }

  private func tryOnce(
    _ request: ConcreteRequest,
    _ body: [UInt8],
    _ headers: [String]
  ) throws -> Outcome {
    do {
      return .answer(try once(request, body, headers))
    } catch let refusal as DynamoDBRefusal where Self.isTransient(refusal, request) {
      return .again
    } catch let failure as HTTPClient.Failure {
      // A write that may have arrived is not sent again: it would be another write.
      guard failure.isBeforeSending || Self.isRead(request.operation) else {
        throw Unreachable(message: failure.message)
      }
      return .again
    }
  }

  private func once(
    _ request: ConcreteRequest,
    _ body: [UInt8],
    _ headers: [String]
  ) throws -> JSONValue {
    let answer: HTTPClient.Answer
    do throws(HTTPClient.Failure) {
      let client = Self.streamOperations.contains(request.operation) ? streams : http
      answer = try client.post(body, headers: headers)
    } catch {
      // Where nothing listens, waiting helps nobody.
      if error.isBeforeSending { throw Unreachable(message: error.message) }
      throw error
    }
    guard let value = try? JSONReader.read(answer.body) else {
      throw Unreachable(
        message: "\(endpoint.text) answered \(request.operation) with status \(answer.status)"
          + " and no JSON: it does not speak the DynamoDB API"
      )
    }
    guard answer.status == 200 else {
      let message = value["message"]?.stringValue ?? value["Message"]?.stringValue ?? ""
      let type = value["__type"]?.stringValue ?? "HTTP \(answer.status)"
      throw DynamoDBRefusal(
        type: type.split(separator: "#").last.map(String.init) ?? type,
        message: message,
        body: value
      )
    }
    return value
  }

  private static let streamOperations = ["DescribeStream", "GetShardIterator", "GetRecords"]

  private func target(of operation: String) -> String {
    Self.streamOperations.contains(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810"
  }

  private static func isRead(_ operation: String) -> Bool {
    (["GetItem", "BatchGetItem", "Query", "Scan", "DescribeTable", "ListTables"]
      + streamOperations).contains(operation)
  }

  /// Refusals that say: nothing was done, come back later.
  private static func isTransient(_ refusal: DynamoDBRefusal, _ request: ConcreteRequest) -> Bool {
    switch refusal.type {
    case "ProvisionedThroughputExceededException", "ThrottlingException",
      "RequestLimitExceeded", "LimitExceededException", "TransactionInProgressException":
      return true
    case "InternalServerError", "ServiceUnavailable": return isRead(request.operation)
    case "TransactionCanceledException":
      return refusal.message.contains("TransactionConflict")
        || refusal.message.contains("ThrottlingError")
    default: return false
    }
  }

  private func pause(milliseconds: Double) {
    var wanted = timespec(
      tv_sec: Int(milliseconds / 1_000),
      tv_nsec: Int(milliseconds.truncatingRemainder(dividingBy: 1_000) * 1e6)
    )
    nanosleep(&wanted, nil)
  }
}
