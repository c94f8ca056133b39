import DBModelJSON
import DBModelQuery
import Foundation
import FoundationNetworking

/// A service that speaks the DynamoDB API on loopback.
struct DynamoDBEndpoint: Sendable {
  /// What the service refused, under the name it gives the error.
  struct Refusal: Error, CustomStringConvertible {
    let type: String
    let message: String
    var description: String { "\(type): \(message)" }

    /// Whether a condition of the request did not hold.
    var isConditionFailure: Bool {
      type.hasSuffix("ConditionalCheckFailedException")
        || (type.hasSuffix("TransactionCanceledException")
          && message.contains("ConditionalCheckFailed"))
    }
  }

  let url: URL

  init?(_ text: String) {
    guard let url = URL(string: text), ["127.0.0.1", "localhost"].contains(url.host) else {
      return nil
    }
    self.url = url
  }

  func send(_ request: ConcreteRequest) throws -> JSONValue {
    var http = URLRequest(url: url)
    http.httpMethod = "POST"
    http.setValue("DynamoDB_20120810.\(request.operation)", forHTTPHeaderField: "X-Amz-Target")
    http.setValue("application/x-amz-json-1.0", forHTTPHeaderField: "Content-Type")
    // The emulator wants to see which region is asked for; it checks no signature.
    http.setValue(
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
        + "SignedHeaders=host, Signature=0",
      forHTTPHeaderField: "Authorization"
    )
    http.httpBody = Data(JSONWriter.text(of: request.body, indentation: 0).utf8)
    let (data, status) = try exchange(http)
    let answer = try JSONReader.read([UInt8](data))
    guard status == 200 else {
      let message = answer["message"]?.stringValue ?? answer["Message"]?.stringValue ?? ""
      throw Refusal(type: answer["__type"]?.stringValue ?? "HTTP \(status)", message: message)
    }
    return answer
  }

  private func exchange(_ request: URLRequest) throws -> (Data, Int) {
    let answer = Answer()
    let done = DispatchSemaphore(value: 0)
    let task = URLSession.shared.dataTask(with: request) { data, response, error in
      answer.data = data
      answer.status = (response as? HTTPURLResponse)?.statusCode ?? 0
      answer.error = error
      done.signal()
    }
    task.resume()
    done.wait()
    if let error = answer.error { throw error }
    return (answer.data ?? Data(), answer.status)
  }

  /// Written by the session's thread before, and read by the caller after, the semaphore.
  private final class Answer: @unchecked Sendable {
    var data: Data?
    var status = 0
    var error: (any Error)?
  }
}
