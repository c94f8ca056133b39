import Glibc

/// A thread of the system that does one thing and ends.
final class Thread {
  private var thread = pthread_t()
  private let hasStarted: Bool

  /// What it does, on its way to it.
  private final class Task {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Starts it. What it touches must be its own or guarded, which the compiler does not see here.
  ///
  /// - Returns: `nil` where the system has no more threads.
  init?(_ body: @escaping () -> Void) {
    let task = Unmanaged.passRetained(Task(body))
    let status = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Task>.fromOpaque(context).takeRetainedValue().body()
        return nil
      },
      task.toOpaque()
    )
    hasStarted = status == 0
    if status != 0 {
      task.release()
      return nil
    }
  }

  /// Waits for its end; once.
  func join() { if hasStarted { pthread_join(thread, nil) } }
}

/// A point that all of several threads must reach before one goes on.
final class Barrier {
  private let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)

  init(_ count: Int) { pthread_barrier_init(barrier, nil, UInt32(count)) }

  deinit {
    pthread_barrier_destroy(barrier)
    barrier.deallocate()
  }

  func wait() { pthread_barrier_wait(barrier) }
}

/// One thread at a time.
final class Lock {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func hold<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

/// So many threads at a time.
final class Permits {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: Int) { sem_init(semaphore, 0, UInt32(count)) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func hold(_ body: () -> Void) {
    while sem_wait(semaphore) != 0 {}
    body()
    sem_post(semaphore)
  }
}
