import TraceModel

/// What the formats that were met cannot carry: said once for all files, since it is a limit and no loss.
enum FormatLimits {
  static func note(of counts: ReadingCounts, in log: inout DiagnosticLog) {
    for format in counts.formats.sorted() {
      guard let limits = SpanFormats.all.first(where: { $0.names.contains(format) })?.limits else { continue }
      log.record(
        Diagnostic(id: "limits-of-\(format.rawValue)", message: limits, advice: "", examples: [], isLoss: false)
      )
    }
  }
}
