import JSONBridge
import TraceModel

/// Reads one span of Datadog's.
enum DatadogDecoder: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, DatadogColumns.tree) else { return }
    settle(&collector)
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }

  /// What the span is: tracers of recent years write `span.kind`; before that the type told.
  static func settle(_ collector: inout SpanCollector) {
    let type = collector.word(DatadogColumns.Note.type)
    if collector.draft.kind == .unspecified {
      collector.draft.kind = kind(type, collector.batch.names[collector.row.otherName])
    }
    if isStore(type) {
      // A store's resource is the statement; the name says which store.
      let isGeneral = ["sql", "db", "cache"].contains(type)
      if !isGeneral { collector.draft.set(.databaseSystem, collector.row.note(DatadogColumns.Note.type), rank: 16) }
      if !collector.row.otherName.isEmpty { collector.row.name = collector.row.otherName }
    }
    let error = collector.word(DatadogColumns.Note.error)
    if error == "1" || error == "true" { collector.draft.outcome.isError = true }
  }

  private static func kind(_ type: String, _ operation: String) -> SpanKind {
    let receives = ["consume", "receive", "process", "deliver", "poll"].contains { operation.contains($0) }
    switch type {
    case "web", "server", "serverless": return .server
    case "http": return .client
    case "rpc": return operation.contains("server") ? .server : .client
    case "queue", "message": return receives ? .consumer : .producer
    case "worker": return receives ? .consumer : .unspecified
    default: return isStore(type) ? .client : .unspecified
    }
  }

  private static func isStore(_ type: String) -> Bool {
    ["sql", "db", "cache", "redis", "mongodb", "memcached", "cassandra", "elasticsearch", "dynamodb"].contains(type)
  }
}
