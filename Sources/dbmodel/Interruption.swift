import Glibc
import Synchronization

/// Ctrl-C as a wish: the first one is noted, the second ends the process.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var isWished: Bool { flag.load(ordering: .relaxed) }

  /// From now on.
  static func listen() {
    // What the handler touches must be there before it runs.
    flag.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      Interruption.flag.store(true, ordering: .relaxed)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
    // Whoever started this process may have kept the signal from it.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }
}
