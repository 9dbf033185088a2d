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
