import CScratch
import Glibc

/// A server's process in a directory that nobody else can enter, gone without a trace when this
/// value is.
///
/// A watcher, forked from this process, makes the directory and runs the server; however this
/// process ends, the watcher then stops the server and removes the directory (`CScratch`).
final class ScratchProcess {
  /// The directory: the server's own, where it may write.
  var path: String { directory.path }
  /// Whom the server runs as; `nil` where that is this process's user.
  let owner: ServerUser?

  private let directory: ScratchDirectory
  private let watcher: pid_t
  private let control: Int32
  private let status: Int32
  private var isStopped = false

  /// - Parameters:
  ///   - initialise: The words of the program that makes what the server needs, for a directory.
  ///   - serve: Those of the server.
  ///   - ending: The signal that asks the server to end.
  ///   - restarts: How often it is started again after it ended by itself.
  ///   - lifetimeSeconds: After which it is ended whatever this process waits for; 0 for none.
  init(
    initialise: (String) -> [String],
    serve: (String) -> [String],
    ending: Int32,
    restarts: Int32 = 0,
    lifetimeSeconds: Int32 = 0,
    variable: (String) -> String?
  ) throws(ServerFailure) {
    owner = try ServerUser.needed()
    let path = ScratchDirectory.place(for: owner, variable: variable)
    var environment = ["PATH=/usr/bin:/bin", "HOME=\(path)", "LC_ALL=C", "TZ=UTC"]
    // Servers that are installed without the system's help may need their own libraries.
    if let libraries = variable("LD_LIBRARY_PATH") {
      environment.append("LD_LIBRARY_PATH=\(libraries)")
    }
    var (control, status): (Int32, Int32) = (-1, -1)
    let owner = owner
    let watcher = Self.withWords([
      initialise(path), serve(path), ScratchRemoval.words(for: path), environment,
      [path, "\(path)/log", ScratchDirectory.lockPath(path)],
    ]) { words in
      var plan = cscratch_plan(
        directory: words[4][0],
        log: words[4][1],
        initialise: words[0],
        serve: words[1],
        remove: words[2],
        environment: words[3],
        ending: ending,
        restarts: restarts,
        lifetime: lifetimeSeconds,
        drops: owner == nil ? 0 : 1,
        user: owner?.user ?? 0,
        group: owner?.group ?? 0,
        lock: words[4][2]
      )
      return cscratch_start(&plan, &control, &status)
    }
    guard watcher > 0 else {
      throw .system("the watcher of a scratch server could not be started", errno)
    }
    do throws(ServerFailure) {
      directory = try Self.claim(path, for: owner, control, status)
    } catch {
      Self.end(watcher, control, status)
      throw error
    }
    self.watcher = watcher
    self.control = control
    self.status = status
  }

  deinit { stop() }

  /// Ends the server and waits until its directory is gone.
  func stop() {
    guard !isStopped else { return }
    isStopped = true
    Self.end(watcher, control, status)
    close(directory.lock)
  }

  /// Waits until the watcher has removed what it made.
  private static func end(_ watcher: pid_t, _ control: Int32, _ status: Int32) {
    close(control)
    close(status)
    var ended: Int32 = 0
    while waitpid(watcher, &ended, 0) == -1, errno == EINTR {}
  }

  /// Waits for the watcher's directory, locks it, and lets the watcher go on.
  private static func claim(
    _ path: String,
    for owner: ServerUser?,
    _ control: Int32,
    _ status: Int32
  ) throws(ServerFailure) -> ScratchDirectory {
    var wanted = pollfd(fd: status, events: Int16(POLLIN), revents: 0)
    while poll(&wanted, 1, -1) == -1, errno == EINTR {}
    var code: UInt8 = 0
    guard read(status, &code, 1) == 1 else {
      throw ServerFailure("the watcher of a scratch server ended")
    }
    guard code == 0 else { throw ScratchDirectory.notMade(path, Int32(code)) }
    let directory = try ScratchDirectory(claiming: path, for: owner)
    var ready: UInt8 = 1
    guard write(control, &ready, 1) == 1 else {
      close(directory.lock)
      throw ServerFailure("the watcher of a scratch server ended")
    }
    return directory
  }

  /// What the watcher said last; `nil` where it said nothing new.
  func word() -> UInt8? {
    var word: UInt8 = 0
    return read(status, &word, 1) == 1 ? word : nil
  }

  /// The last lines of what the programs wrote.
  var said: String { SmallFile.tail(of: "\(directory.path)/log") }

  private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// C's form of several lists of words, for as long as the body runs.
  private static func withWords<Result>(
    _ lists: [[String]],
    _ body: ([Words]) -> Result
  ) -> Result {
    let copies = lists.map { list -> Words in
      let words = Words.allocate(capacity: list.count + 1)
      for (place, word) in list.enumerated() { words[place] = strdup(word) }
      words[list.count] = nil
      return words
    }
    defer {
      for (list, words) in zip(lists, copies) {
        for place in list.indices { free(words[place]) }
        words.deallocate()
      }
    }
    return body(copies)
  }
}
