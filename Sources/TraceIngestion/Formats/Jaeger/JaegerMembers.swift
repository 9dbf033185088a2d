import JSONBridge

/// Members of a span, those included that nothing here reads.
enum JaegerSpanMember: UInt8, MemberName {
  case other, traceID, spanID, parentSpanID, operationName, references, flags, startTime, startTimeMillis, duration
  case tags, tag, logs, processID, process, warnings

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .traceID: "traceID"
    case .spanID: "spanID"
    case .parentSpanID: "parentSpanID"
    case .operationName: "operationName"
    case .references: "references"
    case .flags: "flags"
    case .startTime: "startTime"
    case .startTimeMillis: "startTimeMillis"
    case .duration: "duration"
    case .tags: "tags"
    case .tag: "tag"
    case .logs: "logs"
    case .processID: "processID"
    case .process: "process"
    case .warnings: "warnings"
    }
  }
}

/// Members of a reference to another span.
enum JaegerReferenceMember: UInt8, MemberName {
  case other, refType, traceID, spanID

  var spelling: StaticString {
    switch self {
    case .other: ""
    case .refType: "refType"
    case .traceID: "traceID"
    case .spanID: "spanID"
    }
  }
}
