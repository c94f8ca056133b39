import Glibc

/// The process's streams and surroundings.
enum Terminal {
  /// Standard input is read up to one byte past the largest file that is taken, so that a larger
  /// one can be told without being read.
  private static let maxInputBytes = 16 * 1_024 * 1_024 + 1

  static func readStandardInput() -> [UInt8] { read(STDIN_FILENO, limit: maxInputBytes) }

  /// Reads until the end, an error or the limit.
  static func read(_ file: Int32, limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = Glibc.read(file, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Writes a report to standard output; throws the exit code of a failure after saying why.
  static func report(_ bytes: [UInt8]) throws {
    guard !write(bytes, to: STDOUT_FILENO) else { return }
    say("the report could not be written: \(lastError)")
    throw ExitStatus.failure
  }

  /// Writes all of it. A reader that has gone away (`| head`) is no failure.
  @discardableResult
  static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    signal(SIGPIPE, SIG_IGN)
    return bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = Glibc.write(file, start, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return errno == EPIPE
        }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// What is being done, in the place of what was said before; empty takes it away.
  static func progress(_ message: String) {
    write(Array("\r\u{1B}[2K\(message)".utf8), to: STDERR_FILENO)
  }

  /// A message of the tool itself, on standard error.
  static func say(_ message: String) {
    write(Array("dbmodel: \(message)\n".utf8), to: STDERR_FILENO)
  }

  /// The system's words for the last error.
  static var lastError: String { String(cString: strerror(errno)) }

  /// `nil` where it has been removed.
  static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Colours by wish; `auto` asks for a terminal on standard output that shows them and a user who
  /// has not set `NO_COLOR` (no-color.org, checked 2026-11-23).
  static func isColoured(_ color: OutputOptions.Color) -> Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      return isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty
        && environment("TERM") != "dumb"
    }
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Today in days since 1970-01-01 UTC, against which the ends of allowances are held.
  ///
  /// `SOURCE_DATE_EPOCH` (seconds) takes the clock's place where it is set, so that a run can be
  /// repeated to the byte (reproducible-builds.org, read 2026-11-23).
  static var todayDay: Int64 {
    let stated = getenv("SOURCE_DATE_EPOCH").flatMap { Int64(String(cString: $0)) }
    return (stated ?? Int64(time(nil))) / 86_400
  }
}
