/// Recognises attempts of one logical call: failed calls to one target, directly followed by another attempt.
///
/// A loop over items in which one fails looks different: it goes on after a success. A run of calls of one request to one
/// operation is folded only when every call but the last failed and none overlap.
enum RetryFolding {
  /// - Parameters:
  ///   - calls: the calls of a trace.
  ///   - places: indices of the calls of one segment to one operation under one parent, by start time.
  ///   - overlaps: whether the second call starts before the first has ended.
  static func fold(_ calls: inout [Call], at places: [Int], overlaps: (Int, Int) -> Bool) {
    guard places.count > 1 else { return }
    for index in places.indices.dropLast() {
      let (call, next) = (places[index], places[index + 1])
      if !calls[call].failed || overlaps(call, next) { return }
    }
    for place in places.dropLast() { calls[place].attempts = 0 }
    if let last = places.last { calls[last].attempts = Int32(truncatingIfNeeded: places.count) }
  }
}
