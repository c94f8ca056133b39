import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// A shard is a number that any application can compute: vectors that are published elsewhere.
struct ShardNumberTests {
  /// The check value of the catalogue of CRC algorithms (CRC-32/ISO-HDLC), and values of zlib.
  @Test(
    arguments: [
      ("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43), ("abc", 0x3524_41C2),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ] as [(String, UInt32)]
  )
  func hash(text: String, crc: UInt32) {
    #expect(ShardNumber.crc32(text.utf8) == crc)
  }

  /// Keys as applications make them: the fullest shard has little more than its part.
  @Test(arguments: [2, 3, 4, 7, 10, 16, 32, 50])
  func spreadsEvenly(count: Int) {
    var random = SplitMix64(seed: 9)
    func uuid() -> String {
      let (a, b) = (random.next(), random.next())
      return String(a, radix: 16) + "-" + String(b, radix: 16)
    }
    let rows = 20_000
    let kinds: [(String, (Int) -> String)] = [
      ("uuid", { _ in uuid() }), ("number", { String(format(1_000_000 + $0)) }),
      ("two parts", { "c\($0 % 40)#" + String(format($0)) }),
      ("time", { "2026-11-28T10:\(format($0 / 60 % 60, 2)):\(format($0 % 60, 2))#\($0)" }),
    ]
    for (name, key) in kinds {
      var shards = [Int](repeating: 0, count: count)
      for row in 0..<rows { shards[Int(ShardNumber.crc32(key(row).utf8)) % count] += 1 }
      let even = Double(rows) / Double(count)
      // Chance alone makes the fullest of 50 about 11 % fuller than the others.
      #expect(Double(shards.max() ?? 0) <= even * 1.25, "\(name) over \(count): \(shards)")
      #expect(Double(shards.min() ?? 0) >= even * 0.75, "\(name) over \(count): \(shards)")
    }
  }
}

private func format(_ number: Int, _ width: Int = 10) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
