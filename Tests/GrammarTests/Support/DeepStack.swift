import Dispatch
import Foundation

/// Runs something that recurses deeper than the stacks of test threads are.
enum DeepStack {
  private final class Box<Value>: @unchecked Sendable {
    var value: Result<Value, any Error>?
  }

  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      box.value = Result { try work() }
      done.signal()
    }
    thread.stackSize = 256 << 20
    thread.start()
    done.wait()
    guard let value = box.value else { throw Grammar.Failure(description: "no answer") }
    return try value.get()
  }
}
