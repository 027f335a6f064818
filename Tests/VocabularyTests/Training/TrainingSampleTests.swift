import Core
import Testing

@testable import Vocabulary

@Suite struct TrainingSampleTests {
  private func sampler(quota: Int, seed: UInt64 = 1) -> DescriptorSampler {
    DescriptorSampler(quota: quota, seed: seed, dimension: 1, expectedCount: 100)
  }

  private func rows(_ range: Range<Int>) -> Matrix<UInt8> {
    Matrix(columnCount: 1, elements: range.map { UInt8(truncatingIfNeeded: $0) })
  }

  @Test("a picture within its quota is kept whole, a larger one to its quota, in order")
  func quota() {
    var sampler = sampler(quota: 10)
    sampler.add(rows(0..<7), picture: 0)
    sampler.add(rows(0..<0), picture: 1)
    sampler.add(rows(0..<50), picture: 2)
    let sample = sampler.finish()
    #expect(sample.pictureEnds == [7, 17])
    #expect(sample.pictureStarts == [0, 7])
    #expect(sample.offeredCount == 57 && sample.isReduced)
    #expect(Array(sample.rows.elements[..<7]) == Array(0..<7))
    let kept = Array(sample.rows.elements[7...])
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("what is kept depends on the seed and the picture's place alone")
  func determinism() {
    let sampler = sampler(quota: 5)
    #expect(sampler.choice(of: 100, inPicture: 3) == sampler.choice(of: 100, inPicture: 3))
    #expect(sampler.choice(of: 100, inPicture: 3) != sampler.choice(of: 100, inPicture: 4))
    let other = self.sampler(quota: 5, seed: 2)
    #expect(sampler.choice(of: 100, inPicture: 3) != other.choice(of: 100, inPicture: 3))
  }

  @Test("every row has the same chance")
  func evenness() {
    let sampler = sampler(quota: 5)
    var hits = [Int](repeating: 0, count: 20)
    for picture in 0..<4000 {
      for row in sampler.choice(of: 20, inPicture: picture) { hits[row] += 1 }
    }
    // 1000 are expected of each, with a deviation of 27.
    #expect(hits.reduce(0, +) == 20_000)
    #expect(hits.allSatisfy { (880...1120).contains($0) }, "\(hits)")
  }

  @Test("the budget has room for what remains beside the words")
  func budget() throws {
    // 10 words of 128 bytes take 10 · 128 · 7 = 8,960 bytes, a descriptor 128 + 16.
    let budget = SampleBudget(byteCount: 8_960 + 144 * 1000, wordCount: 10)
    #expect(budget.descriptorCount(dimension: 128) == 1000)
    #expect(try budget.quota(pictureCount: 3, dimension: 128) == 333)
    #expect(SampleBudget(byteCount: 5, wordCount: 1 << 60).descriptorCount(dimension: 128) == 0)
  }

  @Test("what small sources leave goes to the large ones")
  func sharedBudget() throws {
    let budget = SampleBudget(byteCount: 8_960 + 144 * 100, wordCount: 10)
    #expect(try budget.quota(counts: [10, 1000, 20, 1000], dimension: 128) == 35)
    #expect(try budget.quota(counts: [10, 20], dimension: 128) == 20)
    #expect(try budget.quota(counts: [1000], dimension: 128) == 100)
  }

  @Test("too little memory is refused with what is needed, and that is enough")
  func tooLittleMemory() throws {
    let budget = SampleBudget(byteCount: 1 << 20, wordCount: 65_536)
    let error = #expect(throws: VocabularyError.self) {
      try budget.quota(pictureCount: 10, dimension: 128)
    }
    let megabytes = try #require(
      error?.description.split(separator: " ").last?.dropLast().description
    ).trimmingPrefix("-")
    let enough = SampleBudget(byteCount: try #require(Int(megabytes)) << 20, wordCount: 65_536)
    #expect(try enough.quota(pictureCount: 10, dimension: 128) >= 6553)
    #expect(throws: VocabularyError.self) {
      try SampleBudget(byteCount: 1 << 20, wordCount: 1).quota(pictureCount: 1_000_000, dimension: 128)
    }
  }
}
