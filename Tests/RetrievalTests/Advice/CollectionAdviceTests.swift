import Testing

@testable import Retrieval

/// What follows from measurements.
@Suite struct CollectionAdviceTests {
  private static let upright = OrientationVote(votes: [33, 9, 7, 11])
  private static let turned = OrientationVote(votes: [15, 15, 15, 15])
  private static let near = VocabularyFit(error: 110, trainingError: 100)
  private static let far = VocabularyFit(error: 180, trainingError: 100)

  private func words(
    _ vote: OrientationVote, _ fit: VocabularyFit, pictures: Int = 1000, given: Bool = true
  ) -> CollectionAdvice.Words {
    CollectionAdvice.words(
      vote: vote, fit: fit, given: given ? .upright : .dominant, pictureCount: pictures,
      features: pictures * 1000)
  }

  @Test("the words that are there serve unless the pictures are turned, or far from them and many")
  func words() {
    #expect(words(Self.upright, Self.near) == .given)
    #expect(words(Self.upright, Self.far) == .own(wordCount: 32_768, orientation: .upright))
    #expect(words(Self.upright, Self.far, pictures: 100) == .given)
    #expect(words(Self.turned, Self.near) == .own(wordCount: 32_768, orientation: .dominant))
    #expect(words(Self.turned, Self.near, pictures: 100) == .own(wordCount: 4096, orientation: .dominant))
    #expect(words(Self.turned, Self.near, given: false) == .given)
  }

  @Test("errors are compared with the training's, if it is known")
  func fit() {
    #expect(Self.near.isNear && !Self.far.isNear)
    #expect(abs((Self.far.ratio ?? 0) - 1.8) < 1e-12)
    let unknown = VocabularyFit(error: 1e9, trainingError: nil)
    #expect(unknown.isNear && unknown.ratio == nil)
  }

  @Test(
    "as many words as descriptors feed, within bounds",
    arguments: [(0, 1024), (40_959, 1024), (40_960, 2048), (1_762_929, 65_536), (1 << 40, 262_144)])
  func wordCounts(descriptors: Int, words: Int) {
    #expect(VocabularyFit.wordCount(forDescriptors: descriptors) == words)
  }

  @Test("a sample has its share of each stretch, the same for the same seed")
  func sample() {
    #expect(SampleChoice.indices(total: 3, count: 5, seed: 1) == [0, 1, 2])
    #expect(SampleChoice.indices(total: 0, count: 5, seed: 1).isEmpty)
    let chosen = SampleChoice.indices(total: 1003, count: 10, seed: 7)
    #expect(chosen.count == 10)
    for (stretch, index) in chosen.enumerated() {
      #expect((stretch * 1003 / 10..<(stretch + 1) * 1003 / 10).contains(index))
    }
    #expect(chosen == SampleChoice.indices(total: 1003, count: 10, seed: 7))
    #expect(chosen != SampleChoice.indices(total: 1003, count: 10, seed: 8))
  }

  @Test("quantiles are numbers that are there")
  func quantiles() {
    let numbers = Distribution([4, 1, 3, 2])
    #expect([0, 0.25, 0.5, 0.75, 1].map { numbers.quantile($0) } == [1, 2, 3, 4, 4])
    #expect(numbers.mean == 2.5 && numbers.median == 3)
    #expect(Distribution([]).median == 0 && Distribution([]).mean == 0)
  }
}
