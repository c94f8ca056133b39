// Tables that a team has written down.
extension PlanningRules {
  public static let unusedIndex = RuleDescriptor(
    "DBM4012",
    "unused-index",
    .planning,
    .warning,
    summary: "No pattern reads an index of a fixed design.",
    rationale: """
      An index is written and stored with its table, and a global one that is short of capacity \
      throttles the writes of the table. An index that no pattern goes through costs that and gives \
      nothing; so does one whose key another index begins with. What reads it outside of the model \
      is a pattern that is not written down.
      """,
    bad: .fragment(ordersDesign("index byTotal { key customer, total }")),
    good: .fragment(ordersDesign(""))
  )

  public static let fetchesBehindIndex = RuleDescriptor(
    "DBM4013",
    "fetches-behind-index",
    .planning,
    .warning,
    summary: "An index lacks what is read through it, and fetching costs more than storing it.",
    rationale: """
      An index returns what it stores. What else a pattern reads is fetched: by a BatchGetItem behind \
      a global index, by the service itself behind a local one, and either way each item is rounded \
      up to 4 KB and charged by itself (Developer Guide, secondary indexes, projections, checked \
      2026-11-23). Storing it in the index costs writes and storage instead. Both are priced with \
      the rates of all patterns, and only the dearer choice is reported.
      """,
    bad: .fragment(statusDesign("project keys")),
    good: .fragment(statusDesign("project total"))
  )

  public static let emptyKeyValue = RuleDescriptor(
    "DBM4015",
    "empty-key-value",
    .planning,
    .danger,
    summary: "A pattern sets a key attribute of an index to the empty string.",
    rationale: """
      A key attribute of type string or binary holds at least 1 byte, in an index as in a table; an \
      attribute that is in no key may be empty (Developer Guide, data types, checked 2026-11-23). So \
      a write that empties it is refused because of the index. An attribute that is not there keeps \
      the item out of the index instead.
      """,
    bad: .fragment(emptyDesign("\"\"")),
    good: .fragment(emptyDesign("null"))
  )

  public static let expiryDiffers = RuleDescriptor(
    "DBM4016",
    "expiry-differs",
    .planning,
    .danger,
    summary: "Entities of one table disagree about the attribute that expires their items.",
    rationale: """
      A table has one expiry attribute, and it holds for every item that has it (Developer Guide, \
      time to live, checked 2026-11-23). An entity that expires by another attribute keeps its items \
      for ever; one that has an attribute of that name for another reason loses them.
      """,
    bad: .fragment(expiryDesign("until")),
    good: .fragment(expiryDesign("expires"))
  )

  private static let orders = """
    store main: dynamodb default

    service app {
      role      app
      instances 1
      pool      1
    }

    entity Customer {
      id:   uuid       key
      name: string(80) avg 20 B

      count 10K
    }

    entity Order {
      customer: Customer              inverse orders 0..2K avg 20 skew uniform
      id:       ulid
      state:    enum { open 5%, done 95% }
      total:    decimal(12, 2)

      key   customer, id
      count 200K
    }

    """

  private static func ordersDesign(_ index: String) -> String {
    """
    \(orders)
    access ordersOf(customer: Customer) {
      read    Order { id, total }
      where   customer == $customer
      order   id descending
      page    20
      by      app
      rate    1/s peak 2/s
      skew    customer uniform
      latency 50 ms p95
    }

    design current of main {
      table orders {
        key  customer: string, id: string
        item Order { customer: customer, id: id }
        \(index)
      }
    }
    """
  }

  private static func statusDesign(_ projection: String) -> String {
    """
    \(orders)
    access ordersInState(customer: Customer, state: Order.state) {
      read    Order { id, total }
      where   customer == $customer and state == $state
      page    20
      by      app
      rate    5/s peak 20/s
      skew    customer uniform
      skew    state uniform
      latency 50 ms p95
    }

    design current of main {
      table orders {
        key  customer: string, id: string
        item Order { customer: customer, id: id }
        index byState {
          partition customer, state
          sort      id
          \(projection)
        }
      }
    }
    """
  }

  private static func emptyDesign(_ value: String) -> String {
    """
    store main: dynamodb default

    service app {
      role      app
      instances 1
      pool      1
    }

    entity Member {
      id:   uuid        key
      nick: string(40)? avg 10 B present 80%

      count 10K
    }

    access byNick(nick: Member.nick) {
      read    Member { id }
      where   nick == $nick
      by      app
      rate    1/s peak 2/s
      skew    nick uniform
      latency 50 ms p95
    }

    access dropNick(member: Member) {
      update Member where id == $member
        set nick = \(value)
      by      app
      rate    0.1/s peak 1/s
      skew    member uniform
      latency 50 ms p95
    }

    design current of main {
      table members {
        key  id: string
        item Member { id: id }
        index byNick { key nick }
      }
    }
    """
  }

  private static func expiryDesign(_ name: String) -> String {
    """
    store main: dynamodb default

    service app {
      role      app
      instances 1
      pool      1
    }

    entity Session {
      id:      uuid          key
      expires: timestamp(s)  ttl

      count 10K
    }

    entity Code {
      id:      uuid          key
      \(name): timestamp(s) ttl

      count 10K
    }

    access session(id: Session) {
      read    Session { * }
      where   id == $id
      by      app
      rate    1/s peak 2/s
      skew    id uniform
      latency 50 ms p95
    }

    design current of main {
      table logins {
        key  pk: string
        item Session { pk: "SESSION#{id}" }
        item Code    { pk: "CODE#{id}" }
      }
    }
    """
  }
}
