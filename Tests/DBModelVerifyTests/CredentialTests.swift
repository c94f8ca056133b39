import DBModelEngines
import Testing

/// Where credentials and endpoints are taken from.
struct CredentialTests {
  private static let file = """
    # comment
    [default]
    aws_access_key_id = AKDEFAULT
    aws_secret_access_key = s/+=cret

    [ other ]
    aws_access_key_id=AKOTHER
    aws_secret_access_key=other
    aws_session_token = tok=en
    [half]
    aws_access_key_id = AKHALF
    """

  private func find(_ variables: [String: String], file: String? = Self.file) throws
    -> AWSCredentials
  {
    try AWSCredentials.find(variable: { variables[$0] }) { path in
      path == "/home/u/.aws/credentials" || path == "/elsewhere" ? file : nil
    }
  }

  @Test func theEnvironmentComesFirst() throws {
    let found = try find([
      "AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T",
      "HOME": "/home/u",
    ])
    #expect(found.accessKey == "AK" && found.secretKey == "S" && found.sessionToken == "T")
  }

  @Test func thenTheFile() throws {
    let found = try find(["HOME": "/home/u", "AWS_ACCESS_KEY_ID": ""])
    #expect(found.accessKey == "AKDEFAULT" && found.secretKey == "s/+=cret")
    #expect(found.sessionToken == nil)
    let other = try find(["HOME": "/home/u", "AWS_PROFILE": "other"])
    #expect(other.accessKey == "AKOTHER" && other.sessionToken == "tok=en")
    let stated = try find(["AWS_SHARED_CREDENTIALS_FILE": "/elsewhere"])
    #expect(stated.accessKey == "AKDEFAULT")
    #expect(!stated.source.contains("cret"))
  }

  @Test func whatIsMissingIsNamed() {
    func places(_ variables: [String: String], file: String? = Self.file) -> String {
      do {
        _ = try find(variables, file: file)
        return "found"
      } catch {
        return (error as? AWSCredentials.Missing)?.places.joined(separator: "; ") ?? "\(error)"
      }
    }
    #expect(places([:]).contains("HOME is not set"))
    #expect(places(["HOME": "/home/u"], file: nil).contains("/home/u/.aws/credentials"))
    #expect(places(["HOME": "/home/u", "AWS_PROFILE": "x"]).contains("no profile [x]"))
    #expect(places(["HOME": "/home/u", "AWS_PROFILE": "half"]).contains("aws_secret_access_key"))
  }

  @Test(arguments: [
    "http://127.0.0.1:8000", "http://127.9.0.1", "http://localhost:1/", "https://[::1]:8000",
  ]) func loopback(text: String) {
    #expect(EndpointURL(text)?.isLoopback == true)
  }

  @Test(arguments: [
    "https://dynamodb.us-east-1.amazonaws.com", "http://127.0.0.1.example.com",
    "http://127.0.0.256", "http://10.0.0.1:8000", "http://localhost.example.com",
  ]) func elsewhere(text: String) {
    #expect(EndpointURL(text)?.isLoopback == false)
  }

  @Test(arguments: [
    "", "127.0.0.1:8000", "ftp://127.0.0.1", "http://", "http://a b", "http://127.0.0.1:0",
    "http://127.0.0.1:65536", "http://127.0.0.1:80/path", "http://127.0.0.1@example.com",
    "http://127.0.0.1#@example.com", "http://:8000", "http://[::1",
  ]) func noAddress(text: String) {
    #expect(EndpointURL(text) == nil)
  }
}
