import DBModelStatistics
import DBModelTestKit

/// The most loaded partition by hashing every key, which is what the static model stands for.
struct Hashings {
  private let hottest: [Double]

  /// - Parameter parts: Their groups have whole keys.
  init(of parts: [PartitionLoad.Part], on partitions: Int, count: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let keys = parts.flatMap { part in
      part.shares.groups.flatMap {
        Array(repeating: $0.share * part.load, count: Int($0.keys))
      }
    }
    var loads = [Double](repeating: 0, count: partitions)
    hottest = (0..<count).map { _ in
      for place in loads.indices { loads[place] = 0 }
      // 32 bits a key.
      keys.withUnsafeBufferPointer { keys in
        loads.withUnsafeMutableBufferPointer { loads in
          var bits: UInt64 = 0
          for (place, key) in keys.enumerated() {
            if place % 2 == 0 { bits = random.next() } else { bits >>= 32 }
            loads[Int(((bits & 0xFFFF_FFFF) * UInt64(partitions)) >> 32)] += key
          }
        }
      }
      return loads.max() ?? 0
    }.sorted()
  }

  func quantile(_ part: Double) -> Double {
    hottest[min(hottest.count - 1, Int(part * Double(hottest.count)))]
  }
}
