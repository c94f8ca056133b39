/// The form of a part: the counts of a log, to be put together with those of others.
///
/// It is a sequence of frames: four bytes with the length of what follows, a payload of at most
/// 64 KB, and eight bytes of a hash over the number of the frame and the payload. All numbers have
/// their lowest byte first. The payload of the first frame is the header; then each table has a
/// frame of its own and, behind it, frames with its keys; the last frame is empty.
package enum PartFile {
  /// The first bytes of a part: the length of the header comes behind them.
  static let magic = Array("dbmodel trace part\n".utf8)
  /// A file that holds so many of them, and nothing more, is a part that was cut.
  static let fewestMagicBytes = 4
  static let version: UInt8 = 1
  static let payloadBytes = 1 << 16
  /// A table whose sample is smaller than this part of its keys is none that is written.
  static let mostSampleBits = 56
  /// As in a profile: numbers up to here are exact as a `Double`.
  static let largest = UInt64(1) << 53
  static let mostReasonBytes = 400

  enum Tag: UInt8 {
    case header = 1
    case table = 2
    case keys = 3
    case end = 4
  }

  /// Whether a log begins as a part does and as no text: with the length of the header, whose
  /// higher bytes are zero.
  static func isBegun(by head: [UInt8]) -> Bool {
    let length = head.dropFirst(magic.count).prefix(4)
    return head.starts(with: magic) && length.count == 4 && length.suffix(2).allSatisfy { $0 == 0 }
  }

  static func hash(_ payload: [UInt8], number: UInt64) -> UInt64 {
    payload.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return number }
      return KeyHash.word(of: base, count: buffer.count) ^ (number &* 0x9e37_79b9_7f4a_7c15)
    }
  }

  static func append(_ number: UInt64, bytes count: Int, to bytes: inout [UInt8]) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
  }
}
