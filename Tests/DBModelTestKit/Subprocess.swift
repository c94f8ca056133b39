import Foundation
import Glibc

/// Runs a program to its end, or to a time limit, and keeps what it wrote.
public struct Subprocess: Sendable {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public struct Result: Sendable {
    /// As the shell shows it: the exit code, or 128 plus the number of the signal that ended it.
    public let exitCode: Int32
    public let outputBytes: [UInt8]
    public let errorBytes: [UInt8]
    /// The limit passed and the program was killed.
    public let timedOut: Bool
    /// Wall time from start to end.
    public let elapsedMs: Double

    public var output: String { String(decoding: outputBytes, as: UTF8.self) }
    public var errorOutput: String { String(decoding: errorBytes, as: UTF8.self) }
  }

  public var program: String
  public var arguments: [String]
  /// Replaces or (`nil`) removes variables of this process's environment.
  public var environment: [String: String?] = [:]
  public var workingDirectory: String?
  public var input: [UInt8] = []
  public var timeLimitSeconds = 240.0

  /// - Parameter program: an absolute path, or a name that is looked up in `PATH`.
  public init(_ program: String, _ arguments: [String] = []) {
    self.program = program
    self.arguments = arguments
  }

  /// Runs the program and waits for it; streams go through files, so no pipe can fill up.
  public func run() throws -> Result {
    let folder = try TemporaryFolder()
    let input = try folder.write(input, to: "in")
    let (output, error) = (folder.file("out"), folder.file("err"))

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let creating = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, creating, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, creating, 0o600)
    // A process group of its own, so that the time limit also ends what the program started.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    let start = ContinuousClock.now
    let identifier = try spawn(&actions, &attributes)
    let (status, timedOut) = Self.wait(for: identifier, limitSeconds: timeLimitSeconds)
    let elapsed = ContinuousClock.now - start
    return Result(
      exitCode: Self.exitCode(ofStatus: status),
      outputBytes: Self.contents(output),
      errorBytes: Self.contents(error),
      timedOut: timedOut,
      elapsedMs: Double(elapsed.components.seconds) * 1e3
        + Double(elapsed.components.attoseconds) / 1e15
    )
  }

  private func spawn(
    _ actions: inout posix_spawn_file_actions_t,
    _ attributes: inout posix_spawnattr_t
  ) throws -> pid_t {
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    var identifier: pid_t = 0
    // The C library hides its own way to change the folder from Swift; `env -C` does the same.
    var words = [program] + arguments
    if let workingDirectory { words = ["env", "-C", workingDirectory] + words }
    let failure = Self.withCStrings(words) { pointers in
      Self.withCStrings(variables.map { "\($0.key)=\($0.value)" }) { settings in
        posix_spawnp(&identifier, words[0], &actions, &attributes, pointers, settings)
      }
    }
    guard failure == 0 else {
      throw Failure(description: "cannot start \(program): \(String(cString: strerror(failure)))")
    }
    return identifier
  }

  private static func wait(for identifier: pid_t, limitSeconds: Double) -> (Int32, Bool) {
    let deadline = ContinuousClock.now + .seconds(limitSeconds)
    var status: Int32 = 0
    var timedOut = false
    var pauseUs: UInt32 = 100
    while true {
      let ended = waitpid(identifier, &status, WNOHANG)
      if ended == identifier || (ended == -1 && errno != EINTR) { return (status, timedOut) }
      if !timedOut, ContinuousClock.now >= deadline {
        timedOut = true
        kill(-identifier, SIGKILL)
      }
      usleep(pauseUs)
      pauseUs = min(pauseUs * 2, 5_000)
    }
  }

  private static func exitCode(ofStatus status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func contents(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  }

  private static func withCStrings<Result>(
    _ strings: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
