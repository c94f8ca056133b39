package import DBModelStatistics

/// One pass over logs, one after another, in bounded memory.
package final class TraceRun {
  private let settings: TraceSettings
  private let control: RunControl
  private var numbers: KeyCounter<UInt32>?
  private var texts: KeyCounter<UInt64>?
  private var numberNames: NameKeeper<UInt32>?
  private var textNames: NameKeeper<UInt64>?
  private var answer: MeasuredProfile?
  private var requests = 0
  private var partReason: String?
  /// A part was read or refused: all other logs must be parts, unless `--input` says what they are.
  private var hasPart = false
  /// Every log in the order of reading.
  package private(set) var logs: [LogSummary] = []
  /// A part or an answer is wrong: nothing may be made of the run.
  package private(set) var isRefused = false

  package init(settings: TraceSettings, control: RunControl = RunControl()) {
    var settings = settings
    // What stands in order can be cut, and named.
    if settings.keepsNames || control.requestsLeft != nil { settings.jobs = 1 }
    settings.jobs = min(max(1, settings.jobs), TraceLimits.jobs)
    self.settings = settings
    self.control = control
  }

  /// Reads one log. What is wrong with it stands in its summary.
  package func read(path: String, _ stream: any ByteStream) {
    var log = LogSummary(path: path)
    do throws(LogFailure) {
      try read(stream, &log)
    } catch {
      log.failure = error
      log.isRefused = log.format == .part || log.format == .groups
    }
    holdAgainstParts(&log)
    isRefused = isRefused || log.isRefused
    log.stopReason = control.stopReason
    requests += log.tally.keys
    logs.append(log)
  }

  /// Refuses what stands beside a part and is none: it may be one that was cut or damaged, and the
  /// whole would lack it and not show it.
  private func holdAgainstParts(_ log: inout LogSummary) {
    if settings.format != nil { return }
    if log.format == .part, !hasPart {
      hasPart = true
      for number in logs.indices { Self.refuseBesidePart(&logs[number]) }
      isRefused = isRefused || !logs.isEmpty
    }
    if hasPart { Self.refuseBesidePart(&log) }
  }

  private static func refuseBesidePart(_ log: inout LogSummary) {
    if log.format == .part || log.isRefused { return }
    log.isRefused = true
    if log.failure != nil { return }
    let what =
      log.isEmpty ? "it is empty" : log.format.map { "it holds \($0.title)" } ?? "it is none"
    log.failure = LogFailure(
      "among parts stands what is none: \(what), or a part was cut or damaged",
      help: "make its part with `--part`, leave it out, or say with `--input` what it is"
    )
  }

  /// Whether nothing more is to be read.
  package var hasStopped: Bool { control.shouldStop() }

  private func read(_ stream: any ByteStream, _ log: inout LogSummary) throws(LogFailure) {
    let raw = PeekedStream(stream, count: 8)
    log.compression = Compression(head: raw.head)
    let expanded = PeekedStream(try log.compression.expand(raw), count: FormatHead.byteCount)
    if expanded.head.isEmpty, let failure = expanded.failure { throw failure }
    let guess = try FormatGuess(head: expanded.head, settings: settings)
    log.format = guess.format
    log.isEmpty = expanded.head.isEmpty
    log.reason = guess.reason
    if guess.format != .u32, expanded.head.starts(with: FormatHead.mark) {
      expanded.skip(FormatHead.mark.count)
    }
    if answer != nil || guess.format == .groups && (requests > 0 || !logs.isEmpty) {
      throw LogFailure(
        "the answer to a query stands for a whole log, and cannot be added to others",
        help: "name it alone"
      )
    }
    if control.requestsLeft != nil, guess.format == .part || guess.format == .groups {
      throw LogFailure(
        "`--most-requests` counts the first requests of a log, and \(guess.format.title) has no order",
        help: "leave `--most-requests` out, or use it where the log itself is read"
      )
    }
    switch guess.plan {
    case .numbers: count(expanded, NumberParser(), try numberCounter(), numberNames, &log)
    case .lines: count(expanded, LineParser(), try textCounter(), textNames, &log)
    case .columns(let parser): count(expanded, parser, try textCounter(), textNames, &log)
    case .objects(let parser): count(expanded, parser, try textCounter(), textNames, &log)
    case .events(let parser): count(expanded, parser, try textCounter(), textNames, &log)
    case .groups: try readAnswer(expanded, &log)
    case .part: try addPart(expanded, &log)
    }
  }

  private func count<Parser: RecordParser>(
    _ stream: any ByteStream,
    _ parser: Parser,
    _ counter: KeyCounter<Parser.Key>,
    _ names: NameKeeper<Parser.Key>?,
    _ log: inout LogSummary
  ) {
    let reader = BlockReader(stream, cut: parser.cut, capacity: settings.blockBytes)
    let crew = CountingCrew(
      reader: reader,
      parser: parser,
      counter: counter,
      blockBytes: settings.blockBytes,
      jobs: settings.jobs,
      names: names,
      control: control
    )
    crew.run()
    log.tally = crew.tally
    log.tally.addLong(reader.longRecords, at: reader.firstLongRecord)
    log.failure = reader.failure
  }

  // MARK: Counters

  private func textCounter() throws(LogFailure) -> KeyCounter<UInt64> {
    if numbers != nil { throw Self.mixed }
    if let texts { return texts }
    let counter = KeyCounter<UInt64>(byteLimit: settings.tableBytes)
    texts = counter
    if settings.keepsNames { textNames = NameKeeper() }
    return counter
  }

  private func numberCounter() throws(LogFailure) -> KeyCounter<UInt32> {
    if texts != nil { throw Self.mixed }
    if let numbers { return numbers }
    let counter = KeyCounter<UInt32>(byteLimit: settings.tableBytes)
    numbers = counter
    if settings.keepsNames { numberNames = NameKeeper() }
    return counter
  }

  private static let mixed = LogFailure(
    "its keys cannot be compared with those before: some are 32-bit numbers, the others texts",
    help: "name logs of one kind, or say what they are with `--input`"
  )

  // MARK: Parts and answers

  private func addPart(_ stream: any ByteStream, _ log: inout LogSummary) throws(LogFailure) {
    var reader = try PartReader(stream)
    if requests + Int(reader.requests) > MeasuredProfile.largest {
      throw LogFailure("the parts have more than 2^53 requests", help: "leave some of them out")
    }
    if reader.keyBytes == 4 {
      try reader.add(to: try numberCounter())
    } else {
      try reader.add(to: try textCounter())
    }
    log.tally.keys = Int(reader.requests)
    partReason = partReason ?? reader.partial
  }

  private func readAnswer(_ stream: any ByteStream, _ log: inout LogSummary) throws(LogFailure) {
    var bytes = [UInt8](repeating: 0, count: GroupsFile.maximumBytes + 1)
    let (count, failure) = bytes.withUnsafeMutableBytes { buffer in
      buffer.baseAddress.map { stream.fill($0, capacity: buffer.count) } ?? (0, nil)
    }
    if let failure { throw failure }
    if count > GroupsFile.maximumBytes {
      throw LogFailure("it is longer than any answer", help: "name the format with `--input`")
    }
    let profile = try GroupsFile.read(Array(bytes[..<count]))
    answer = profile
    log.tally.keys = profile.requests
  }

  // MARK: Results

  /// Why the answer does not stand for all of the logs; `nil` where it does.
  package var partial: String? {
    if let reason = partReason { return reason }
    if let failed = logs.first(where: { $0.failure != nil }), let failure = failed.failure {
      return failed.tally.keys > 0 ? failure.reason : "a log could not be read: \(failure.reason)"
    }
    return logs.lazy.compactMap(\.stopReason).first
  }

  /// What was counted; `nil` where nothing was.
  package func profile() -> MeasuredProfile? {
    if let answer { return answer }
    if let numbers {
      return KeyRanking(numbers).profile(requests: requests, partial: partial)
    }
    return texts.flatMap { KeyRanking($0).profile(requests: requests, partial: partial) }
  }

  /// What the most popular keys are called and how often they were asked for, as far as names are
  /// kept.
  package func names(_ count: Int) -> [(name: String?, requests: Int)] {
    if let numbers, let names = numberNames {
      return KeyRanking(numbers).top.prefix(count).map {
        (names.name(of: $0.key), Int(clamping: $0.count))
      }
    }
    guard let texts, let names = textNames else { return [] }
    return KeyRanking(texts).top.prefix(count).map {
      (names.name(of: $0.key), Int(clamping: $0.count))
    }
  }

  /// Writes all counts, to be put together with others.
  ///
  /// - Parameter write: Takes some bytes; false where it cannot.
  /// - Returns: Whether all was written; false also where nothing was counted.
  package func writePart(_ write: @escaping ([UInt8]) -> Bool) -> Bool {
    var writer = PartWriter(write)
    if let numbers {
      writer.write(numbers, requests: requests, partial: partial)
    } else if let texts {
      writer.write(texts, requests: requests, partial: partial)
    } else {
      return false
    }
    return !writer.hasFailed
  }
}
