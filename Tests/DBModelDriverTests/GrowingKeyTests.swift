import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import Testing

/// A hot collection of an index can be split unless its sort key only grows: a row's own ulid does,
/// a reference to another row's ulid does not.
struct GrowingKeyTests {
  /// - Parameters:
  ///   - key: The key of a message, as the model declares it.
  ///   - table: The same as the attributes of a table's key, with that table's index.
  private func severity(key: String, table: String) -> Severity? {
    let model = """
      edition 2026
      model Growing

      store main: dynamodb default {
        capacity on-demand
        warm     12_000/s reads 8_000/s writes
      }

      service app {
        role app
      }

      entity Channel {
        id: ulid key

        count 100K
      }

      entity Message {
        \(key)
        status: enum { new 1%, read 99% }

        count 200M growing 3%/month

        lifecycle status {
          new -> read 100%
        }
      }

      access unread() {
        read  Message { id }
        where status == .new
        limit 100
        by    app
        rate  1/s peak 3/s
      }

      access post(message: new Message) {
        insert $message
        by     app
        rate   2.3/s peak 1_500/s
      }

      // The derived index spreads its key over shards; this one does not.
      design current of main {
        table messages {
          \(table)
        }
      }
      """
    let outcome = Driver.run(DriverRequest(.check, paths: ["-"])) { Array(model.utf8) }
    return outcome.document.findings.first { $0.rule == WorkloadRules.hotKey }?.severity
  }

  @Test func ownUlidOnlyGrows() {
    let table = """
      key  id: string
          item Message { id: id }

          index byStatus {
            partition status
            sort      id
          }
      """
    #expect(severity(key: "id: ulid key", table: table) == .danger)
  }

  @Test func referenceToAUlidDoesNot() {
    let key = """
      channel: Channel inverse messages 0..50K avg 2K
        id:      ulid

        key channel, id
      """
    let table = """
      key  channel: string, id: string
          item Message { channel: channel, id: id }

          index byStatus {
            partition status
            sort      channel, id
          }
      """
    #expect(severity(key: key, table: table) == .warning)
  }
}
