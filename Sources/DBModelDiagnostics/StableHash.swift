/// 64-bit FNV-1a: the same on every machine and in every process, unlike `Hasher`.
///
/// Source of the constants: draft-eastlake-fnv-17, section 5 (checked 2026-11-23). For
/// fingerprints only, never for security.
public enum StableHash {
  public static func value(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    return hash
  }

  /// Sixteen lower-case hexadecimal digits.
  public static func hex(of text: String) -> String { hex(ofBytes: text.utf8) }

  /// Sixteen lower-case hexadecimal digits.
  public static func hex(ofBytes bytes: some Sequence<UInt8>) -> String {
    let digits = String(value(of: bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
