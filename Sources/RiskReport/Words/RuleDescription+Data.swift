extension RuleDescription {
  /// Rules about the data itself.
  static let data: [RuleDescription] = [
    RuleDescription(
      "evidence-floor", "There is too little data to judge",
      what: "The analysis rests on less data than the policy asks for.",
      why: "A gate that passes for want of data protects nobody.",
      evidence: "Traces, spans, and the spans that could not be used, against the policy's minimum.",
      exceptions: "Never: without data there is no answer. The minimum itself may be set too high for a small suite.",
      action:
        "Record more, check that all services export their spans to the same place, or lower the minimum on purpose."),
    RuleDescription(
      "orphan-spans", "Spans hang in the air",
      what: "The parents of many spans are not in the data.",
      why: "No edge is drawn for them: calls are missing, and every share is too small.",
      evidence: "Spans whose parent identifier belongs to no span that was read, by service.",
      exceptions: "When traces begin outside on purpose, at a gateway that records nothing.",
      action: """
        Read the files of all services of the same period together, sample by trace and not by span, and check that \
        every hop passes the trace's context along.
        """),
  ]
}
