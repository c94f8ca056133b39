import Glibc

/// libFuzzer calls from one thread.
nonisolated(unsafe) private let check = MessageCheck()

/// Inputs are read and sent to nobody, which is many times quicker.
private let isReaderAlone = getenv("DBMODEL_FUZZ_READER") != nil

/// Where libFuzzer comes in; stops the process where something does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let failure =
    isReaderAlone ? MessageCheck.readingFailure(of: bytes) : check.failure(of: bytes)
  if let failure { fatalError(failure) }
  return 0
}
