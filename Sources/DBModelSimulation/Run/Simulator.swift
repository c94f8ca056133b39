/// Runs a table through the seconds.
///
/// In a second calls come, with those that come again. A table or index as a whole admits what its
/// capacity allows, the same part of every flow. What is admitted falls on partitions; each of them
/// serves 3,000 read and 1,000 write units and throws back the same part of every flow beyond. What
/// the table has room for goes on to its indexes; where an index has none the table's write is
/// throttled with it, and only then. Between seconds partitions are split and admission rises.
///
/// Memory is bounded: head keys and groups of the tail by partition, a row for each interval, and
/// events up to a number of each kind. Time is proportional to seconds x partitions x flows.
public enum Simulator {
  /// - Throws: `SimulationRefusal` for an input that is out of bounds.
  public static func run(
    _ table: SimulatedTable,
    _ options: SimulationOptions
  ) throws(SimulationRefusal) -> SimulationResult {
    try SimulationCheck(table: table, options: options).run()
    var run = try TableRun(table, options)
    for second in 0..<options.seconds { run.step(second) }
    return run.result()
  }
}
