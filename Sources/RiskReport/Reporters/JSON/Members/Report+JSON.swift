extension Report: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("schemaVersion", schemaVersion)
    json.member("tool", tool)
    json.member("gate", gate)
    json.member("evidence", evidence)
    json.longMember("entries", entries)
    json.longMember("nodes", nodes)
    json.longMember("edges", edges)
    json.longMember("chains", chains)
    json.longMember("cycles", cycles)
    json.longMember("findings", findings)
    if let examples { json.longMember("examples", examples) }
    if let domains { json.longMember("domains", domains) }
  }
}

extension ToolReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("name", name)
    json.member("version", version)
  }
}

extension GateReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("outcome", outcome)
    json.member("reasons", reasons)
    json.member("counts", counts)
    json.member("absent", absent)
    json.member("unmatchedWaivers", unmatchedWaivers)
  }
}

extension GateReason: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("severity", severity)
    json.member("finding", finding)
    json.member("message", message)
    json.member("advice", advice)
    json.member("policy", policy)
    json.member("command", command)
  }
}

extension GateCounts: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("new", new)
    json.member("worse", worse)
    json.member("unchanged", unchanged)
    json.member("better", better)
    json.member("gone", gone)
    json.member("notExercised", notExercised)
    json.member("waived", waived)
  }
}

extension AbsentFinding: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("id", id)
    json.member("rule", rule)
    json.member("subject", subject)
    json.member("state", state)
  }
}

extension UnmatchedWaiver: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("rule", rule)
    json.member("subject", subject)
    json.member("exercised", exercised)
    json.member("expires", expires)
  }
}

extension EvidenceReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("traces", traces)
    json.member("spans", spans)
    json.member("services", services)
    json.member("duplicateSpans", duplicateSpans)
    json.member("orphanSpans", orphanSpans)
    json.member("rejectedRecords", rejectedRecords)
    if let input { json.member("input", input) }
    json.member("spansWithoutKind", spansWithoutKind)
    json.member("untrustedTimes", untrustedTimes)
    json.member("unresolvedLinks", unresolvedLinks)
    json.member("calls", calls)
    json.member("formats", formats)
    json.member("byService", byService)
    json.member("diagnostics", diagnostics)
    json.member("lostContext", lostContext)
    json.member("contradictedCalls", contradictedCalls)
    json.member("excluded", excluded)
    json.member("requestsFromOutside", requestsFromOutside)
  }
}

extension LostContextReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("callers", callers)
    json.member("lost", lost)
    json.member("calls", calls)
  }
}

extension ExcludedEntryReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("operation", operation)
    json.member("requests", requests)
    json.member("share", share)
  }
}

extension InputReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("files", files)
    json.member("bytes", bytes)
    json.member("unreadShare", unreadShare)
  }
}

extension InputPartsReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("found", found)
    json.member("read", read)
    json.member("other", other)
    json.member("unread", unread)
  }
}

extension FormatReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("format", format)
    json.member("files", files)
  }
}

extension ServiceQualityReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("spans", spans)
    json.member("orphanSpans", orphanSpans)
    json.member("spansWithoutKind", spansWithoutKind)
  }
}

extension DiagnosticReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("id", id)
    json.member("message", message)
    json.member("advice", advice)
    json.member("count", count)
    json.member("loss", loss)
    json.member("examples", examples)
  }
}

extension TraceExampleReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("trace", trace)
    json.member("spans", spans)
  }
}

extension SpanExampleReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("operation", operation)
    json.member("depth", depth)
    json.member("start", start)
    json.member("duration", duration)
    json.member("waits", waits)
    json.member("failed", failed)
  }
}

extension DomainReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("name", name)
    json.member("kind", kind)
    json.member("members", members)
    json.member("blastRadius", blastRadius)
  }
}
