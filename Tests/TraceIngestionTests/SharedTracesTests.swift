import Foundation
import Testing
import TraceIngestion
import TraceModel

@Suite("Shared traces", .enabled(if: SharedTraces.folder != nil, "the folder of shared traces is not here"))
struct SharedTracesTests {
  @Test func `print a table`() throws {
    let folder = try #require(SharedTraces.folder)
    for file in SharedTraces.files {
      var reader = TraceReader()
      let path = folder.appending(path: file).path
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else { continue }
      let start = Date()
      let batch = try reader.read(paths: [path])
      let traces = Set(batch.spans.map(\.trace)).count
      let services = Set(batch.spans.map { batch.profiles.profiles[Int($0.profile)].service }).count
      let formats = reader.counts.formats.sorted().map(\.rawValue).joined(separator: "+")
      print("TABLE", batch.spans.count, traces, services, batch.links.count, formats.isEmpty ? "-" : formats, file, separator: "\t")
      for diagnostic in batch.diagnostics.diagnostics {
        print("   DIAG", diagnostic.id, diagnostic.count, diagnostic.isLoss, diagnostic.examples.first.map { "\($0)" } ?? "")
      }
      if batch.spans.count > 1000 { print("   TIME", -start.timeIntervalSinceNow, batch.profiles.profiles.count, batch.names.count) }
    }
  }
}
