import Allocations
import Benchmark
import FirebreakKit
import Foundation
import JSONBridge
import TraceAssembly

// Every stage by itself, on one thread. Allocations are the same in every run and have thresholds; times are for looking
// at only. The library's own counts of objects and retains crash with the runtime of Swift 6.3 on Linux.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: isChecking ? [allocations] : [.cpuUser, .wallClock, allocations], warmupIterations: 2,
    maxDuration: .seconds(1), maxIterations: 10,
    thresholds: [allocations: .init(relative: [.p50: 5])]
  )
  let data = StageData()

  stage("slice OTLP lines") { slices(of: data.bytes[.otlp] ?? []) }
  for source in StageData.Source.allCases {
    let bytes = data.bytes[source] ?? []
    stage("decode \(source.rawValue) with cursor") { StageData.read(bytes, .cursor).count }
    guard source != .protobuf else { continue }
    stage("decode \(source.rawValue) with json-c") { StageData.read(bytes, .jsonC).count }
  }
  stage("assemble") { eachTrace(of: data.batch) { blackHole($0.spans.count) } }
  stage("classify") {
    var finder = CallFinder(roles: data.roles.roles, links: LinkIndex(data.batch.links))
    var calls = TraceCalls()
    eachTrace(of: data.batch) { trace in finder.find(in: trace, into: &calls) }
    blackHole(calls)
  }
  stage("summarise") { Analyzer().summarize(data.store, threads: 1) }
  stage("spread and report") { Analyzer().report(data.summary) }
  for format in ReportFormat.allCases {
    stage("write \(format.rawValue)") { render(data.report, as: format) }
  }
}

/// Only what is the same in every run is held against thresholds.
private let isChecking = ProcessInfo.processInfo.environment["FIREBREAK_BENCH_CHECK"] != nil

private let allocations = BenchmarkMetric.custom("allocations", polarity: .prefersSmaller, useScalingFactor: false)

/// One benchmark: what `body` makes is thrown away.
private func stage<Result>(_ name: String, _ body: @escaping @Sendable () -> Result) {
  Benchmark(name) { benchmark in
    let before = allocation_count()
    blackHole(body())
    benchmark.measurement(allocations, Int(allocation_count() - before))
  }
}

private func slices(of bytes: [UInt8]) -> Int {
  var slicer = RecordSlicer(layout: RecordLayout(lists: ["resourceSpans"]))
  var count = 0
  bytes.withUnsafeBytes { bytes in
    while case let step = slicer.next(in: bytes, isComplete: true), step != .finished { count += 1 }
  }
  return count
}

private func eachTrace(of batch: SpanBatch, _ body: (Trace) -> Void) {
  let groups = TraceGroups(spans: batch.spans)
  var assembler = TraceAssembler(names: batch.names, profiles: batch.profiles.profiles)
  var trace = Trace()
  for range in groups.ranges {
    assembler.assemble(groups.order[range], of: batch.spans, into: &trace)
    body(trace)
  }
}
