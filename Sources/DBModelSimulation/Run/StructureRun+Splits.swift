import DBModelDesign
import DBModelStatistics

extension StructureRun {
  /// Seconds over which heat is averaged.
  var windowSeconds: Int { min(60, options.splitting.sustainedSeconds) }

  private var limit: Int { options.splitting.mostPartitions }
  private var hasRoom: Bool { partitions.count + pendingCount < limit }

  /// Adds the utilisation of this second to that of the window.
  mutating func addHeat() {
    let most = UnitRates.ofPartition
    for place in heat.indices {
      heat[place] += max(demand[0][place] / most.reads, demand[1][place] / most.writes)
    }
  }

  /// The end of a window: partitions that are hot for long enough are to be split.
  mutating func endWindow(_ second: Int, _ log: inout EventLog) {
    let seconds = Double(windowSeconds)
    for place in partitions.indices {
      let mean = heat[place] / seconds
      heat[place] = 0
      guard mean > options.splitting.threshold else {
        partitions[place].hotSeconds = 0
        continue
      }
      partitions[place].hotSeconds += windowSeconds
      guard partitions[place].hotSeconds >= options.splitting.sustainedSeconds,
        partitions[place].pending == nil
      else { continue }
      partitions[place].hotSeconds = 0
      splitForHeat(place, windowUnits.map { $0 / seconds }, second, &log)
    }
    for flow in windowUnits.indices { windowUnits[flow] = 0 }
  }

  private mutating func splitForHeat(
    _ place: Int,
    _ units: [Double],
    _ second: Int,
    _ log: inout EventLog
  ) {
    let partition = partitions[place]
    let search = SplitSearch(
      pieces: keys.pieces(
        in: partition.range,
        tail: partition.tail,
        units: units,
        isWrite: isWrite
      ),
      range: partition.range
    )
    let best = search.best(
      gaining: options.splitting.leastGain,
      threshold: options.splitting.threshold
    )
    if let best, hasRoom {
      decide(place, .heat, at: best.boundary, describe(best), second)
      return
    }
    let atom = search.heaviestAtom
    var reason = RefusedSplit.Reason.noGain
    if best != nil {
      reason = .partitionLimit
    } else if let atom, atom.load.utilisation >= options.splitting.threshold / 2 {
      switch atom.kind {
      case .item, .divisible: reason = .oneItem
      case .movingEnd: reason = .movingEnd
      case .collection: reason = .localIndex
      }
    }
    let key = reason == .noGain || reason == .partitionLimit ? nil : atom?.key
    if let last = partition.announced, last.reason == reason, last.key == key { return }
    partitions[place].announced = (reason, key)
    let refusal = RefusedSplit(
      partition: partition.number,
      reason: reason,
      key: key.map { keys.label(ofKey: $0) },
      load: search.pieces.reduce(UnitRates.zero) { $0 + $1.load },
      keyLoad: key == nil ? .zero : atom?.load ?? .zero
    )
    log.add(
      SimulationEvent(second: second, structure: structure.name, kind: .notSplit(refusal))
    )
  }

  private func describe(_ split: SplitSearch.Candidate) -> PartitionSplit.Boundary {
    guard let key = split.key else { return .betweenKeys(split.boundary.fraction) }
    let label = keys.label(ofKey: key)
    return split.isBeside ? .beside(key: label) : .inside(key: label, split.boundary.inside)
  }

  /// Draws what falls on both sides; the split is made when its time has passed.
  private mutating func decide(
    _ place: Int,
    _ cause: PartitionSplit.Cause,
    at boundary: KeyPosition,
    _ text: PartitionSplit.Boundary,
    _ second: Int
  ) {
    let partition = partitions[place]
    let width = partition.range.width
    let (leftRange, _) = partition.range.divided(at: boundary)
    let part = width > 0 ? min(1, leftRange.width / width) : 0
    var (left, right) = (partition.tail, partition.tail)
    for group in left.indices {
      left[group] = placements.binomial(partition.tail[group], part)
      right[group] -= left[group]
    }
    pendingCount += 1
    partitions[place].pending = Partition.PendingSplit(
      cause: cause,
      boundary: boundary,
      boundaryText: text,
      leftTail: left,
      rightTail: right,
      decided: second,
      due: second + options.splitting.durationSeconds
    )
  }

  /// Makes the splits whose time has passed.
  mutating func makeSplits(_ second: Int, _ log: inout EventLog) {
    guard pendingCount > 0 else { return }
    for place in partitions.indices {
      guard let split = partitions[place].pending, split.due <= second else { continue }
      make(split, of: place, second, &log)
    }
  }

