@testable import FailureSpread
import TestSupport
import Testing

@Suite("Products that may be too small for a number")
struct ScaledProductTests {
  @Test("Factors divided out again leave what was there before", arguments: 0..<20)
  func replace(seed: UInt64) {
    var generator = SplitMix(state: seed)
    let few = (0..<10).map { _ in Double.random(in: 0.2...1, using: &generator) }
    let many = (0..<5_000).map { _ in ScaledProduct.factor(Double.random(in: 0...0.3, using: &generator)) }
    var product = ScaledProduct()
    for factor in (few + many).shuffled(using: &generator) { product.multiply(by: factor) }
    #expect(product.value == 0)
    for factor in many.shuffled(using: &generator) { product.replace(factor, by: 1) }
    let expected = few.reduce(1, *)
    #expect(abs(product.value - expected) < 1e-11 * expected)
  }

  @Test("As long as a product is not too small it is the plain one, to the bit")
  func plain() {
    var product = ScaledProduct()
    var plain = 1.0
    for factor in [0.9, 0.123, 1e-40, 0.7] {
      product.multiply(by: factor)
      plain *= factor
    }
    #expect(product.value == plain)
    product.replace(1e-40, by: 0.5)
    #expect(product.value == plain / 1e-40 * 0.5)
  }

  @Test("An impossible survival can be divided out as well")
  func zero() {
    var product = ScaledProduct()
    product.multiply(by: 0.5)
    for _ in 0..<100 { product.multiply(by: ScaledProduct.factor(0)) }
    #expect(product.value == 0)
    for _ in 0..<100 { product.replace(ScaledProduct.factor(0), by: 1) }
    #expect(product.value == 0.5)
  }
}
