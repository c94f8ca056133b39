import DBModelDesign
import DBModelQuery
import DBModelWorkload

@testable import DBModelEngines

/// Times calls of patterns through prepared statements: from the first that is sent to the last
/// answer, and nothing of what is done between them.
struct LatencyBench {
  struct BadArgument: Error {
    let pattern: String
    let parameter: String
  }

  /// A prepared statement and its values.
  private struct Step {
    let name: String
    let values: [String?]
    /// Sent only where the one before changed no row.
    var isFallback = false
  }

  /// Each query is timed in so many rounds. Of a read the calmest counts: what else a machine does
  /// comes and goes, and is no part of what it takes. Of a write all do: a disk's slow moments are
  /// its own.
  static let rounds = 3

  let connection: PostgreSQLConnection
  let workload: Workload
  let design: RelationalDesign
  let now: Int64
  private var names: [String: String] = [:]

  init(
    connection: PostgreSQLConnection,
    workload: Workload,
    design: RelationalDesign,
    now: Int64
  ) {
    self.connection = connection
    self.workload = workload
    self.design = design
    self.now = now
  }

  /// Milliseconds of each repetition of each query. Of a write each repetition of each round is a
  /// call of its own.
  mutating func times(
    _ pattern: AccessPattern,
    _ calls: [[String?]],
    queries: Int,
    repetitions: Int
  ) throws -> [[Double]] {
    var steps: [[Step]] = []
    for call in calls { steps.append(try record(pattern, arguments(pattern, call))) }
    let isTransaction = !pattern.isRead && steps.contains { $0.count { !$0.isFallback } > 1 }
    // What has no plan yet gets one.
    for call in steps.suffix(8) { _ = try time(call, isTransaction: isTransaction) }
    var calmest = [[Double]](repeating: [], count: queries)
    for round in 0..<Self.rounds {
      for query in 0..<queries {
        let first = (round * queries + query) * repetitions
        let own =
          pattern.isRead
          ? [[Step]](repeating: steps[query], count: repetitions + 1)
          : Array(steps[first..<first + repetitions])
        var times = try own.map { try time($0, isTransaction: isTransaction) }
        // The first call of a read finds what the others find in memory.
        if pattern.isRead { times.removeFirst() }
        guard pattern.isRead else {
          calmest[query] += times
          continue
        }
        let isCalmer = Self.median(times) < Self.median(calmest[query])
        if calmest[query].isEmpty || isCalmer { calmest[query] = times }
      }
    }
    return calmest
  }

  private static func median(_ times: [Double]) -> Double {
    times.isEmpty ? .infinity : times.sorted()[times.count / 2]
  }

  private func time(_ call: [Step], isTransaction: Bool) throws -> Double {
    var ms = 0.0
    if isTransaction { ms += try plain("BEGIN") }
    var hasChanged = false
    for step in call where !(step.isFallback && hasChanged) {
      let answer = try connection.run(prepared: step.name, step.values)
      ms += answer.ms
      hasChanged = !answer.rows.isEmpty
    }
    if isTransaction { ms += try plain("COMMIT") }
    return ms
  }

  private func plain(_ sql: String) throws -> Double {
    let start = PostgreSQLConnection.nanoseconds
    try connection.run(sql)
    return Double(PostgreSQLConnection.nanoseconds - start) / 1e6
  }

  // MARK: What a call sends

