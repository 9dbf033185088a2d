import JSONBridge

/// What a file turned out to be, and the slicer's faults, which count only when it is a trace.
struct StepHandling {
  let isExplicit: Bool
  var isTrace = false
  /// Nothing but white space and brackets so far.
  var isEmpty = true
  private var early: [SlicingFault] = []

  /// Whether faults are told at once, so that in which order records and faults are met does not matter.
  var isSettled: Bool { isExplicit || isTrace }

  init(isExplicit: Bool = false, isTrace: Bool = false, isEmpty: Bool = true) {
    self.isExplicit = isExplicit
    self.isTrace = isTrace
    self.isEmpty = isEmpty
  }

  mutating func fault(_ fault: SlicingFault, _ reading: inout InputReading) {
    isEmpty = false
    // A text file in a directory is all garbage; it is reported once, as what it is.
    if !isTrace, !isExplicit {
      if early.count < 1000 { early.append(fault) }
      return
    }
    reading.report(fault)
  }

  func finish(_ reading: inout InputReading, name: String) {
    if isEmpty { return reading.note(.emptyFile, file: name) }
    if isTrace || early.isEmpty {
      for fault in early { reading.report(fault) }
    } else {
      reading.note(.notATrace, file: name, isLoss: false)
    }
  }
}
