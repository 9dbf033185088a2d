import Foundation

/// Traces written as pictures and turned into OTLP JSON lines, as a collector's file exporter writes them.
///
/// One line a span, children indented by two spaces: service, kind, name, start and end in milliseconds, then attributes
/// as `key=value`, and `!failed`.
struct TraceScript {
  private var lines: [String] = []
  private var traces = 0
  /// Told apart from the traces of other files.
  let run: Int

  init(run: Int) { self.run = run }

  /// All traces, one line a span.
  var data: Data { Data((lines.joined(separator: "\n") + "\n").utf8) }

  /// Adds the picture as often as asked, each time as a trace of its own.
  mutating func add(_ picture: String, times: Int) {
    for _ in 0..<times {
      traces += 1
      var path: [Int] = []
      for (number, line) in picture.split(separator: "\n").enumerated() {
        let depth = line.prefix { $0 == " " }.count / 2
        path = path.prefix(depth) + [number + 1]
        lines.append(span(line.split(separator: " ").map(String.init), number + 1, parent: path.dropLast().last))
      }
    }
  }

  private func span(_ words: [String], _ number: Int, parent: Int?) -> String {
    let times = words.firstIndex { $0.contains("..") } ?? words.count - 1
    let bounds = words[times].split(separator: ".").compactMap { Int($0) }
    let kinds = ["INTERNAL": 1, "SERVER": 2, "CLIENT": 3, "PRODUCER": 4, "CONSUMER": 5]
    let attributes = words[(times + 1)...].filter { $0.contains("=") }.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return attribute(String(parts[0]), String(parts[1]))
    }
    let status = words.contains("!failed") ? #","status":{"code":2}"# : ""
    let from = parent.map { #""parentSpanId":"\#(id($0))","# } ?? ""
    return
      #"{"resourceSpans":[{"resource":{"attributes":[\#(attribute("service.name", words[0]))]},"scopeSpans":[{"spans":"#
      + #"[{"traceId":"\#(hexadecimal(run, 8))\#(hexadecimal(traces, 24))","spanId":"\#(id(number))",\#(from)"#
      + #""name":"\#(words[2..<times].joined(separator: " "))","kind":\#(kinds[words[1]] ?? 0),"#
      + #""startTimeUnixNano":"\#(instant(bounds[0]))","endTimeUnixNano":"\#(instant(bounds[1]))","#
      + #""attributes":[\#(attributes.joined(separator: ","))]\#(status)}]}]}]}"#
  }

  private func attribute(_ key: String, _ value: String) -> String {
    #"{"key":"\#(key)","value":{"stringValue":"\#(value)"}}"#
  }

  private func id(_ number: Int) -> String { hexadecimal(run, 4) + hexadecimal(traces, 6) + hexadecimal(number, 6) }

  private func hexadecimal(_ value: Int, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// Traces begin a second apart on a fixed day.
  private func instant(_ milliseconds: Int) -> Int {
    1_767_225_600_000_000_000 + traces * 1_000_000_000 + milliseconds * 1_000_000
  }
}
