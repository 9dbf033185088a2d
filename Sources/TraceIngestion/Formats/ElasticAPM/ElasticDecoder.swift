import JSONBridge
import TraceModel

/// Reads one document of Elastic APM's indices.
enum ElasticDocument: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, ElasticColumns.documents) else { return }
    let event = collector.batch.names[collector.row.note(ElasticColumns.Note.event)]
    let span = collector.row.extraID(ElasticColumns.ExtraID.span)
    let transaction = collector.row.extraID(ElasticColumns.ExtraID.transaction)
    // A span names its transaction, and a transaction may name itself as a span.
    let isTransaction = event.isEmpty ? !span.isValid : event == "transaction"
    guard isTransaction || event.isEmpty || event == "span" else {
      // Errors and metrics share the documents' form.
      collector.batch.links.removeLast(collector.batch.links.count - firstLink)
      collector.counts.otherSignals += 1
      return
    }
    let id = isTransaction ? transaction : span
    if id.isValid { collector.row.id = id }
    if !isTransaction, !collector.row.parent.isValid { collector.row.parent = transaction }
    if isTransaction, !collector.row.otherName.isEmpty { collector.row.name = collector.row.otherName }
    ElasticSpan.settle(isTransaction: isTransaction, &collector)
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }
}

/// Reads one line of what Elastic's agents send: an event under its name.
enum ElasticLine: RecordReading {
  static func decode<Reader: JSONReader>(_ reader: inout Reader, into collector: inout SpanCollector) {
    decode(&reader, sentBy: [], into: &collector)
  }

  /// - Parameter metadata: the line that says who sent the event; empty when there was none.
  static func decode<Reader: JSONReader>(
    _ reader: inout Reader, sentBy metadata: [UInt8], into collector: inout SpanCollector
  ) {
    guard reader.enterObject() else { return collector.skip(&reader, expecting: "an event of Elastic APM") }
    while let member = reader.nextMember() {
      if member.spells("transaction") {
        event(&reader, metadata, &collector, isTransaction: true)
      } else if member.spells("span") {
        event(&reader, metadata, &collector, isTransaction: false)
      } else {
        collector.counts.otherSignals += 1
        reader.skip()
      }
    }
  }

  private static func event<Reader: JSONReader>(
    _ reader: inout Reader, _ metadata: [UInt8], _ collector: inout SpanCollector, isTransaction: Bool
  ) {
    let firstLink = collector.batch.links.count
    collector.beginRow()
    guard RowReader.read(&reader, &collector, ElasticColumns.events) else { return }
    let sender = sender(metadata, &collector)
    collector.row.resource.fill(from: sender.resource)
    collector.row.setNote(ElasticColumns.Note.agent, sender.agent)
    if !isTransaction, !collector.row.parent.isValid {
      collector.row.parent = collector.row.extraID(ElasticColumns.ExtraID.transaction)
    }
    ElasticSpan.settle(isTransaction: isTransaction, &collector)
    collector.commitRow(firstLink: firstLink, path: reader.path)
  }

  /// Who sent an event, as a line of metadata says. The last one is kept, for it tells of many events.
  private static func sender(_ metadata: [UInt8], _ collector: inout SpanCollector) -> ElasticSender {
    let memory = collector.memories.of(ElasticMemory.self)
    if memory.metadata == metadata { return memory.sender }
    var sender = ElasticSender()
    let row = collector.row
    metadata.withUnsafeBytes { text in
      _ = memory.document.with(text) { reader in
        guard reader.enterObject() else { return }
        while let member = reader.nextMember() {
          guard member.spells("metadata") else {
            reader.skip()
            continue
          }
          collector.row.reset()
          _ = RowReader.read(&reader, &collector, ElasticColumns.metadata)
          sender.resource = collector.row.resource
          sender.agent = collector.row.note(ElasticColumns.Note.agent)
        }
      }
    }
    collector.row = row
    memory.metadata = metadata
    memory.sender = sender
    return sender
  }
}

/// Who sends events, as a line of metadata says.
struct ElasticSender: Sendable {
  var resource = ResourceDraft()
  var agent = NameID.empty
}

/// The metadata that was read last.
final class ElasticMemory: FormatMemory {
  var metadata: [UInt8] = []
  var sender = ElasticSender()
  let document = NestedDocument()
}
