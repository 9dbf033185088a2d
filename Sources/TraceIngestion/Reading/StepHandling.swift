import JSONBridge

/// What a file turned out to be, and the slicer's faults, which count only when it is a trace.
struct StepHandling {
  let isExplicit: Bool
  var isTrace = false
  /// Nothing but white space and brackets so far.
  var isEmpty = true
  private var early: [SlicingFault] = []
  private var skipped: [SkippedBytes] = []

  /// Whether faults are reported at once, so that in which order records and faults are met does not matter.
  var isSettled: Bool { isExplicit || isTrace }

  init(isExplicit: Bool = false, isTrace: Bool = false, isEmpty: Bool = true) {
    self.isExplicit = isExplicit
    self.isTrace = isTrace
    self.isEmpty = isEmpty
  }

  mutating func fault(_ fault: SlicingFault, _ reading: inout InputReading) {
    // A text file in a directory is all garbage; it is reported once, as what it is.
    if isSettled { return reading.report(fault) }
    if early.count < 1000 { early.append(fault) }
  }

  mutating func skipped(_ skipped: SkippedBytes, _ reading: inout InputReading) {
    if isSettled { return reading.decoder.collector.skipped(skipped) }
    if self.skipped.count < 1000 { self.skipped.append(skipped) }
  }

  /// Reports what was held back, once it is known what the input is.
  func finish(_ reading: inout InputReading, _ input: OpenInput) {
    input.isEmpty = isEmpty
    guard isTrace else { return }
    for fault in early { reading.report(fault) }
    for skipped in skipped { reading.decoder.collector.skipped(skipped) }
  }
}
