public import DBModelEngines
public import DBModelVerify

/// What a verification is asked to do.
public struct VerifyRequest: Sendable {
  /// Files and directories as the user named them; `-` is standard input.
  public var paths: [String]
  /// The path that findings in standard input are shown under.
  public var stdinPath: String?
  public var options: VerifyOptions
  /// A service that speaks the DynamoDB API; `nil` verifies without one.
  public var endpoint: EndpointURL?
  public var region: String
  /// A design that the model writes down; `nil` for the derived one.
  public var designName: String?

  public init(
    paths: [String],
    stdinPath: String? = nil,
    options: VerifyOptions = VerifyOptions(),
    endpoint: EndpointURL? = nil,
    region: String = "us-east-1",
    designName: String? = nil
  ) {
    self.paths = paths
    self.stdinPath = stdinPath
    self.options = options
    self.endpoint = endpoint
    self.region = region
    self.designName = designName
  }
}
