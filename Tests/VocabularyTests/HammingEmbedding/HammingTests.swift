import Core
import Testing

@testable import Vocabulary

@Suite("Hamming embedding") struct HammingTests {
  @Test(
    "directions are orthogonal and of one length, in blocks where there are too few dimensions",
    arguments: [64, 100, 128, 20])
  func orthonormal(dimension: Int) {
    let rows = RandomDirections.orthonormal(count: 64, dimension: dimension, seed: 3)
    for i in 0..<64 {
      for j in 0...i where i / dimension == j / dimension {
        let product = (0..<dimension).reduce(0) { $0 + rows[i * dimension + $1] * rows[j * dimension + $1] }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-12, "\(i), \(j)")
      }
    }
  }

  @Test("rounded directions are still nearly orthogonal")
  func rounded() {
    let rows = HammingProjection(dimension: 128, seed: 1).rows.map(Double.init)
    #expect(rows.map(\.magnitude).max() == 127)
    func product(_ i: Int, _ j: Int) -> Double {
      (0..<128).reduce(0) { $0 + rows[i * 128 + $1] * rows[j * 128 + $1] }
    }
    for i in 0..<64 {
      for j in 0..<i { #expect(abs(product(i, j)) < 0.02 * (product(i, i) * product(j, j)).squareRoot()) }
    }
  }

  @Test("a projection is the sum of the products", arguments: [1, 3, 64, 100, 128, 256])
  func projection(dimension: Int) {
    var generator = SeededGenerator(seed: 5)
    var rows = (0..<64 * dimension).map { _ in Int8(generator.index(below: 255) - 127) }
    rows[0] = -128
    let projection = HammingProjection(rows: rows, dimension: dimension)
    #expect(projection.rows == rows)
    let descriptors: [[UInt8]] = [
      (0..<dimension).map { _ in UInt8(generator.index(below: 256)) },
      [UInt8](repeating: 255, count: dimension), [UInt8](repeating: 0, count: dimension),
    ]
    for descriptor in descriptors {
      var coordinates = [Int32](repeating: 0, count: 64)
      projection.project(descriptor, into: &coordinates)
      for bit in 0..<64 {
        let sum = (0..<dimension).reduce(0) { $0 + Int(rows[bit * dimension + $1]) * Int(descriptor[$1]) }
        #expect(Int(coordinates[bit]) == sum)
      }
    }
  }

  @Test("the same seed gives the same directions, another one others")
  func seeds() {
    #expect(HammingProjection(dimension: 128, seed: 1) == HammingProjection(dimension: 128, seed: 1))
    #expect(HammingProjection(dimension: 128, seed: 1) != HammingProjection(dimension: 128, seed: 2))
  }

  @Test("the middle of numbers, by hand")
  func middles() {
    let expected: [([Int32], Int32)] = [
      ([5], 5), ([4, 1], 2), ([3, 1, 2], 2), ([9, -4, 0, 8], 4), ([-3, -4], -4), ([7, 7, 7, 7], 7),
      ([1, 1, 1, 9, 9], 1), ([1, 1, 9, 9], 5),
    ]
    for (numbers, middle) in expected {
      var copy = numbers
      #expect(HammingMedians.middle(of: &copy) == middle, "\(numbers)")
    }
  }

  @Test("selecting finds what sorting finds")
  func selection() {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<300 {
      let count = 1 + generator.index(below: 60)
      let numbers = (0..<count).map { _ in Int32(generator.index(below: 1 + round)) }
      for arranged in [numbers, numbers.sorted(), numbers.sorted(by: >)] {
        let place = generator.index(below: count)
        var copy = arranged
        #expect(Selection.moveToPlace(place, in: &copy) == numbers.sorted()[place])
        #expect(copy.sorted() == numbers.sorted())
        #expect(
          copy[..<place].allSatisfy { $0 <= copy[place] } && copy[place...].allSatisfy { $0 >= copy[place] })
      }
    }
  }

  @Test("medians by hand: 200 descriptors count as much as the centre, none leave it alone")
  func mediansByHand() {
    // One dimension; bit b's coordinate is b times the descriptor.
    let projection = HammingProjection(rows: (0..<64).map { Int8($0) }, dimension: 1)
    let centres = Centres(rows: Matrix(columnCount: 1, elements: [10, 20, 30]))
    // Word 0: half 5, half 7, so 6 in the middle. Word 2: one descriptor of 231 and the centre's 30 weigh 1 to 200.
    let bytes: [UInt8] = (0..<200).map { $0 % 2 == 0 ? 5 : 7 }
    let descriptors = Matrix(columnCount: 1, elements: bytes + [231])
    let medians = HammingMedians.train(
      descriptors: descriptors, assignment: [UInt32](repeating: 0, count: 200) + [2], centres: centres,
      projection: projection, jobs: 1)
    for bit in 0..<64 {
      let half = medians.steps[bit] / 2
      #expect(abs(medians.median(word: 0, bit: bit) - Int32(bit) * 8) <= half)
      #expect(abs(medians.median(word: 1, bit: bit) - Int32(bit) * 20) <= half)
      #expect(abs(medians.median(word: 2, bit: bit) - Int32(bit) * 31) <= half)
    }
  }

  @Test("rounded medians are within half a step, and exact where 256 levels suffice")
  func rounding() {
    var generator = SeededGenerator(seed: 2)
    let exact = (0..<64 * 50).map { index in
      Int32(generator.index(below: index % 64 == 0 ? 256 : 100_000) - 5000)
    }
    let medians = HammingMedians(rounding: exact)
    for (index, median) in exact.enumerated() {
      let (word, bit) = (index / 64, index % 64)
      #expect(2 * abs(medians.median(word: word, bit: bit) - median) <= (bit == 0 ? 0 : medians.steps[bit]))
    }
  }

  @Test("medians don't depend on the number of jobs")
  func jobs() {
    let centres = Sample.centres(700, dimension: 16, seed: 1)
    let (rows, words) = Sample.descriptors(9000, around: centres, spread: 12, seed: 2)
    let projection = HammingProjection(dimension: 16, seed: 3)
    let results = [1, 2, 5].map {
      HammingMedians.train(
        descriptors: rows, assignment: words, centres: centres, projection: projection, jobs: $0)
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test("medians that are found twice are those that are kept")
  func twice() {
    let centres = Sample.centres(700, dimension: 16, seed: 1)
    let (rows, words) = Sample.descriptors(9000, around: centres, spread: 12, seed: 2)
    let projection = HammingProjection(dimension: 16, seed: 3)
    let results = [699, 700].map {
      HammingMedians.train(
        descriptors: rows, assignment: words, centres: centres, projection: projection, jobs: 2,
        mostWordsKept: $0)
    }
    #expect(results[0] == results[1])
    #expect(Set(results[0].levels).count > 200)
  }

  @Test("a word of very many descriptors is sampled evenly")
  func manySamples() {
    let count = 3 * HammingMedians.mostSamples
    let projection = HammingProjection(rows: [Int8](repeating: 1, count: 64), dimension: 1)
    // Rising from 0 to 255: a sample from one end would have another middle.
    let bytes = (0..<count).map { UInt8($0 * 256 / count) }
    let medians = HammingMedians.train(
      descriptors: Matrix(columnCount: 1, elements: bytes), assignment: [UInt32](repeating: 0, count: count),
      centres: Centres(rows: Matrix(columnCount: 1, elements: [127])), projection: projection, jobs: 1)
    #expect((126...129).contains(medians.median(word: 0, bit: 0)))
  }
}

@Suite("Signatures") struct SignatureTests {
  private let centres = Sample.centres(8, dimension: 128, seed: 1)
  private let projection = HammingProjection(dimension: 128, seed: 2)
  private let rows: Matrix<UInt8>
  private let words: [UInt32]
  private let embedding: HammingEmbedding

  init() {
    (rows, words) = Sample.descriptors(8 * 1000, around: centres, spread: 15, seed: 3)
    let medians = HammingMedians.train(
      descriptors: rows, assignment: words, centres: centres, projection: projection, jobs: 2)
    embedding = HammingEmbedding(projection: projection, medians: medians)
  }

  private func signature(_ row: some Collection<UInt8>, _ word: UInt32) -> UInt64 {
    embedding.signature(of: Array(row), word: word)
  }

  @Test("half of a word's descriptors set each bit")
  func balance() {
    for word in [UInt32(0), 3, 7] {
      let signatures = words.indices.filter { words[$0] == word }.map { signature(rows[$0], word) }
      for bit in 0..<64 {
        let set = signatures.count { $0 >> UInt64(bit) & 1 == 1 }
        #expect(abs(Double(set) / Double(signatures.count) - 0.5) < 0.04, "word \(word), bit \(bit)")
      }
    }
  }

  @Test("near descriptors have near signatures, others of the word differ in half of the bits")
  func nearness() {
    var generator = SeededGenerator(seed: 4)
    let ofWord = words.indices.filter { words[$0] == 5 }
    var (near, far) = (0.0, 0.0)
    for (index, other) in zip(ofWord, ofWord.dropFirst()) {
      let changed = rows[index].map { UInt8(min(255, max(0, Double($0) + 3 * generator.normal()))) }
      let whole = signature(rows[index], 5)
      near += Double((whole ^ signature(changed, 5)).nonzeroBitCount)
      far += Double((whole ^ signature(rows[other], 5)).nonzeroBitCount)
    }
    let count = Double(ofWord.count - 1)
    // Noise of a fifth of the spread turns a bit with probability arctan(1/5)/π = 0.063: four of 64.
    #expect(abs(near / count - 4.0) < 1)
    #expect(abs(far / count - 32) < 2)
  }

  @Test("a bit is set exactly when the coordinate is above the median")
  func bits() {
    var coordinates = [Int32](repeating: 0, count: 64)
    let medians = HammingMedians.train(
      descriptors: rows, assignment: words, centres: centres, projection: projection, jobs: 2)
    for index in 0..<50 {
      projection.project(Array(rows[index]), into: &coordinates)
      let word = Int(words[index])
      let expected = (0..<64).reduce(UInt64(0)) {
        $0 | (coordinates[$1] > medians.median(word: word, bit: $1) ? 1 << UInt64($1) : 0)
      }
      #expect(signature(rows[index], words[index]) == expected)
    }
  }
}
