/// Workers that read, parse and count one log together.
///
/// They go in rounds. First each takes one block after another and parses it; the keys of a block
/// are put into a list for each worker. When the round is full, each worker counts its own keys of
/// all blocks, in the order of the log: so the tables see the same keys in the same order, however
/// many workers there are.
final class CountingCrew<Parser: RecordParser> {
  private let reader: BlockReader
  private let parser: Parser
  private let counter: KeyCounter<Parser.Key>
  private let blocks: [KeyBlock<Parser.Key>]
  private let jobs: Int
  private let names: NameKeeper<Parser.Key>?
  private let control: RunControl
  private let lock = Lock()
  // Changed under the lock, or by the first worker while the others wait.
  private var barrier = Barrier(1)
  private var workers = 1
  private var taken = 0
  private var isDry = false
  private var hasStopped = false
  private(set) var tally = RecordTally()

  /// - Parameters:
  ///   - jobs: How many workers; 1 where names are kept or requests are limited.
  ///   - names: Keeps what keys are called.
  init(
    reader: BlockReader,
    parser: Parser,
    counter: KeyCounter<Parser.Key>,
    blockBytes: Int,
    jobs: Int,
    names: NameKeeper<Parser.Key>?,
    control: RunControl
  ) {
    (self.reader, self.parser, self.counter) = (reader, parser, counter)
    (self.jobs, self.names, self.control) = (jobs, names, control)
    let keys = parser.mostKeys(inBytes: blockBytes)
    blocks = (0..<(jobs == 1 ? 1 : max(4, jobs + 1))).map { _ in
      KeyBlock(capacity: blockBytes, keysPerBlock: keys, jobs: jobs, keepsPlaces: names != nil)
    }
  }

  /// Reads until the log ends or the run is stopped.
  func run() {
    if jobs == 1 { return runAlone() }
    var threads: [Thread] = []
    lock.hold {
      // Where the system has no thread left, those there are share the work.
      while threads.count + 1 < jobs, let thread = start(worker: threads.count + 1) {
        threads.append(thread)
      }
      workers = threads.count + 1
      barrier = Barrier(workers)
    }
    work(0)
    for thread in threads { thread.join() }
  }

  private func start(worker: Int) -> Thread? {
    Thread {
      // Until everybody is there.
      self.lock.hold {}
      self.work(worker)
    }
  }

  private func runAlone() {
    guard let block = blocks.first else { return }
    while !control.shouldStop() {
      block.clear()
      guard reader.next(into: block.log) else { return }
      parser.parse(block)
      if let left = control.requestsLeft {
        control.isCut = block.counts[0] > left
        if control.isCut, left == 0 { return }
        if control.isCut { block.cut(to: left) }
        control.requestsLeft = left - block.counts[0]
      }
      counter.count(block.lists[0], block.counts[0])
      names?.note(block)
      tally.add(block.tally)
      control.report(bytes: block.log.count, keys: block.tally.keys)
    }
  }

  private func work(_ worker: Int) {
    while true {
      while let block = take() { parser.parse(block) }
      barrier.wait()
      for list in stride(from: worker, to: jobs, by: workers) {
        for block in blocks[..<taken] {
          block.forEachPiece(of: list) { counter.count($0, $1) }
        }
      }
      barrier.wait()
      if worker == 0 { endRound() }
      barrier.wait()
      if hasStopped { return }
    }
  }

  /// The next block of the round, filled; `nil` where the round or the log is at its end.
  private func take() -> KeyBlock<Parser.Key>? {
    lock.hold {
      if isDry || taken == blocks.count { return nil }
      let block = blocks[taken]
      block.clear()
      isDry = !reader.next(into: block.log)
      if isDry { return nil }
      taken += 1
      return block
    }
  }

  private func endRound() {
    for block in blocks[..<taken] {
      tally.add(block.tally)
      control.report(bytes: block.log.count, keys: block.tally.keys)
    }
    taken = 0
    hasStopped = isDry || control.shouldStop()
  }
}
