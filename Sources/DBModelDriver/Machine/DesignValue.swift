import DBModelDesign
import DBModelQuery
import DBModelReport
import DBModelWorkload

/// A physical design for machines: the `plan` object of the JSON report.
struct DesignValue {
  let workload: Workload
  let design: PhysicalDesign
  /// The written designs.
  var written: [ReportValue] = []

  var value: ReportValue {
    [
      "stores": .array(stores), "accesses": .array(accesses), "designs": .array(written),
      "worth": .array(design.choices.compactMap(worth)),
      "search": .array(design.proofs.map(proof)),
    ]
  }

  var stores: [ReportValue] { design.stores.map(store) }
  var accesses: [ReportValue] { design.accesses.map(access) }

  /// What a structure is worth; `nil` where that was not searched for.
  private func worth(_ choice: Choice) -> ReportValue? {
    guard let worth = choice.worth else { return nil }
    var more = ReportValue.null
    var (broken, endangered): ([ReportValue], [ReportValue]) = ([], [])
    switch worth.absence {
    case .costs(let dollars): more = .double(dollars)
    case .breaks(let patterns): broken = patterns.map { .string(workload[$0].name) }
    case .endangers(let patterns): endangered = patterns.map { .string(workload[$0].name) }
    case .unknown: break
    }
    return [
      "structure": .string(choice.subject), "store": .string(workload[choice.store].name),
      "upkeep_usd_per_month": .double(worth.upkeepUSDollarsPerMonth),
      "without_usd_per_month": more,
      "without_breaks": .array(broken),
      "without_endangers": .array(endangered),
      "shares": .array(
        worth.shares.map {
          ["pattern": .string(workload[$0.pattern].name), "share": .double($0.share)]
        }
      ),
    ]
  }

  private func preferences(_ worth: PreferenceWorth) -> ReportValue {
    [
      "single_table": .bool(worth.isSingleTable),
      "most_indexes": worth.mostIndexes.map { .int($0) } ?? .null,
      "more_usd_per_month": .double(worth.usDollarsPerMonthMore),
      "served_worse": .array(worth.worse.map { .string(workload[$0].name) }),
    ]
  }

  private func proof(_ proof: DesignProof) -> ReportValue {
    [
      "store": .string(workload[proof.store].name),
      "cost_usd_per_month": .double(proof.usDollarsPerMonth),
      "bound_usd_per_month": proof.boundUSDollarsPerMonth.map { .double($0) } ?? .null,
      "is_optimal": .bool(proof.isOptimal),
      "layouts": .int(proof.layouts),
      "nodes": .int(proof.nodes),
      "assumed_rates": .array(proof.assumedRates.map { .string(workload[$0].name) }),
      "preferences": proof.preferences.map(preferences) ?? .null,
    ]
  }

  private func store(_ store: StoreDesign) -> ReportValue {
    switch store {
    case .dynamoDB(let tables):
      return [
        "store": .string(workload[tables.store].name), "kind": "dynamodb",
        "tables": .array(tables.tables.map(table)),
      ]
    case .relational(let schema):
      return [
        "store": .string(workload[schema.store].name),
        "kind": .string(workload[schema.store].kind.rawValue),
        "tables": .array(schema.tables.map(table)),
      ]
    }
  }

  private func table(_ table: DynamoDBTable) -> ReportValue {
    [
      "name": .string(table.name), "partition_key": key(table.partitionKey),
      "sort_key": table.sortKey.map(key) ?? .null,
      "items": .array(
        table.layouts.map { layout in
          let entity = workload[layout.entity]
          return [
            "entity": .string(entity.name),
            "partition_key": .string(TablesSection.text(layout.partitionKey, entity)),
            "sort_key": .optional(layout.sortKey.map { TablesSection.text($0, entity) }),
            "embedded": .array(layout.embedded.map(embedded)),
          ]
        }
      ),
      "guards": .array(
        table.guards.map { own in
          let entity = workload[own.entity]
          return [
            "entity": .string(entity.name),
            "attributes": .strings(own.fields.map { entity[$0].name }),
            "partition_key": .string(TablesSection.text(own.template, entity)),
          ]
        }
      ),
      "indexes": .array(table.indexes.map(index)),
    ]
  }

