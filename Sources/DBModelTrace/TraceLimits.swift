/// What bounds a run: whatever is read, it takes at most 256 MB of memory.
package enum TraceLimits {
  /// All tables of counts together. The rest of the 256 MB is for two tables that are laid out anew
  /// (a sixteenth of this each), for blocks, for what a decompressor remembers, and for the tool.
  package static let tableBytes = 128 << 20
  /// A block of a log, and the longest record that is taken.
  package static let blockBytes = 1 << 20
  /// What a decompressor may remember: `xz -9` needs 64 MB.
  package static let windowBytes = 64 << 20
  /// Threads that count.
  package static let jobs = 8
  /// Tables that are laid out anew at a time.
  static let rebuilds = 2
  /// Logs of one run.
  package static let logs = 65_536
  /// Keys whose counts a profile lists one by one.
  package static let topKeys = 1_024
}
