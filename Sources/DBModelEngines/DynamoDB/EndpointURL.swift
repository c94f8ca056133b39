/// Where a service is reached: `http://127.0.0.1:8000`.
public struct EndpointURL: Hashable, Sendable {
  public let text: String
  public let host: String

  /// `nil` where a text is no such address: http or https, a host, and at most a port.
  public init?(_ text: String) {
    let schemes = ["http://", "https://"]
    guard let scheme = schemes.first(where: text.hasPrefix) else { return nil }
    var rest = text.dropFirst(scheme.count)
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    let allowed = rest.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"/?#@\\\"<>".utf8.contains(byte)
    }
    guard !rest.isEmpty, allowed else { return nil }
    var host = rest
    if rest.hasPrefix("[") {
      guard let close = rest.firstIndex(of: "]") else { return nil }
      host = rest[...close]
    } else if let colon = rest.firstIndex(of: ":") {
      host = rest[..<colon]
    }
    let port = rest.dropFirst(host.count)
    if !port.isEmpty {
      guard port.hasPrefix(":"), let number = Int(port.dropFirst()), (1...65_535).contains(number)
      else { return nil }
    }
    guard !host.isEmpty else { return nil }
    self.text = scheme + rest
    self.host = String(host)
  }

  /// Where the streams of the tables are read: `streams.dynamodb.REGION.amazonaws.com` for the
  /// service (AWS General Reference, DynamoDB endpoints, checked 2026-11-28), the same address for
  /// anything else.
  public var streams: EndpointURL {
    guard host.hasPrefix("dynamodb."), host.hasSuffix(".amazonaws.com") else { return self }
    let scheme = text.hasPrefix("https://") ? "https://" : "http://"
    return EndpointURL("\(scheme)streams.\(text.dropFirst(scheme.count))") ?? self
  }

  /// On this machine: nothing that is written leaves it.
  public var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