  private mutating func make(
    _ split: Partition.PendingSplit,
    of place: Int,
    _ second: Int,
    _ log: inout EventLog
  ) {
    let parent = partitions[place]
    let (leftRange, rightRange) = parent.range.divided(at: split.boundary)
    let width = parent.range.width
    let bytes = width > 0 ? parent.bytes * min(1, leftRange.width / width) : parent.bytes / 2
    let right = Partition(
      number: partitions.count + 1,
      parent: parent.number,
      madeAt: second,
      range: rightRange,
      tail: split.rightTail,
      bytes: max(0, parent.bytes - bytes)
    )
    pendingCount -= 1
    partitions[place].pending = nil
    partitions[place].announced = nil
    partitions[place].hotSeconds = 0
    partitions[place].range = leftRange
    partitions[place].tail = split.leftTail
    partitions[place].bytes = bytes
    partitions.append(right)
    heat[place] = 0
    heat.append(0)
    demand[0].append(0)
    demand[1].append(0)
    for flow in shares.indices { divide(flow, place, right) }
    drawnFor = []
    drawnPlace.append(-1)
    let sides = sides(place, partitions.count - 1)
    let event = PartitionSplit(
      cause: split.cause,
      partition: parent.number,
      other: right.number,
      boundary: split.boundaryText,
      decided: split.decided,
      before: sides.left + sides.right,
      left: sides.left,
      right: sides.right
    )
    log.add(SimulationEvent(second: second, structure: structure.name, kind: .split(event)))
  }

  /// Divides what a flow asks of a partition, and what of it waits.
  private mutating func divide(_ flow: Int, _ place: Int, _ right: Partition) {
    let left = keys.share(flow: flow, in: partitions[place].range, tail: partitions[place].tail)
    let other = keys.share(flow: flow, in: right.range, tail: right.tail)
    shares[flow][place] = left
    shares[flow].append(other)
    let part = left + other > 0 ? other / (left + other) : 0
    let ring = pinned[flow][place]?.divide(part)
    pinned[flow].append(ring)
    if ring != nil { addPinned(partitions.count - 1, flow) }
  }

  /// Units a second on two partitions at the rates of now.
  private func sides(_ left: Int, _ right: Int) -> (left: UnitRates, right: UnitRates) {
    var sides = (left: UnitRates.zero, right: UnitRates.zero)
    for flow in shares.indices {
      let units = expectedNow[flow] * meanUnits[flow]
      sides.left[isWrite[flow]] += units * shares[flow][left]
      sides.right[isWrite[flow]] += units * shares[flow][right]
    }
    return sides
  }

  // MARK: Capacity and size

  /// The end of a minute: capacity and bytes that ask for more partitions.
  mutating func endMinute(_ second: Int, _ log: inout EventLog) {
    for side in [0, 1] {
      guard let change = admission[side].endMinute() else { continue }
      let isWrite = side == 1
      let kind: SimulationEvent.Kind =
        admission[side].throttleCause == .provisioned
        ? .capacityScaled(isWrite: isWrite, from: change.from, to: change.to)
        : .admissionRaised(isWrite: isWrite, from: change.from, to: change.to)
      log.add(SimulationEvent(second: second, structure: structure.name, kind: kind))
    }
    let wanted = UnitRates(
      reads: admission[0].stated ?? 0,
      writes: admission[1].stated ?? 0
    ).partitions
    while Double(partitions.count + pendingCount) < wanted, hasRoom, halveWidest(second) {}
    grow(second)
  }

  /// Halves the range of the partition that holds most hashes.
  private mutating func halveWidest(_ second: Int) -> Bool {
    var widest: Int?
    for place in partitions.indices where partitions[place].pending == nil {
      let width = partitions[place].range.width
      if width > widest.map({ partitions[$0].range.width }) ?? 1e-15 { widest = place }
    }
    guard let widest else { return false }
    return halve(widest, .capacity, second)
  }

  /// - Returns: Whether it can be halved.
  private mutating func halve(
    _ place: Int,
    _ cause: PartitionSplit.Cause,
    _ second: Int
  ) -> Bool {
    let range = partitions[place].range
    let high = range.high?.hash ?? .max
    let middle = range.low.hash + (high - range.low.hash) / 2
    var boundary = KeyPosition(middle)
    if !range.contains(boundary) || boundary == range.low {
      guard !keys.keepsCollections else { return false }
      let end = range.high.map { $0.hash == range.low.hash ? $0.inside : 1 } ?? 1
      boundary = KeyPosition(range.low.hash, (range.low.inside + end) / 2)
      guard boundary > range.low, range.contains(boundary) else { return false }
    }
    decide(place, cause, at: boundary, .betweenKeys(boundary.fraction), second)
    return true
  }

  private mutating func grow(_ second: Int) {
    let most = DynamoDBLimits.partitionBytes.value
    let added = structure.growthBytesPerSecond * 60
    guard added > 0 else { return }
    for place in partitions.indices {
      partitions[place].bytes += added * partitions[place].range.width
      guard partitions[place].bytes > most, partitions[place].pending == nil, hasRoom else {
        continue
      }
      _ = halve(place, .size, second)
    }
  }
}
