import Core
import InvertedFile
import Testing
import Vocabulary

@testable import Retrieval

@Suite("Aggregated residuals") struct ResidualAggregatesTests {
  @Test("a bit is set exactly where the sum of the residuals is above zero")
  func signs() throws {
    let folder = try TestFolder()
    let vocabulary = try Samples.vocabulary(in: folder)
    let centre = Array(vocabulary.centres().rows[5]).map(Int.init)
    // Around the centre of word 5: components 0 and 127 above on average, 1 below, all others equal.
    let shifts = [[0: 3, 1: -2, 127: 1], [0: -2, 1: 1, 64: 0]]
    let rows = shifts.map { shift in
      centre.indices.map { UInt8(clamping: centre[$0] + (shift[$0] ?? 0)) }
    }
    // A component at an end of the scale cannot be moved beyond it.
    let expected = centre.indices.filter { d in rows.reduce(0) { $0 + Int($1[d]) - centre[d] } > 0 }
    let matrix = Matrix(columnCount: 128, elements: rows.flatMap { $0 })
    let aggregates = ResidualAggregates(
      order: WordOrder([5, 5]), rows: matrix, vocabulary: vocabulary,
      projection: ResidualProjection(dimension: 128))
    #expect(aggregates.words == [5])
    #expect(aggregates.signatures.map(Self.setBits) == [expected])
    #expect(expected.contains(0) && expected.contains(127) && !expected.contains(1))
  }

  @Test("each distinct word of a picture has one, in the words' order")
  func ofPictures() throws {
    let folder = try TestFolder()
    let vocabulary = try Samples.vocabulary(in: folder)
    var options = DescriptionOptions()
    options.makesAggregates = true
    let describer = try PictureDescriber(vocabulary: vocabulary, options: options)
    let described = try describer.describe(UndecodedPicture(.bytes(Samples.file(0), name: "a")))
    let distinct = Set(described.features.words)
    #expect(described.aggregates.count == distinct.count && distinct.count > 20)
    let query = try describer.describe(query: UndecodedPicture(.bytes(Samples.file(0), name: "a")), .oneWord)
    #expect(query.rotations[0].aggregateWords == distinct.sorted())
    #expect(query.rotations[0].aggregates == described.aggregates)
  }

  private static func setBits(_ signature: WideSignature) -> [Int] {
    (0..<128).filter { ($0 < 64 ? signature.low >> $0 : signature.high >> ($0 - 64)) & 1 == 1 }
  }
}

extension QueryDescriptionOptions {
  static var oneWord: QueryDescriptionOptions {
    var options = QueryDescriptionOptions()
    options.wordsPerFeature = 1
    return options
  }
}
