import FirebreakKit
import Foundation
import TraceAssembly

/// What the stages are measured on: generated once by `scripts/bench-stages`, the same bytes every time.
struct StageData: Sendable {
  enum Source: String, CaseIterable {
    case otlp, jaeger, zipkin, protobuf
  }

  let bytes: [Source: [UInt8]]
  let store: SpanStore
  let batch: SpanBatch
  let roles: RoleTable
  let summary: Summary
  let report: Report

  init() {
    let folder = ProcessInfo.processInfo.environment["FIREBREAK_BENCH_DATA"] ?? "."
    var bytes: [Source: [UInt8]] = [:]
    for source in Source.allCases {
      let path = "\(folder)/stages.\(source.rawValue)"
      guard let data = FileManager.default.contents(atPath: path) else {
        fatalError("\(path) is missing: run scripts/bench-stages")
      }
      bytes[source] = Array(data)
    }
    self.bytes = bytes
    store = Self.read(bytes[.otlp] ?? [], .cursor)
    batch = store.batch
    roles = RoleTable(names: store.names, profiles: store.profiles.profiles)
    let analyzer = Analyzer()
    summary = analyzer.summarize(store, threads: 1)
    var input = AnalysisInput()
    input.store = store
    report = analyzer.report(input)
  }

  static func read(_ bytes: [UInt8], _ engine: JSONEngine) -> SpanStore {
    var reader = TraceReader(options: ReadingOptions(engine: engine, threads: 1))
    return reader.readStore(bytes: bytes, name: "stages")
  }
}
