import Core
import Glibc

// Small stand-ins for what is written elsewhere; this file goes when those arrive.

public struct Property: Sendable, Hashable {
  public let key: String
  public let value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

public struct Recipe: Sendable, Hashable {
  public var entries: [Property]

  public init(_ entries: [Property] = []) {
    self.entries = entries
  }

  public subscript(key: String) -> String? {
    entries.first { $0.key == key }?.value
  }
}

extension [Property] {
  package var lines: String { map { "\($0.key)=\($0.value)\n" }.joined() }

  package init?(lines bytes: UnsafeRawBufferPointer) {
    self = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Property(String(pair[0]), pair.count > 1 ? String(pair[1]) : "")
    }
  }
}

public struct VocabularyError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String?
  public let message: String

  public init(path: String? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  public var description: String { path.map { "\($0): \(message)" } ?? message }
}

package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Operation: String, Sendable {
    case read
    case written
  }

  package let operation: Operation
  package let path: String
  package let number: Int32

  package init(_ operation: Operation, path: String, number: Int32) {
    self.operation = operation
    self.path = path
    self.number = number
  }

  package var description: String {
    let text = String(cString: strerror(number))
    return "\(path): cannot be \(operation.rawValue): \(text.prefix(1).lowercased() + text.dropFirst())"
  }
}

package final class ReplacementFile: @unchecked Sendable {
  private let path: String
  private let temporary: String
  private var descriptor: Int32

  package init(path: String, durable: Bool = false) throws(FileError) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw FileError(.written, path: path, number: EISDIR) }
    let isDirect = exists && status.st_mode & S_IFMT != S_IFREG
    temporary = isDirect ? "" : path + ".\(getpid()).part"
    descriptor = open(isDirect ? path : temporary, isDirect ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw FileError(.written, path: path, number: errno) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  package func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var start = 0
    while start < bytes.count {
      let written = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      if written < 0, errno != EINTR { throw FileError(.written, path: path, number: errno) }
      start += max(0, written)
    }
  }

  package func finish() throws(FileError) {
    close(descriptor)
    descriptor = -1
    if !temporary.isEmpty, rename(temporary, path) != 0 {
      throw FileError(.written, path: path, number: errno)
    }
  }
}

package struct Centres: Sendable, Equatable {
  package let rows: Matrix<UInt8>
  package var count: Int { rows.rowCount }
  package var dimension: Int { rows.columnCount }

  package init(rows: Matrix<UInt8>) {
    self.rows = rows
  }
}

package protocol WordSearch: Sendable {
  func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?)
}

package final class ExactSearch: WordSearch {
  private let centres: Centres

  package init(_ centres: Centres) {
    self.centres = centres
  }

  package func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?
  ) {
    centres.rows.withUnsafeElements { elements in
      for row in 0..<rowCount {
        var best = (Int32.max, 0)
        for word in 0..<centres.count {
          var sum: Int32 = 0
          for column in 0..<centres.dimension {
            let difference =
              Int32(elements[word * centres.dimension + column])
              &- Int32(rows[row * centres.dimension + column])
            sum &+= difference &* difference
          }
          if sum < best.0 { best = (sum, word) }
        }
        words[row * wordsPerRow] = UInt32(best.1)
        squaredDistances?[row * wordsPerRow] = best.0
      }
    }
  }
}

package struct TwoLevelStructure: Sendable {
  package var cellCount: Int { 0 }
}

package struct ClusteringOptions: Sendable {
  package enum Method: String, Sendable, CaseIterable {
    case flat, approximate, hierarchical
  }
  package enum Start: String, Sendable, CaseIterable {
    case random
    case plusPlus = "plusplus"
  }

  package var wordCount = 65_536
  package var method = Method.approximate
  package var rounds = 8
  package var seed: UInt64 = 1
  package var start = Start.random
  package var branching = 16
  package var depth = 4
  package var leastChange = 0.0
  package var jobs = 1

  package init() {}
}

package struct ClusteringRound: Sendable, Equatable {
  package let round, rounds: Int
  package let meanSquaredError, movedShare, seconds: Double

  package init(round: Int, rounds: Int, meanSquaredError: Double, movedShare: Double, seconds: Double) {
    self.round = round
    self.rounds = rounds
    self.meanSquaredError = meanSquaredError
    self.movedShare = movedShare
    self.seconds = seconds
  }
}