  private func embedded(_ rows: EmbeddedRows) -> ReportValue {
    let entity = workload[rows.entity]
    let names = EmbeddedCodec(rows, workload: workload).nameFields
    return [
      "entity": .string(entity.name), "attribute": .string(rows.field.name),
      "member": .string(TablesSection.text(.text(KeySegment.joined(names)), entity)),
    ]
  }

  private func index(_ index: SecondaryIndex) -> ReportValue {
    let projection: ReportValue
    switch index.projection {
    case .all: projection = ["type": "all"]
    case .keysOnly: projection = ["type": "keys_only"]
    case .include(let names): projection = ["type": "include", "attributes": .strings(names)]
    }
    return [
      "name": .string(index.name), "partition_key": .array(index.partitionKey.map(key)),
      "sort_key": .array(index.sortKey.map(key)), "projection": projection,
      "scope": .string(index.scope.rawValue),
    ]
  }

  private func key(_ key: KeyAttribute) -> ReportValue {
    ["name": .string(key.name), "type": .string(key.type.rawValue)]
  }

  private func table(_ table: RelationalTable) -> ReportValue {
    [
      "name": .string(table.name), "entity": .string(workload[table.entity].name),
      "primary_key": .strings(table.primaryKey),
      "uniques": .array(table.uniques.map { .strings($0.columns) }),
      "indexes": .array(
        table.indexes.map { index in
          [
            "name": .string(index.name),
            "columns": .array(
              index.columns.map {
                ["name": .string($0.column), "descending": .bool($0.isDescending)]
              }
            ),
            "included": .strings(index.included),
            "wanted_by": .strings(index.wantedBy.map { workload[$0].name }),
          ]
        }
      ),
      "partitions": table.partitioning.map(partitions) ?? .null,
    ]
  }

  private func partitions(_ partitioning: TablePartitioning) -> ReportValue {
    [
      "column": .string(partitioning.column), "by": .string(partitioning.period.rawValue),
      "kept_seconds": .int(partitioning.keptSeconds), "count": .int(partitioning.partitionCount),
      "dropped_for": .string(workload[partitioning.deletedBy].name),
    ]
  }

  private func names(_ own: UniqueGuard) -> [String] {
    own.fields.map { workload[own.entity][$0].name }
  }

  private func kept(_ change: KeptChange) -> ReportValue {
    [
      "attributes": .strings(change.aggregates.map { workload[$0.target].name }),
      "by": .string(change.isByStream ? "stream" : "transaction"),
    ]
  }

  private func access(_ access: PatternAccess) -> ReportValue {
    let name = ReportValue.string(workload[access.pattern].name)
    let store = ReportValue.string(workload[access.store].name)
    switch access.path {
    case .dynamoDB(let path):
      let requests = path.requests.map { request -> ReportValue in
        [
          "operation": .string(request.kind.rawValue), "table": .string(request.table),
          "index": .optional(request.index),
          "condition": .string(
            RequestsSection.condition(request, workload[access.pattern], workload)
          ),
          "guard_of": request.guarding.map { .strings(names($0)) } ?? .null,
          "keeps": request.keeping.map(kept) ?? .null,
        ]
      }
      return [
        "pattern": name, "store": store, "requests": .array(requests),
        "transactional": .bool(path.isTransactional), "reasons": .strings(path.reasons),
      ]
    case .sql(let path):
      return [
        "pattern": name, "store": store, "indexes": .strings(path.plannedIndexes),
        "scans": .strings(path.plannedScans), "reasons": .strings(path.reasons),
      ]
    case .none(let reasons):
      return ["pattern": name, "store": store, "reasons": .strings(reasons)]
    }
  }
}
