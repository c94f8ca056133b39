import CLibCurl

/// One connection to a web service, kept open between requests. Not to be used by two tasks at a
/// time.
///
/// libcurl does the work, signatures of AWS included; it is loaded when a client is first made.
public final class HTTPClient {
  /// Why no answer came.
  public struct Failure: Error, Sendable {
    public let message: String
    /// Nothing can have reached the service, so that a repetition is harmless.
    public let isBeforeSending: Bool
  }

  public struct Answer: Sendable {
    public let status: Int
    public let body: [UInt8]
  }

  /// What a signature is made with.
  public struct Signature: Sendable {
    public let credentials: AWSCredentials
    public let region: String
    public let service: String

    public init(credentials: AWSCredentials, region: String, service: String) {
      self.credentials = credentials
      self.region = region
      self.service = service
    }
  }

  /// Before an answer is given up.
  private static let secondsToConnect = 10
  private static let secondsToAnswer = 60

  private let url: String
  private let signature: Signature
  private var library: clibcurl
  private let handle: UnsafeMutableRawPointer
  private let received = Received()

  public init(url: String, signature: Signature) throws(Failure) {
    self.url = url
    self.signature = signature
    library = clibcurl()
    guard clibcurl_load(&library) == 1 else {
      throw Failure(
        message: "libcurl is not installed (Debian: apt-get install libcurl4)",
        isBeforeSending: true
      )
    }
    guard let made = library.easy_init() else {
      throw Failure(message: "libcurl could not start", isBeforeSending: true)
    }
    handle = made
  }

  deinit { library.easy_cleanup(handle) }

  /// `libcurl/7.88.1 …`.
  public var libraryVersion: String {
    let text = library.version().map { String(cString: $0) } ?? ""
    return text.split(separator: " ").first.map(String.init) ?? "libcurl"
  }

  /// Posts a body and waits for the answer.
  public func post(_ body: [UInt8], headers: [String]) throws(Failure) -> Answer {
    var list: UnsafeMutablePointer<curl_slist>?
    defer { library.slist_free_all(list) }
    var all = headers
    if let token = signature.credentials.sessionToken {
      all.append("X-Amz-Security-Token: \(token)")
    }
    for header in all { list = library.slist_append(list, header) }
    received.bytes = []
    var codes = [
      clibcurl_set_text(&library, handle, CURLOPT_URL, url),
      clibcurl_set_list(&library, handle, CURLOPT_HTTPHEADER, list),
      clibcurl_set_text(
        &library,
        handle,
        CURLOPT_AWS_SIGV4,
        "aws:amz:\(signature.region):\(signature.service)"
      ),
      clibcurl_set_text(
        &library,
        handle,
        CURLOPT_USERPWD,
        "\(signature.credentials.accessKey):\(signature.credentials.secretKey)"
      ),
      clibcurl_set_long(&library, handle, CURLOPT_CONNECTTIMEOUT, Self.secondsToConnect),
      clibcurl_set_long(&library, handle, CURLOPT_TIMEOUT, Self.secondsToAnswer),
      clibcurl_set_long(&library, handle, CURLOPT_NOSIGNAL, 1),
      // Only the service that was named is asked, whatever it answers.
      clibcurl_set_long(&library, handle, CURLOPT_FOLLOWLOCATION, 0),
      clibcurl_set_write(
        &library,
        handle,
        Received.callback,
        Unmanaged.passUnretained(received).toOpaque()
      ),
    ]
    codes.append(
      body.withUnsafeBytes {
        clibcurl_set_body(&library, handle, $0.baseAddress, $0.count)
      }
    )
    if let wrong = codes.first(where: { $0 != CURLE_OK }) {
      throw failure(wrong, isBeforeSending: true)
    }
    let code = library.easy_perform(handle)
    guard code == CURLE_OK else {
      let early = [CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY]
      throw failure(code, isBeforeSending: early.contains(code))
    }
    return Answer(status: clibcurl_status(&library, handle), body: received.bytes)
  }

  private func failure(_ code: CURLcode, isBeforeSending: Bool) -> Failure {
    let reason = library.easy_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    return Failure(message: "\(url): \(reason)", isBeforeSending: isBeforeSending)
  }
}

/// The bytes of the answer that is being read.
private final class Received {
  var bytes: [UInt8] = []

  static let callback: clibcurl_write = { data, size, count, context in
    guard let data, let context else { return 0 }
    let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
    let length = size * count
    data.withMemoryRebound(to: UInt8.self, capacity: length) { start in
      received.bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: length))
    }
    return length
  }
}