package struct ClusteringState: Sendable, Equatable {
  package var round: Int
  package var centres: Centres
  package var assignment: [UInt32]

  package init(round: Int, centres: Centres, assignment: [UInt32]) {
    self.round = round
    self.centres = centres
    self.assignment = assignment
  }
}

package struct ClusteringResult: Sendable {
  package let centres: Centres
  package let assignment: [UInt32]
  package let structure: TwoLevelStructure?
  package let rounds: [ClusteringRound]
}

package struct Clustering {
  private let options: ClusteringOptions

  package init(options: ClusteringOptions) {
    self.options = options
  }

  package func run(
    on rows: Matrix<UInt8>, resuming: ClusteringState?,
    afterRound: (ClusteringState, ClusteringRound) throws -> Void
  ) throws -> ClusteringResult {
    var state = resuming ?? start(rows)
    var rounds: [ClusteringRound] = []
    while state.round < options.rounds {
      let (assignment, error) = assign(rows, state.centres)
      let moved = zip(assignment, state.assignment).count { $0 != $1 }
      state = ClusteringState(
        round: state.round + 1, centres: means(rows, assignment, state.centres), assignment: assignment)
      let round = ClusteringRound(
        round: state.round, rounds: options.rounds, meanSquaredError: error / Double(rows.rowCount),
        movedShare: Double(moved) / Double(rows.rowCount), seconds: 0)
      rounds.append(round)
      try afterRound(state, round)
    }
    let (assignment, _) = assign(rows, state.centres)
    return ClusteringResult(centres: state.centres, assignment: assignment, structure: nil, rounds: rounds)
  }

  private func start(_ rows: Matrix<UInt8>) -> ClusteringState {
    var centres = Matrix<UInt8>(columnCount: rows.columnCount)
    for word in 0..<options.wordCount {
      centres.append(row: rows[word * rows.rowCount / options.wordCount])
    }
    let unassigned = [UInt32](repeating: .max, count: rows.rowCount)
    return ClusteringState(round: 0, centres: Centres(rows: centres), assignment: unassigned)
  }

  private func assign(_ rows: Matrix<UInt8>, _ centres: Centres) -> ([UInt32], Double) {
    var words = [UInt32](repeating: 0, count: rows.rowCount)
    var distances = [Int32](repeating: 0, count: rows.rowCount)
    rows.withUnsafeElements { elements in
      guard let base = elements.baseAddress else { return }
      ExactSearch(centres).nearest(
        base, rowCount: rows.rowCount, wordsPerRow: 1, words: &words, squaredDistances: &distances)
    }
    return (words, distances.reduce(0) { $0 + Double($1) })
  }

  private func means(_ rows: Matrix<UInt8>, _ assignment: [UInt32], _ old: Centres) -> Centres {
    let dimension = rows.columnCount
    var sums = [Int](repeating: 0, count: old.count * dimension)
    var counts = [Int](repeating: 0, count: old.count)
    for (row, word) in assignment.enumerated() {
      counts[Int(word)] += 1
      for column in 0..<dimension {
        sums[Int(word) * dimension + column] += Int(rows.elements[row * dimension + column])
      }
    }
    let elements = sums.indices.map { index in
      let count = counts[index / dimension]
      return count == 0 ? old.rows.elements[index] : UInt8((sums[index] + count / 2) / count)
    }
    return Centres(rows: Matrix(columnCount: dimension, elements: elements))
  }
}

package struct HammingProjection: Sendable {
  package init(dimension: Int, seed: UInt64) {}
}

package struct HammingMedians: Sendable {
  package static func train(
    descriptors: Matrix<UInt8>, assignment: [UInt32], centres: Centres, projection: HammingProjection,
    jobs: Int
  ) -> HammingMedians {
    HammingMedians()
  }
}

package final class HammingEmbedding: Sendable {
  package static let bitCount = 64
}

package enum DocumentFrequencies {
  package static func count(words: [UInt32], pictureStarts: [Int], wordCount: Int) -> [UInt32] {
    var pictures = [Set<Int>](repeating: [], count: wordCount)
    for (row, word) in words.enumerated() {
      pictures[Int(word)].insert(pictureStarts.lastIndex { $0 <= row } ?? 0)
    }
    return pictures.map { UInt32($0.count) }
  }
}

