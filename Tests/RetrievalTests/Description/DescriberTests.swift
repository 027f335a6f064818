import Core
import InvertedFile
import LocalFeatures
import Raster
import Testing
import Vocabulary

@testable import Retrieval

@Suite("Describing pictures") struct DescriberTests {
  private let folder: TestFolder
  private let vocabulary: Vocabulary
  private let describer: PictureDescriber

  init() throws {
    folder = try TestFolder()
    vocabulary = try Samples.vocabulary(in: folder)
    describer = try PictureDescriber(vocabulary: vocabulary)
  }

  /// What the extractor makes of the picture, and the word of each feature by comparing with all words.
  private func reference(_ bytes: [UInt8]) throws -> (
    features: FeatureSet, rows: Matrix<UInt8>, words: [UInt32]
  ) {
    let features = try FeatureExtractor().extract(from: PictureFile.readGrey(bytes: bytes, named: "sample"))
    guard case .bytes(let rows) = features.descriptors else { throw RetrievalError("no bytes") }
    let centres = vocabulary.centres().rows
    let words = (0..<rows.rowCount).map { row in
      let distances = (0..<centres.rowCount).map { word in
        zip(rows[row], centres[word]).reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
      }
      return UInt32(distances.firstIndex(of: distances.min() ?? 0) ?? 0)
    }
    return (features, rows, words)
  }

  private func describe(_ bytes: [UInt8], name: String = "a.png") throws -> DescribedPicture {
    try describer.describe(UndecodedPicture(.bytes(bytes, name: name)))
  }

  @Test("columns hold each feature's nearest word, its signature there and its region, sorted by word")
  func columns() throws {
    let bytes = try Samples.file(0)
    let (features, rows, words) = try reference(bytes)
    let order = words.indices.sorted { (words[$0], $0) < (words[$1], $1) }
    let embedding = try #require(vocabulary.hamming)

    let described = try describe(bytes)
    #expect(described.features.count > 50)
    #expect(described.features.words == order.map { words[$0] })
    #expect(described.features.regions == order.map { features.regions[$0] })
    #expect(
      described.features.signatures == order.map { embedding.signature(of: Array(rows[$0]), word: words[$0]) }
    )
    #expect(described.aggregates.isEmpty)
  }

  @Test("name, size and content are those of the file, read from disk or from memory")
  func identity() throws {
    let bytes = try Samples.file(1, width: 200, height: 150)
    let path = try folder.write(bytes, to: "b.png")
    let fromDisk = try describer.describe(UndecodedPicture(.file(path: path)))
    let fromMemory = try describe(bytes, name: path)
    #expect((fromDisk.width, fromDisk.height) == (200, 150))
    #expect(fromDisk.name == path && fromDisk.fileByteCount == bytes.count)
    #expect(fromDisk.content == ContentID(ofFile: bytes))
    #expect(fromDisk.features == fromMemory.features)
    var other = bytes
    other[other.count - 1] ^= 1
    #expect(try UndecodedPicture(.bytes(other, name: path)).content != fromDisk.content)
  }

  @Test("sizes and regions are of the original, also when it is scaled down for its features")
  func originalPixels() throws {
    var options = DescriptionOptions()
    options.maxSide = 160
    let small = try PictureDescriber(vocabulary: vocabulary, options: options)
    let described = try small.describe(UndecodedPicture(.bytes(try Samples.file(2), name: "c.png")))
    #expect((described.width, described.height) == (320, 240))
    #expect(described.features.regions.contains { $0.x > 200 })
  }

  @Test("a picture without features has empty columns")
  func noFeatures() throws {
    let described = try describe(try Samples.emptyFile())
    #expect(described.features.count == 0 && described.features.signatures.isEmpty)
    #expect((described.width, described.height) == (80, 60))
  }

  @Test("one thread or many: the same descriptions")
  func determinism() throws {
    let files = try (0..<6).map { try Samples.file($0) }
    let columns = [1, 4].map { jobs in
      Parallel.map(count: files.count, jobs: jobs) { try? describe(files[$0]).features }
    }
    #expect(columns[0] == columns[1] && columns[0].allSatisfy { $0 != nil })
  }

  @Test("no more features than asked for, and none without a word")
  func limits() throws {
    var options = DescriptionOptions()
    options.maxFeatures = 20
    let few = try PictureDescriber(vocabulary: vocabulary, options: options)
    #expect(try few.describe(UndecodedPicture(.bytes(Samples.file(0), name: "a"))).features.count == 20)

    let order = WordOrder([7, noWord, 3, 7, noWord])
    #expect(order.words == [3, 7, 7] && order.features == [2, 0, 3])
  }

  @Test("broken and foreign files are refused in a sentence that names them")
  func badFiles() throws {
    let png = try Samples.file(0)
    for (bytes, part) in [
      (Array(png.prefix(500)), "a.png: "), (Array("GIF89a and more".utf8), "is a GIF picture"),
      ([], "is empty"),
    ] {
      let path = try folder.write(bytes, to: "a.png")
      let error = #expect(throws: RetrievalError.self) {
        try describer.describe(UndecodedPicture(.file(path: path)))
      }
      #expect(error?.path == path && error?.description.contains(part) == true)
    }
    let missing = #expect(throws: RetrievalError.self) {
      try UndecodedPicture(.file(path: folder.path("missing.jpg")))
    }
    #expect(missing?.message == "no such file")
  }

  @Test("a file that is cut short is taken when that is wished, with a warning")
  func tolerance() throws {
    var options = DescriptionOptions()
    options.reading.toleratesTruncation = true
    let tolerant = try PictureDescriber(vocabulary: vocabulary, options: options)
    let jpeg = try PictureFile.encodedJPEG(Samples.picture(0))
    let cut = try UndecodedPicture(.bytes(Array(jpeg.prefix(jpeg.count * 3 / 4)), name: "cut.jpg"))
    #expect(throws: RetrievalError.self) { try describer.describe(cut) }
    let described = try tolerant.describe(cut)
    #expect(!described.warnings.isEmpty && described.features.count > 0)
  }
}

