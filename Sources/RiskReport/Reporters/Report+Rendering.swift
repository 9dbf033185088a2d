/// Writes a report in one form: a pure function, so that equal reports give equal bytes.
public func render(
  _ report: Report, as format: ReportFormat, options: RenderingOptions = RenderingOptions()
) -> String {
  switch format {
  case .text: TextReporter(options: options).render(report)
  case .json: JSONText.encode(report, threads: options.threads)
  case .html: HTMLReporter(options: options).render(report)
  case .markdown: MarkdownReporter().render(report)
  case .sarif: SARIFReporter(options: options).render(report)
  case .junit: JUnitReporter().render(report)
  case .annotations: AnnotationReporter().render(report)
  case .dot: DOTReporter().render(report)
  case .mermaid: MermaidReporter().render(report)
  case .csv: CSVReporter().render(report)
  }
}

/// The bytes of what `render` gives, in pieces to be written one behind the other: a long report is never a text in one
/// place, which would have to be copied together and looked through for bytes that are no text.
public func renderPieces(
  _ report: Report, as format: ReportFormat, options: RenderingOptions = RenderingOptions()
) -> [[UInt8]] {
  format == .json
    ? JSONText.pieces(report, threads: options.threads)
    : [Array(render(report, as: format, options: options).utf8)]
}
