public import DBModelWorkload

/// Which shard of its index key a row belongs to: a number that an application in any language can
/// compute, and always computes alike.
///
/// It is the CRC-32 of the text of the row's key, in UTF-8, modulo the number of shards. The text
/// is that of each field of the key (`KeyEncoding`), with `#` between them. CRC-32 is that of IEEE
/// 802.3, as `zlib`, Java's `java.util.zip.CRC32` and PHP's `crc32` compute it: polynomial
/// 0x04C11DB7, bits reflected, begun with and ended by an exclusive or of 0xFFFFFFFF. In the
/// catalogue of parametrised CRC algorithms it is "CRC-32/ISO-HDLC", whose check value of
/// "123456789" is 0xCBF43926.
public enum ShardNumber {
  /// - Parameter row: One value for each field of the entity, in order.
  /// - Returns: 0 to below `count`; `nil` where a field is null or cannot be written.
  public static func number(
    of fields: [FieldID],
    count: Int,
    entity: Entity,
    row: [Value]
  ) -> Int? {
    precondition(count > 0, "a key has at least one shard")
    return text(of: fields, entity: entity, row: row).map {
      Int(crc32($0.utf8) % UInt32(clamping: count))
    }
  }

  /// The text that is hashed.
  public static func text(of fields: [FieldID], entity: Entity, row: [Value]) -> String? {
    let parts = fields.map { KeyEncoding.text(of: row[$0.rawValue], type: entity[$0].type) }
    guard !parts.contains(nil) else { return nil }
    return parts.compactMap { $0 }.joined(separator: KeyEncoding.separator)
  }

  /// The CRC-32 of some bytes.
  public static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    return ~crc
  }

  /// By byte: its remainder. 0xEDB88320 is the polynomial with its bits reflected.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in
      crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1
    }
  }
}
