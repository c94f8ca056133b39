import DBModelDiagnostics

extension AccessPattern {
  /// The same pattern where its words stand further down in the file.
  ///
  /// - Parameter bytes: How far; below 0 for further up.
  public func moved(by bytes: Int) -> AccessPattern {
    AccessPattern(
      id: id,
      name: name,
      documentation: documentation,
      parameters: parameters.map { $0.moved(by: bytes) },
      operation: operation.moved(by: bytes),
      store: store?.moved(by: bytes),
      services: services,
      rate: rate?.moved(by: bytes),
      schedule: schedule?.moved(by: bytes),
      skews: skews.map { $0.moved(by: bytes) },
      consistency: consistency?.moved(by: bytes),
      latency: latency?.moved(by: bytes),
      rows: rows?.moved(by: bytes),
      failsShare: failsShare?.moved(by: bytes),
      idempotency: idempotency?.moved(by: bytes),
      shapes: shapes.map { $0.moved(by: bytes) },
      jointSkews: jointSkews.map { $0.moved(by: bytes) },
      isolation: isolation?.moved(by: bytes),
      nameSpan: nameSpan.moved(by: bytes),
      span: span.moved(by: bytes),
      identity: identity
    )
  }
}

extension SourceSpan {
  fileprivate func moved(by bytes: Int) -> SourceSpan {
    SourceSpan(file: file, lower: lower + bytes, upper: upper + bytes)
  }
}

extension Located {
  fileprivate func moved(by bytes: Int) -> Located { Located(value, span.moved(by: bytes)) }
}

extension Declared {
  fileprivate func moved(by bytes: Int) -> Declared { Declared(value, span.moved(by: bytes)) }
}

extension Parameter {
  fileprivate func moved(by bytes: Int) -> Parameter {
    Parameter(
      id: id,
      name: name,
      type: type,
      givenShare: givenShare,
      isOptional: isOptional,
      isFromCaller: isFromCaller,
      recentWithinSeconds: recentWithinSeconds,
      span: span.moved(by: bytes)
    )
  }
}

// MARK: What a pattern does

extension Operation {
  fileprivate func moved(by bytes: Int) -> Operation {
    switch self {
    case .read(let read): .read(read.moved(by: bytes))
    case .write(let statements, let isTransaction):
      .write(statements.map { $0.moved(by: bytes) }, isTransaction: isTransaction)
    case .sql(let sql): .sql(sql.moved(by: bytes))
    }
  }
}

extension Read {
  fileprivate func moved(by bytes: Int) -> Read {
    Read(
      entity: entity,
      projection: projection.moved(by: bytes),
      filter: filter?.moved(by: bytes),
      order: order.map {
        OrderTerm(
          subject: $0.subject,
          isDescending: $0.isDescending,
          span: $0.span.moved(by: bytes)
        )
      },
      limit: limit?.moved(by: bytes),
      page: page.map { Page(rows: $0.rows, depth: $0.depth, span: $0.span.moved(by: bytes)) },
      group: group.map { $0.moved(by: bytes) }
    )
  }
}

extension Projection {
  fileprivate func moved(by bytes: Int) -> Projection {
    Projection(
      entity: entity,
      fields: fields,
      outputs: outputs.map {
        ComputedOutput(
          name: $0.name,
          expression: $0.expression,
          span: $0.span.moved(by: bytes)
        )
      },
      children: children.map {
        ProjectionChild(
          name: $0.name,
          step: $0.step,
          projection: $0.projection.moved(by: bytes),
          span: $0.span.moved(by: bytes)
        )
      }
    )
  }
}

extension WriteStatement {
  fileprivate func moved(by bytes: Int) -> WriteStatement {
    let span = span.moved(by: bytes)
    return switch self {
    case .insert(let entity, let parameter, _): .insert(entity, parameter, span: span)
    case .update(let entity, let filter, let assignments, let condition, _):
      .update(
        entity,
        filter: filter,
        assignments: assignments.map { $0.moved(by: bytes) },
        condition: condition,
        span: span
      )
    case .upsert(let entity, let filter, let assignments, let condition, _):
      .upsert(
        entity,
        filter: filter,
        assignments: assignments.map { $0.moved(by: bytes) },
        condition: condition,
        span: span
      )
    case .delete(let entity, let filter, let condition, _):
      .delete(entity, filter: filter, condition: condition, span: span)
    case .forEach(let variable, let body, _):
      .forEach(variable: variable, body: body.map { $0.moved(by: bytes) }, span: span)
    }
  }
}

extension Assignment {
  fileprivate func moved(by bytes: Int) -> Assignment {
    Assignment(
      field: field,
      assignmentOperator: assignmentOperator,
      value: value,
      span: span.moved(by: bytes)
    )
  }
}

extension RawSQL {
  fileprivate func moved(by bytes: Int) -> RawSQL {
    RawSQL(
      text: text,
      rows: rows,
      reads: reads.map { $0.moved(by: bytes) },
      writes: writes.map { $0.moved(by: bytes) },
      span: span.moved(by: bytes)
    )
  }
}

// MARK: How often and how soon

extension Rate {
  fileprivate func moved(by bytes: Int) -> Rate {
    Rate(
      average: average.moved(by: bytes),
      peak: peak.moved(by: bytes),
      peakSeconds: peakSeconds,
      burst: burst.map {
        Burst(rate: $0.rate, seconds: $0.seconds, span: $0.span.moved(by: bytes))
      },
      batch: batch?.moved(by: bytes),
      span: span.moved(by: bytes)
    )
  }
}

extension Schedule {
  fileprivate func moved(by bytes: Int) -> Schedule {
    Schedule(
      text: text,
      runsPerMonth: runsPerMonth,
      timeOfDaySeconds: timeOfDaySeconds,
      withinSeconds: withinSeconds,
      span: span.moved(by: bytes)
    )
  }
}

extension PatternSkew {
  fileprivate func moved(by bytes: Int) -> PatternSkew {
    PatternSkew(
      parameter: parameter,
      field: field,
      popularity: popularity,
      isLargestFirst: isLargestFirst,
      span: span.moved(by: bytes)
    )
  }
}

extension LatencyBudget {
  fileprivate func moved(by bytes: Int) -> LatencyBudget {
    LatencyBudget(
      milliseconds: milliseconds,
      percentile: percentile,
      span: span.moved(by: bytes)
    )
  }
}

extension Idempotency {
  fileprivate func moved(by bytes: Int) -> Idempotency {
    Idempotency(parameter: parameter, seconds: seconds, span: span.moved(by: bytes))
  }
}

extension RateShape {
  fileprivate func moved(by bytes: Int) -> RateShape {
    RateShape(
      period: period,
      windows: windows.map {
        Window(
          share: $0.share,
          startSeconds: $0.startSeconds,
          lengthSeconds: $0.lengthSeconds,
          span: $0.span.moved(by: bytes)
        )
      },
      span: span.moved(by: bytes)
    )
  }
}

extension JointSkew {
  fileprivate func moved(by bytes: Int) -> JointSkew {
    JointSkew(
      relation: relation,
      subjects: subjects,
      popularity: popularity,
      span: span.moved(by: bytes)
    )
  }
}