  private mutating func record(_ pattern: AccessPattern, _ arguments: Arguments) throws -> [Step] {
    var steps: [Step] = []
    if pattern.isRead {
      var bench = self
      _ = try SQLReadRunner(
        workload: workload,
        design: design,
        dialect: .postgresql,
        pattern: pattern,
        arguments: arguments,
        now: now
      ).page { statement, values in
        let step = try bench.step(statement, values)
        steps.append(step)
        return try bench.connection.run(prepared: step.name, step.values).rows
          .map { $0.map { $0.map { .text($0) } ?? .null } }
      }
      names = bench.names
      return steps
    }
    var bench = self
    var sent: [(statement: SQLStatement, values: [Value], isFallback: Bool)] = []
    _ = try SQLWriteRunner(
      writer: SQLStatementWriter(workload: workload, design: design, dialect: .postgresql),
      pattern: pattern,
      arguments: arguments,
      now: now
    ).run { statement, values in
      var isFallback = false
      if case .write(let role) = statement.role { isFallback = role.isFallback }
      sent.append((statement, values, isFallback))
      guard case .write(let role) = statement.role else { return .rows(0) }
      // Whether a row is there is seen when it is called: what follows where none is, is recorded.
      return .rows(role.kind == .update && !role.failsWithoutRows ? 0 : 1)
    }
    for (place, one) in sent.enumerated() {
      let isCounted = place + 1 < sent.count && sent[place + 1].isFallback
      var step = try bench.step(one.statement, one.values, isCounted: isCounted)
      step.isFallback = one.isFallback
      steps.append(step)
    }
    names = bench.names
    return steps
  }

  /// - Parameter isCounted: Whether a row comes back for each that it changes.
  private mutating func step(
    _ statement: SQLStatement,
    _ values: [Value],
    isCounted: Bool = false
  ) throws -> Step {
    let text = statement.text + (isCounted ? "\nRETURNING 1" : "")
    var name = names[text] ?? ""
    if name.isEmpty {
      name = "s\(names.count)"
      try connection.prepare(name, text)
      names[text] = name
    }
    let codec = SQLValueCodec(.postgresql)
    let texts = zip(statement.bindings, values).map { binding, value -> String? in
      switch codec.bound(value, as: binding.type) {
      case .null: nil
      case .integer(let number): String(number)
      case .real(let number): String(number)
      case .text(let text): text
      case .blob: nil
      }
    }
    return Step(name: name, values: texts)
  }

  // MARK: Arguments

  private func arguments(_ pattern: AccessPattern, _ call: [String?]) throws -> Arguments {
    let codec = SQLValueCodec(.postgresql)
    var rest = call[...]
    func value(_ text: String?, _ type: ValueType, _ parameter: Parameter) throws -> Value {
      guard let text else { return .null }
      guard let value = codec.value(.text(text), as: type) else {
        throw BadArgument(pattern: pattern.name, parameter: parameter.name)
      }
      return value
    }
    func next(_ type: ValueType, _ parameter: Parameter) throws -> Value {
      try value(rest.popFirst() ?? nil, type, parameter)
    }
    var found = Arguments()
    for parameter in pattern.parameters {
      // What a call does not give is no value that nothing equals.
      if parameter.isOptional, rest.first == .some(nil) {
        var width = 1
        if case .key(let entity) = parameter.type { width = workload[entity].key.count }
        rest = rest.dropFirst(width)
        continue
      }
      switch parameter.type {
      case .value(let type, _): found[parameter.id] = .value(try next(type, parameter))
      case .key(let entity):
        found[parameter.id] = .key(
          try workload[entity].key.map { try next(workload[entity][$0].type, parameter) }
        )
      case .newRow(let entity):
        found[parameter.id] = .row(
          try workload[entity].fields.map { try next($0.type, parameter) }
        )
      case .range(let type, _):
        found[parameter.id] = .range(try next(type, parameter), try next(type, parameter))
      case .many(.key(let entity), _):
        let type = workload[entity][workload[entity].key[0]].type
        let list: String? = rest.popFirst() ?? nil
        let texts = (list ?? "").split(separator: ",")
        found[parameter.id] = .many(
          try texts.map { .key([try value(String($0), type, parameter)]) }
        )
      default: throw BadArgument(pattern: pattern.name, parameter: parameter.name)
      }
    }
    return found
  }
}

extension AccessPattern {
  var isRead: Bool { if case .read = operation { true } else { false } }
}
