extension Array {
  /// Sorted; of two elements that the order does not tell apart, the one that stands first stays first.
  ///
  /// - Parameter precedes: nothing where both are alike.
  func inOrder(_ precedes: (Element, Element) -> Bool?) -> [Element] {
    indices.sorted { precedes(self[$0], self[$1]) ?? ($0 < $1) }.map { self[$0] }
  }
}
