/// libFuzzer calls from one thread.
nonisolated(unsafe) private let check = MessageCheck()

/// Where libFuzzer comes in; stops the process where something does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let failure = check.failure(of: bytes) { fatalError(failure) }
  return 0
}
