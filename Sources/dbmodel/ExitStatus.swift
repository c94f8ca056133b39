import ArgumentParser

/// The exit codes, which are a contract.
enum ExitStatus {
  /// Findings at or above `--fail-on`.
  static let findings = ExitCode(1)
  /// The tool could not do its work.
  static let failure = ExitCode(2)
  /// Wrong usage: EX_USAGE of sysexits.h.
  static let usage = ExitCode(64)
}
