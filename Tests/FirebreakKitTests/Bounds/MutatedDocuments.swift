import DeploymentGate
import FailureSpread
import FirebreakKit
import JSONBridge
import RiskReport
import TestSupport
import Testing

/// A summary, a baseline or a report may come from anybody: whatever its numbers are, it is refused or used, never a trap.
@Suite("Files that Firebreak wrote, with other numbers in them")
struct MutatedDocuments {
  private static let numbers = [
    "0", "-1", "255", "4294967296", "1000000000000", "1000000000001", "4611686018427387904", "9223372036854775807",
    "-9223372036854775808", "18446744073709551615", "1e18", "1e300", "0.5",
  ]

  private static let batch = TracePicture(
    """
    web SERVER checkout 0..100 @h1
      web CLIENT charge 10..60 @h1
        pay SERVER charge 12..58 @h2 !failed
          pay CLIENT get 20..30 {databaseSystem=redis, serverAddress=r}
      web CLIENT charge 61..69 @h1
        pay SERVER charge 62..68 @h2
      web PRODUCER enqueue 70..75 {messagingSystem=kafka, messagingDestination=t} #m
        mail CONSUMER send 80..300 {messagingSystem=kafka, messagingDestination=t}
    ---
    audit CONSUMER note 0..5 {messagingSystem=kafka, messagingDestination=t} ->m
    """, repeated: 3
  ).batch

  /// The places of the numbers in a JSON text, outside of strings.
  private static func places(of text: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var index = 0
    var isText = false
    while index < text.count {
      let byte = text[index]
      if isText {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isText = false }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        let start = index
        while index < text.count, "+-.0123456789eE".utf8.contains(text[index]) { index += 1 }
        places.append(start..<index)
        continue
      }
      index += 1
    }
    return places
  }

  /// Texts with one number replaced: every place comes, the replacements take turns.
  private static func mutations(of text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    return places(of: bytes).enumerated().flatMap { index, place in
      (0..<3).map { turn in
        var mutated = bytes
        mutated.replaceSubrange(place, with: numbers[(index + turn * 5) % numbers.count].utf8)
        return mutated
      }
    }
  }

  @Test("summaries")
  func summaries() throws {
    let text = try SummaryFile.text(of: Analyzer().summarize(Self.batch, isPartial: true))
    var taken = 0
    let all = Self.mutations(of: text)
    #expect(all.count > 300)
    for mutated in all {
      guard let document = try? JSONCoding.decode(SummaryDocument.self, from: mutated) else { continue }
      guard let summary = try? Summary(document) else { continue }
      taken += 1
      var input = AnalysisInput(summaries: [summary, summary])
      input.threads = 1
      let report = Analyzer().report(input)
      for form in [ReportFormat.json, .text, .markdown] { #expect(!render(report, as: form).isEmpty) }
      _ = try SummaryFile.text(of: summary)
    }
    #expect(taken > 50)
  }

  @Test("summaries with a count that cannot be say which", arguments: ["-1", "1000000000001", "4611686018427387904"])
  func refused(number: String) throws {
    let text = try SummaryFile.text(of: Analyzer().summarize(Self.batch))
    let spans = try #require(text.firstRange(of: "\"spans\":"))
    let end = try #require(text[spans.upperBound...].firstIndex(of: ","))
    let document = try JSONCoding.decode(
      SummaryDocument.self, from: Array(text.replacingCharacters(spans.upperBound..<end, with: number).utf8))
    let error = try #require(throws: SummaryError.self) { try Summary(document) }
    #expect(error.description == "quality.spans is \(number), expected a count from 0 to 1000000000000")
  }

  @Test("reports")
  func reports() throws {
    let text = render(Analyzer().report(AnalysisInput(batch: Self.batch)), as: .json)
    var taken = 0
    for mutated in Self.mutations(of: text) {
      guard let report = try? ReportFile.read(mutated, named: "r.json") else { continue }
      taken += 1
      let form = ReportFormat.allCases[taken % ReportFormat.allCases.count]
      _ = render(report, as: form)
      if taken % 8 == 0 {
        _ = Difference(from: Baseline(report: report), to: Baseline(report: report)).text
      }
    }
    #expect(taken > 100)
  }

  @Test("baselines")
  func baselines() throws {
    let analyzer = Analyzer()
    let input = AnalysisInput(batch: Self.batch)
    let state = analyzer.state(of: input)
    let report = analyzer.analyze(input).report
    let today = try #require(CalendarDate("2026-01-31"))
    var taken = 0
    for mutated in Self.mutations(of: try state.fileText()) {
      guard let baseline = try? Baseline(file: mutated, named: "b.json") else { continue }
      taken += 1
      let result = Gate.evaluate(report: report, policy: Policy(), baseline: baseline, today: today)
      #expect(!render(result.report, as: .markdown).isEmpty)
    }
    #expect(taken > 30)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
