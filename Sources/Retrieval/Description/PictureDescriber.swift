import Core
import InvertedFile
import LocalFeatures
import Vocabulary

/// From pictures to words: decodes, finds features as the vocabulary's recipe says, and gives each its word and its signature.
///
/// One describer serves any number of threads at once. The same bytes give the same description on each.
package final class PictureDescriber: Sendable {
  package let vocabulary: Vocabulary
  package let options: DescriptionOptions
  package let maker: FeatureMaker
  let search: any WordSearch
  private let embedding: HammingEmbedding?
  private let residualProjection: ResidualProjection?

  /// Refuses a vocabulary that pictures cannot be described for.
  package init(
    vocabulary: Vocabulary, options: DescriptionOptions = DescriptionOptions()
  ) throws(RetrievalError) {
    self.vocabulary = vocabulary
    self.options = options
    maker = try FeatureMaker(for: vocabulary, options)
    embedding = options.makesSignatures ? vocabulary.hamming : nil
    guard options.makesSignatures == (embedding != nil) else {
      throw RetrievalError(
        path: vocabulary.path, "this vocabulary makes no signatures, so only lean collections can use it")
    }
    residualProjection =
      options.makesAggregates ? ResidualProjection(dimension: vocabulary.dimension) : nil
    search = vocabulary.wordSearch()
  }

  /// The description of one picture, with vectors of those channels whose models are given. A picture without features has empty columns; that
  /// the model fails at it is no error.
  package func describe(
    _ picture: UndecodedPicture, channels: [VectorChannel: any GlobalDescriber] = [:]
  ) throws(RetrievalError) -> DescribedPicture {
    var (watch, timings) = (Stopwatch(), IngestTimings())
    let decoded = try decode(picture)
    timings.decoding = watch.lap()
    let features = try features(of: decoded, named: picture.name)[0]
    timings.features = watch.lap()
    let rows = Self.rows(of: features)
    let words = nearestWords(of: rows, wordsPerFeature: 1)
    let order = WordOrder(words)
    let columns = WordColumns(
      order: order, signatures: signatures(of: rows, words: words, wordsPerFeature: 1),
      regions: features.regions)
    let aggregates = aggregates(order, rows)?.signatures ?? []
    timings.words = watch.lap()
    let vectors = channels.mapValues { channel in
      VectorOutcome(of: picture, made: usable(decoded, features, by: channel), by: channel)
    }
    timings.vectors = watch.lap()
    return DescribedPicture(
      name: picture.name, content: picture.content, fileByteCount: picture.bytes.count,
      width: features.pictureWidth, height: features.pictureHeight, features: columns,
      aggregates: aggregates, vectors: vectors, warnings: decoded.warnings, timings: timings)
  }

  /// What a model needs not make again: what it would make itself.
  private func usable(
    _ decoded: DecodedPicture, _ features: FeatureSet, by channel: any GlobalDescriber
  ) -> MadeParts {
    var made = MadeParts()
    if channel.greySide == maker.maxSide, decoded.planes.count == 1 { made.grey = decoded.grey }
    if channel.featureRecipe?.difference(from: vocabulary.recipe) == nil, channel.featureRecipe != nil {
      made.features = features
    }
    return made
  }

  func decode(_ picture: UndecodedPicture) throws(RetrievalError) -> DecodedPicture {
    do {
      return try maker.decode(picture.bytes, named: picture.name, options: options.reading)
    } catch {
      throw RetrievalError(error)
    }
  }

  /// One set for each turn. A network may fail on a picture, which is then the picture's failure.
  func features(
    of picture: DecodedPicture, named name: String, turns: [Turn] = [.none]
  ) throws(RetrievalError) -> [FeatureSet] {
    do {
      return try maker.features(of: picture, turns: turns)
    } catch {
      throw RetrievalError(path: name, error.description)
    }
  }

  /// Features of a recipe, so many and found in pictures of the size that the options say.
  static func extractor(
    _ recipe: FeatureOptions, _ options: DescriptionOptions
  ) throws(RetrievalError) -> FeatureExtractor {
    var featureOptions = recipe
    if let maxFeatures = options.maxFeatures { featureOptions.maxFeatures = maxFeatures }
    if let maxSide = options.maxSide { featureOptions.maxSide = maxSide }
    do {
      return try FeatureExtractor(options: featureOptions)
    } catch {
      throw RetrievalError(error)
    }
  }
}

/// The steps that ingested pictures and queries share.
extension PictureDescriber {
  /// Makers of features make bytes; their length was compared with the vocabulary's when the maker was made.
  static func rows(of features: FeatureSet) -> Matrix<UInt8> {
    guard case .bytes(let rows) = features.descriptors else {
      preconditionFailure("a maker of features makes descriptors of bytes")
    }
    return rows
  }

  /// `wordsPerFeature` words for each row, the nearest first; `noWord` where there are fewer.
  func nearestWords(of rows: Matrix<UInt8>, wordsPerFeature: Int) -> [UInt32] {
    var words = [UInt32](repeating: noWord, count: rows.rowCount * wordsPerFeature)
    rows.withUnsafeElements { elements in
      guard let start = elements.baseAddress else { return }
      search.nearest(
        start, rowCount: rows.rowCount, wordsPerRow: wordsPerFeature, words: &words, squaredDistances: nil)
    }
    return words
  }

  /// The signature of each feature within each of its words, which is projected once; 0 without a word. Empty where no
  /// signatures are made.
  func signatures(of rows: Matrix<UInt8>, words: [UInt32], wordsPerFeature: Int) -> [UInt64] {
    guard let embedding else { return [] }
    var signatures = [UInt64](repeating: 0, count: words.count)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: HammingEmbedding.bitCount) { coordinates in
      rows.withUnsafeElements { elements in
        guard let start = elements.baseAddress, let coordinates = coordinates.baseAddress else { return }
        for row in 0..<rows.rowCount {
          embedding.projection.project(start + row * rows.columnCount, into: coordinates)
          for place in row * wordsPerFeature..<(row + 1) * wordsPerFeature where words[place] != noWord {
            signatures[place] = embedding.signature(ofCoordinates: coordinates, word: words[place])
          }
        }
      }
    }
    return signatures
  }

  /// `nil` unless aggregates are made.
  func aggregates(_ order: WordOrder, _ rows: Matrix<UInt8>) -> ResidualAggregates? {
    residualProjection.map {
      ResidualAggregates(order: order, rows: rows, vocabulary: vocabulary, projection: $0)
    }
  }
}
