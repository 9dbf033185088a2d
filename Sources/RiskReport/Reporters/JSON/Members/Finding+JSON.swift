extension Finding: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("id", id)
    json.member("rule", rule)
    json.member("severity", severity)
    json.member("subject", subject)
    json.member("statement", statement)
    json.member("advice", advice)
    json.member("measure", measure)
    json.member("edges", edges)
    json.member("nodes", nodes)
    json.member("chains", chains)
    json.member("exemplars", exemplars)
    json.member("place", place)
    json.member("policy", policy)
    json.member("firebreaks", firebreaks)
    json.member("baselineState", baselineState)
    json.member("comparison", comparison)
    json.member("waiver", waiver)
  }
}

extension FindingMeasure: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("value", value)
    json.member("low", low)
    json.member("high", high)
    json.member("limit", limit)
    json.member("unit", unit)
    json.member("observed", observed)
    json.member("of", of)
  }
}

extension WaiverReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("reason", reason)
    json.member("owner", owner)
    json.member("expires", expires)
  }
}

extension FindingComparison: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("baseline", baseline)
    json.member("difference", difference)
    json.member("low", low)
    json.member("high", high)
    json.member("chance", chance)
    json.member("significant", significant)
  }
}

extension FindingPlace: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("caller", caller)
    json.member("callee", callee)
    json.member("via", via)
    json.member("node", node)
    json.member("entry", entry)
  }
}

extension EntryName: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("service", service)
    json.member("operation", operation)
  }
}

extension FirebreakReport: JSONObject {
  func addMembers(to json: inout JSONOutput) {
    json.member("caller", caller)
    json.member("callee", callee)
    json.member("removes", removes)
    json.member("measure", measure)
    json.member("reason", reason)
  }
}
