import DBModelTrace
import Testing

/// Equal words mean equal keys, as far as chance allows.
@Suite struct HashTests {
  private func word(_ text: [UInt8]) -> UInt64 {
    text.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { KeyHash.word(of: $0, count: buffer.count) } ?? 0
    }
  }

  @Test func nearTextsHaveOtherWords() {
    var words: Set<UInt64> = []
    var count = 0
    for length in 0..<40 {
      let zeros = [UInt8](repeating: 0, count: length)
      words.insert(word([0x55] + zeros))
      count += 1
      for place in 0..<length {
        for bit in 0..<8 {
          var text = zeros
          text[place] = 1 << UInt8(bit)
          words.insert(word([0x55] + text))
          count += 1
        }
      }
    }
    #expect(words.count == count)
  }

  /// Each bit of a text changes about half of the bits of its word.
  @Test func aBitChangesHalfOfTheWord() {
    for length in [1, 3, 4, 7, 8, 9, 16, 17, 31] {
      var (changed, trials) = (0, 0)
      for text in 0..<64 {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: text &* 37 &+ $0 &* 11) }
        for bit in 0..<8 * length {
          var other = bytes
          other[bit / 8] ^= 1 << UInt8(bit % 8)
          changed += (word(bytes) ^ word(other)).nonzeroBitCount
          trials += 64
        }
      }
      let part = Double(changed) / Double(trials)
      #expect(abs(part - 0.5) < 0.02, "\(length) bytes: \(part)")
    }
  }

  /// Numbers as logs have them: what chooses the table and what chooses the sample are even.
  @Test func wordsAreEvenlySpread() {
    for (kind, words) in [
      ("text", (0..<160_000).map { word(Array("customer-\($0)".utf8)) }),
      ("steps", (0..<160_000).map { word(Array("\($0 * 1_000)".utf8)) }),
      ("numbers", (0..<160_000).map { UInt64(KeyHash.word(of: UInt32($0))) << 32 }),
      ("steps of numbers", (0..<160_000).map { UInt64(KeyHash.word(of: UInt32($0) << 12)) << 32 }),
    ] {
      var (high, low) = ([Int](repeating: 0, count: 16), [Int](repeating: 0, count: 16))
      for word in words {
        high[Int(word >> 60)] += 1
        low[Int((kind.contains("numbers") ? word >> 32 : word) & 15)] += 1
      }
      // 10,000 each; a binomial deviation is 97.
      for count in high + low { #expect(abs(count - 10_000) < 500, "\(kind): \(high) \(low)") }
    }
  }

  @Test func thePermutationLosesNothing() {
    var words: Set<UInt32> = []
    for number in 0..<200_000 { words.insert(KeyHash.word(of: UInt32(number) &* 0x9e37_79b9)) }
    #expect(words.count == 200_000)
  }
}