@Suite("Vocabularies and pictures") struct DescriberVocabularyTests {
  private func message(_ kind: Samples.Kind, _ options: DescriptionOptions = DescriptionOptions()) throws
    -> String
  {
    let folder = try TestFolder()
    let vocabulary = try Samples.vocabulary(in: folder, kind)
    let error = #expect(throws: RetrievalError.self) {
      try PictureDescriber(vocabulary: vocabulary, options: options)
    }
    #expect(error?.path == vocabulary.path)
    return error?.message ?? ""
  }

  @Test("a vocabulary of vectors, of another recipe or of another length cannot describe pictures")
  func foreignRecipes() throws {
    #expect(
      try message(.init(recipe: Recipe([Property("source", "vectors")]))).contains("built from pictures"))
    var options = FeatureOptions()
    options.descriptor = .centreSymmetricLBP
    #expect(try message(.init(recipe: options.recipe)).contains("another length"))
  }

  @Test("a vocabulary without signatures serves lean collections only")
  func withoutSignatures() throws {
    #expect(try message(.init(hasSignatures: false)).contains("lean"))
    let folder = try TestFolder()
    var options = DescriptionOptions()
    options.makesSignatures = false
    let lean = try PictureDescriber(
      vocabulary: Samples.vocabulary(in: folder, .init(hasSignatures: false)), options: options)
    let described = try lean.describe(UndecodedPicture(.bytes(Samples.file(0), name: "a")))
    #expect(described.features.signatures.isEmpty && described.features.count > 50)
  }

  @Test("limits that make no sense are refused in a sentence")
  func badLimits() throws {
    let folder = try TestFolder()
    let vocabulary = try Samples.vocabulary(in: folder)
    var options = DescriptionOptions()
    options.maxSide = 2
    #expect(throws: RetrievalError.self) { try PictureDescriber(vocabulary: vocabulary, options: options) }
  }

  @Test("a vocabulary with cells is searched through them")
  func cells() throws {
    let folder = try TestFolder()
    let bytes = try Samples.file(0)
    let described = try [false, true].map { hasCells in
      let vocabulary = try Samples.vocabulary(in: folder, .init(hasCells: hasCells))
      return try PictureDescriber(vocabulary: vocabulary).describe(UndecodedPicture(.bytes(bytes, name: "a")))
    }
    #expect(described[0].features == described[1].features)
  }
}
