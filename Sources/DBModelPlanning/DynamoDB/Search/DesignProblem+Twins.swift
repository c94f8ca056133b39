import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// Keys that several patterns together ask for more than one partition serves, and indexes of the
/// same key that share what they ask.
///
/// Only what patterns certainly ask of one key counts: its value is a constant, or named by the
/// skew of a parameter. A pattern that alone asks for too much is at risk on any index; a twin
/// spares those who would read beside it.
extension DesignProblem {
  /// Whether all patterns on their busiest ways ask for more than one key serves; most problems are
  /// told from others without a look at keys.
  var mayShareAHotKey: Bool {
    let most = ways.reduce(0) { sum, needs in
      needs.reduce(sum) { $0 + ($1.map(\.peakReadUse).max() ?? 0) }
    }
    return most > 1
  }

  /// Finds out what each way asks of single keys.
  func findLoads(_ stocks: [Int]) {
    for (pattern, needs) in zip(patterns, ways) where needs.first?.first?.loads == nil {
      let tables = over(pattern, stocks).tables
      let pricer = pricer(tables)
      // Also those that other needs of the pattern go through.
      let names = Dictionary(
        tables.flatMap { memory.stocks[$0].structures }.map { (Self.name($0), $0) },
        uniquingKeysWith: { a, _ in a }
      )
      let asked = needs.map { $0.map { reads($0, pattern, pricer, names) } }
      guard asked.count > 1 else {
        for (way, reads) in zip(needs.joined(), asked.joined()) { way.loads = Self.loads(reads) }
        continue
      }
      // What a need asks is what changes with its way; the first one carries what all of them ask
      // in any case.
      let plain = asked[0].first ?? [:]
      var always = plain
      for (ways, reads) in zip(needs, asked) {
        let keys = Set(reads.flatMap(\.keys)).union(plain.keys)
        var least: [KeyLoad.Key: Double] = [:]
        for key in keys {
          let changes = reads.map { ($0[key] ?? 0) - (plain[key] ?? 0) }
          least[key] = changes.min() ?? 0
          always[key, default: 0] += least[key] ?? 0
        }
        for (way, own) in zip(ways, reads) {
          way.loads = Self.loads(
            Dictionary(
              uniqueKeysWithValues: keys.map {
                ($0, (own[$0] ?? 0) - (plain[$0] ?? 0) - (least[$0] ?? 0))
              }
            )
          )
        }
      }
      for way in needs[0] {
        let own = Dictionary(
          (way.loads ?? []).map { ($0.key, $0.ofCeiling) },
          uniquingKeysWith: +
        )
        way.loads = Self.loads(own.merging(always, uniquingKeysWith: +))
      }
    }
  }

  /// - Parameter names: The structures, by their names.
  private func reads(
    _ way: Way,
    _ pattern: AccessPattern,
    _ pricer: WayPricer,
    _ names: [String: Int]
  ) -> [KeyLoad.Key: Double] {
    var found: [KeyLoad.Key: Double] = [:]
    for read in pricer.namedReads(pattern, way.path) {
      let index = read.isIndex ? names[WayPricer.index(read.structure)] : nil
      let place = index.map { KeyLoad.Place.index($0) }
      let key = KeyLoad.Key(place: place ?? .table(read.structure), value: read.value)
      found[key, default: 0] += read.ofCeiling
    }
    return found
  }

  private static func loads(_ reads: [KeyLoad.Key: Double]) -> [KeyLoad] {
    reads.filter { $0.value > 1e-9 }.sorted { $0.key < $1.key }
      .map { KeyLoad(key: $0.key, ofCeiling: $0.value) }
  }

  // MARK: Twins

  /// Offers as many indexes of a key as patterns may need to share what they ask of it.
  mutating func addTwins() {
    var asked: [KeyLoad.Key: (units: Double, clients: Int)] = [:]
    for ways in ways.joined() {
      var most: [KeyLoad.Key: Double] = [:]
      for load in ways.lazy.flatMap({ $0.loads ?? [] }) {
        most[load.key] = max(most[load.key] ?? 0, load.ofCeiling)
      }
      for (key, units) in most {
        let known = asked[key] ?? (0, 0)
        // Whoever is too much alone needs one index at the most.
        asked[key] = (known.units + min(units, 1.001), known.clients + 1)
      }
    }
    hotKeys = asked.filter { $0.value.units > 1 && $0.value.clients > 1 }.keys.sorted()
    for structure in structures where !structure.key.isLocal {
      let own = hotKeys.filter { $0.place == .index(structure.id) }.compactMap { asked[$0] }
      guard !own.isEmpty else { continue }
      // Of two twins that together are asked for no more than one serves, one does: on average each
      // of any two takes half of that. One more for what is too much in any case.
      let pairs = 2 * own.reduce(0) { $0 + $1.units }
      let clients = own.reduce(0) { $0 + $1.clients }
      let count = min(
        min(pairs.rounded(.up) + 1, DynamoDBLimits.globalIndexes.value),
        Double(clients)
      )
      guard count > 1 else { continue }
      twins[structure.id] = (1..<Int(count)).map { add(twin: $0, of: structure) }
    }
  }

  private mutating func add(twin number: Int, of structure: Structure) -> Int {
    let key = structure.key.twin(number)
    let id = memory.structures.number(
      of: DesignMemory.StructureContent(
        candidate: memory.candidates.number(of: key),
        demand: structure.demand
      )
    )
    structures.append(
      Structure(id: id, key: key, demand: structure.demand, upkeep: structure.upkeep)
    )
    return id
  }

  /// The structure that ways go through for which a twin may stand.
  func original(of structure: Int) -> Int {
    twins.first { $0.value.contains(structure) }?.key ?? structure
  }
}

extension DesignProblem.Way {
  /// The same way through other indexes of the same keys.
  ///
  /// - Parameter twins: By structure: the one instead of it.
  func through(_ twins: [Int: Int]) -> DesignProblem.Way {
    guard twins.contains(where: { $0.key != $0.value }) else { return self }
    return DesignProblem.Way(
      path: path.renamed(
        Dictionary(
          uniqueKeysWithValues: twins.map {
            (DesignProblem.name($0.key), DesignProblem.name($0.value))
          }
        )
      ),
      keys: keys,
      structures: structures.map { twins[$0] ?? $0 }.sorted(),
      chosen: chosen.mapValues { twins[$0] ?? $0 },
      copied: copied,
      rank: rank,
      cost: cost,
      effort: effort,
      peakReadUse: peakReadUse,
      loads: loads?.map { load in
        guard let twin = load.structure.flatMap({ twins[$0] }) else { return load }
        return KeyLoad(
          key: KeyLoad.Key(place: .index(twin), value: load.key.value),
          ofCeiling: load.ofCeiling
        )
      }
    )
  }
}