package struct VocabularyBuilder: Sendable {
  package var recipe: Recipe
  package var centres: Centres
  package var centreScale: Float = 1
  package var structure: TwoLevelStructure?
  package var hamming: (projection: HammingProjection, medians: HammingMedians)?
  package var documentFrequencies: [UInt32]
  package var pictureCount: Int
  package var training: [Property] = []

  package init(recipe: Recipe, centres: Centres, documentFrequencies: [UInt32], pictureCount: Int) {
    self.recipe = recipe
    self.centres = centres
    self.documentFrequencies = documentFrequencies
    self.pictureCount = pictureCount
  }

  private var bytes: [UInt8] {
    let head = [centres.count, centres.dimension, pictureCount, recipe.entries.count, training.count]
    var bytes = Array("SLVPENDING \(head.map(String.init).joined(separator: " "))\n".utf8)
    bytes += Array((recipe.entries + training).lines.utf8) + centres.rows.elements
    documentFrequencies.withUnsafeBytes { bytes += $0 }
    return bytes
  }

  package func write(toPath path: String) throws(VocabularyError) {
    do {
      let file = try ReplacementFile(path: path)
      try bytes.withUnsafeBytes { buffer in Result { () throws(FileError) in try file.writeAll(buffer) } }
        .get()
      try file.finish()
    } catch {
      throw VocabularyError(error.description)
    }
  }

  package var fingerprint: String { Vocabulary.fingerprint(of: bytes) }
}

public final class Vocabulary: Sendable {
  public let path: String
  public let wordCount: Int
  public let dimension: Int
  public let recipe: Recipe
  public let training: [Property]
  public let trainingPictureCount: Int
  public let fingerprint: String
  public let byteCount: Int
  package let centreScale: Float = 1
  package let structure: TwoLevelStructure? = nil
  package let hamming: HammingEmbedding? = nil
  private let rows: Matrix<UInt8>
  private let frequencies: [UInt32]

  public static func open(_ path: String) throws(VocabularyError) -> Vocabulary {
    var bytes: [UInt8] = []
    let descriptor = Glibc.open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw VocabularyError(FileError(.read, path: path, number: errno).description)
    }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &block, block.count), count > 0 { bytes += block[..<count] }
    guard bytes.starts(with: Array("SLVPENDING ".utf8)) else {
      throw VocabularyError(path: path, "this is no vocabulary")
    }
    return Vocabulary(path, bytes)
  }

  private init(_ path: String, _ bytes: [UInt8]) {
    let head = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self).split(separator: " ").map(
      String.init)
    let numbers = head.dropFirst().map { Int($0) ?? 0 }
    let parts = bytes.split(
      separator: 10, maxSplits: 1 + numbers[3] + numbers[4], omittingEmptySubsequences: false)
    let entryLines = Array(parts[1..<1 + numbers[3] + numbers[4]].joined(separator: [10]))
    let entries = entryLines.withUnsafeBytes { [Property](lines: $0) } ?? []
    self.path = path
    (wordCount, dimension, trainingPictureCount) = (numbers[0], numbers[1], numbers[2])
    recipe = Recipe(Array(entries.prefix(numbers[3])))
    training = Array(entries.dropFirst(numbers[3]))
    let body = parts[1 + numbers[3] + numbers[4]]
    rows = Matrix(columnCount: dimension, elements: Array(body.prefix(numbers[0] * numbers[1])))
    let rest = Array(body.dropFirst(numbers[0] * numbers[1]))
    frequencies = rest.withUnsafeBytes { raw in
      (0..<numbers[0]).map { raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    }
    byteCount = bytes.count
    fingerprint = Self.fingerprint(of: bytes)
  }

  static func fingerprint(of bytes: [UInt8]) -> String {
    String(bytes.reduce(UInt64(1)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
  }

  public func documentFrequency(of word: Int) -> Int { Int(frequencies[word]) }

  package func centres() -> Centres { Centres(rows: rows) }
}

package enum CentresExport: String, Sendable, CaseIterable {
  case fvecs
  case npy

  package func write(_ centres: Centres, scale: Float, toPath path: String) throws(VocabularyError) {
    var bytes: [UInt8] = []
    for row in 0..<centres.count {
      withUnsafeBytes(of: Int32(centres.dimension)) { bytes += $0 }
      for value in centres.rows[row] { withUnsafeBytes(of: Float(value)) { bytes += $0 } }
    }
    do {
      let file = try ReplacementFile(path: path)
      try bytes.withUnsafeBytes { buffer in Result { () throws(FileError) in try file.writeAll(buffer) } }
        .get()
      try file.finish()
    } catch {
      throw VocabularyError(error.description)
    }
  }
}
