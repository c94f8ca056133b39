extension ModelGenerator {
  mutating func customer() {
    var attributes = ["id: uuid key", "name: string(80) avg 24 B personal"]
    attributes.append(one("email: string(254) avg 24 B unique", "email: string(254) unique secret"))
    maybe(0.4, &attributes, "tier: enum { basic 90%, plus 9%, pro 1% }")
    maybe(0.3, &attributes, "joined: timestamp(ms) clock", "joined: date clock")
    maybe(0.3, &attributes, "tags: set of string(40) avg 9 B 0..10 avg 3")
    maybe(0.3, &attributes, "extra: map of string(40) to int 0..20 avg 5")
    maybe(
      0.3,
      &attributes,
      "home: { street: string(120) avg 24 B, city: string(80)? present 10% }",
      "photos: list of { url: string(200) avg 80 B, alt: string(80) avg 20 B } 0..12 avg 4",
      "home: {\n  street: string(120) avg 24 B\n  city: string(80) avg 12 B\n}"
    )
    // An upsert that sets name and address makes no whole row beside any of these.
    hasWholeCustomer = attributes.allSatisfy { attribute in
      ["id", "name", "email", "joined"].contains { attribute.hasPrefix("\($0):") }
    }
    maybe(0.2, &attributes, "gone: timestamp(ms)? present 2% soft-delete")
    var clauses = [one("count 2M growing 5%/month", "count 400K", "count 12_000")]
    maybe(0.2, &clauses, "unique name, email")
    declaration("entity Customer" + one("", " in main"), owner: "an entity", attributes, clauses)
  }

  mutating func order() {
    guard !hasOrder else { return }
    hasOrder = true
    var attributes = [
      "id: ulid key",
      "customer: Customer inverse orders 0..50K avg 20 skew zipf(0.6) delete restrict",
      "status: enum { placed 2%, paid 98% }",
      "placed: timestamp(ms) clock",
      "total: decimal(12, 2)",
      "version: int version",
    ]
    maybe(0.3, &attributes, "note: string(2000)? avg 40 B present 10%")
    maybe(0.3, &attributes, "photo: bytes(400)? avg 100 B present 10%")
    maybe(0.3, &attributes, "expires: timestamp(s)? present 5% ttl")
    var clauses: [String] = []
    maybe(0.3, &clauses, "count 40M growing 8%/month")
    maybe(
      0.5,
      &clauses,
      "lifecycle status {\n  placed -> paid 99%, placed 1%\n  paid -> paid 100%\n}",
      "lifecycle status { placed -> paid 100% }"
    )
    maybe(
      0.4,
      &clauses,
      "variant kind {\n  card 85% {\n    last4: string(4)\n  }\n  transfer 15% { iban: string(34) }\n}"
    )
    declaration("entity Order" + one("", " in main"), owner: "an entity", attributes, clauses)
  }

  mutating func product() {
    let attributes = [
      "code: string(40) avg 9 B", "line: int(1..30)", "stock: int(0..)", "price: decimal(14, 2)",
    ]
    var clauses = ["key code, line", "count 5K"]
    maybe(0.5, &clauses, "unique stock, code")
    declaration("entity Product", owner: "an entity", attributes, clauses)
  }

  mutating func structure() {
    let rows = ["street: string(120) avg 24 B", "city: string(80) avg 12 B", "country: string(2)"]
    declaration("struct Address", owner: "a structure", attributes: rows, [])
  }

  private mutating func declaration(
    _ header: String,
    owner: String,
    _ attributes: [String],
    _ clauses: [String]
  ) {
    declaration(header, owner: owner, attributes: attributes, clauses)
  }
}
