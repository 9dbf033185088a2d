import Testing
import TraceIngestion
import TraceModel

@Suite struct EnvelopeTests {
  private static let document =
    #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shelf"}}]},"#
    + #""scopeSpans":[{"spans":[{"traceId":"0000000000000000000000000000000a","spanId":"000000000000000b","name":"GET /","#
    + #""kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000100000000"}]}]}]}"#

  private static var quoted: String { document.replacing("\"", with: "\\\"") }
  private static var halves: (Substring, Substring) { (document.prefix(90), document.dropFirst(90)) }

  @Test(arguments: [
    "shelf-1  | \(document)\n",
    "INFO: \(document)\n",
    "Jan 05, 2026 10:00:00 AM a.b.Writer write\nINFO: \(document)\n",
    "{\"log\":\"\(quoted)\\n\",\"stream\":\"stdout\",\"time\":\"2026-01-05T10:00:00Z\"}\n",
    "{\"topic\":\"t\",\"offset\":4,\"payload\":\"\(quoted)\"}\n",
    "{\"MESSAGE\":\"\(quoted)\",\"_PID\":\"7\"}\n",
    "{\"events\":[{\"timestamp\":1,\"message\":\"\(quoted)\"}]}\n",
    "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{},\"values\":[[\"1\",\"\(quoted)\"]]}]}}",
    "2026-01-05T10:00:00.000000001Z stdout F \(document)\n",
    "2026-01-05T10:00:00.000000001Z stdout P \(halves.0)\n2026-01-05T10:00:00.000000002Z stdout F \(halves.1)\n",
  ])
  func `a document is read whatever stands around it`(text: String) {
    let reading = Reading(text)
    #expect(reading.services == ["shelf"])
    #expect(reading.diagnostics == ["wrapped-record": 1])
    #expect(!reading.batch.diagnostics.hasLoss)
  }

  @Test func `a container's line without its last part is a loss`() {
    let reading = Reading("2026-01-05T10:00:00.000000001Z stdout P \(Self.halves.0)\n")
    #expect(reading.batch.spans.isEmpty)
    #expect(reading.batch.diagnostics.hasLoss)
  }
}
