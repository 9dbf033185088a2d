/// The scales that every picture shares: width by traffic, colour by spread.
enum PictureScale {
  /// Five steps from no spread to all requests, light to dark, told apart by lightness and so without colour vision.
  static let fills = ["#ffffff", "#fef0d9", "#fdcc8a", "#fc8d59", "#e34a33"]

  /// The step of a spread in 0…1: none, below 10 %, below 33 %, below 66 %, more.
  static func level(_ spread: Double) -> Int {
    if !(spread > 0) { return 0 }
    if spread < 0.1 { return 1 }
    if spread < 0.33 { return 2 }
    return spread < 0.66 ? 3 : 4
  }

  /// 1 to 4 points, by the square root of the share of the busiest edge's calls.
  static func lineWidth(calls: Int, most: Int) -> Double {
    guard calls > 0, most > 0 else { return 1 }
    return 1 + 3 * (Double(calls) / Double(most)).squareRoot()
  }
}
