/// How vectors are made shorter.
package struct ProjectionOptions: Sendable, Equatable {
  /// Numbers that remain, at most.
  package var dimension = 128
  /// How far the components' variances are made equal: 0 leaves them, 1 divides each component by its deviation, 0.5 by the root of that.
  package var whitening: Float = 0
  /// Rounds of learning by triplets, at most; without any, what they would begin with is the result.
  package var rounds = 16
  package var seed: UInt64 = 1
  package var jobs = 1

  package init() {}
}
