import Core
import Vocabulary

/// GF-HOG (Hu & Collomosse 2013): histograms of a gradient field around the points of lines, as words of a vocabulary.
///
/// A drawing is how often each word occurs in it, each occurrence weighed by how rare the word is among the pictures that the
/// words were learned from (idf), in square roots.
package struct GradientFieldWords: DrawingDescriptor {
  package let name = "gf-hog"
  private let search: ExactSearch
  /// Each word's idf: log₂(1 + pictures / pictures with it).
  private let weights: [Float]

  package var dimension: Int { weights.count }

  /// How words are learned.
  package struct TrainingOptions: Sendable {
    package var wordCount = 500
    package var rounds = 10
    /// Descriptors at most, evenly chosen from more.
    package var sample = 120_000
    package var seed: UInt64 = 1
    package var jobs = 1

    package init() {}
  }

  /// Learns words from the lines of some pictures; as many words as were asked for, or fewer where there are not so many descriptors.
  /// `nil` where no picture has lines.
  package init?(learnedFrom pictures: [LineDrawing], options: TrainingOptions = TrainingOptions()) {
    let each = Parallel.map(count: pictures.count, jobs: options.jobs) {
      GradientFieldPatches(of: pictures[$0]).bytes
    }
    let all = Matrix(columnCount: GradientFieldPatches.dimension, elements: each.flatMap { $0 })
    guard all.rowCount > 0 else { return nil }
    var clustering = ClusteringOptions(wordCount: min(options.wordCount, all.rowCount))
    clustering.rounds = options.rounds
    clustering.seed = options.seed
    clustering.jobs = options.jobs
    let result = Clustering(options: clustering).run(
      on: Self.sample(all, max(options.sample, clustering.wordCount))
    ) { _, _ in }
    let search = ExactSearch(result.centres)
    var occurrences = [Int](repeating: 0, count: result.centres.count)
    for bytes in each {
      for word in Set(Self.words(of: bytes, search)) { occurrences[Int(word)] += 1 }
    }
    self.search = search
    weights = occurrences.map { count in
      Float(binaryLogarithm(1 + Double(pictures.count) / Double(max(1, count))))
    }
  }

  package func vector(of lines: LineDrawing) -> [Float] {
    var counts = [Float](repeating: 0, count: dimension)
    for word in Self.words(of: GradientFieldPatches(of: lines).bytes, search) {
      counts[Int(word)] += weights[Int(word)]
    }
    return DescriptorVector.rooted(counts)
  }

  private static func words(of bytes: [UInt8], _ search: ExactSearch) -> [UInt32] {
    let rows = Matrix(columnCount: GradientFieldPatches.dimension, elements: bytes)
    return rows.rowCount == 0 ? [] : search.assign(rows, jobs: 1).words
  }

  private static func sample(_ all: Matrix<UInt8>, _ count: Int) -> Matrix<UInt8> {
    guard all.rowCount > count else { return all }
    var chosen = Matrix<UInt8>(columnCount: all.columnCount)
    for place in 0..<count { chosen.append(row: all[place * all.rowCount / count]) }
    return chosen
  }
}
