import Core
import DrawingChannel

/// Photographs ranked by the cosine of their descriptors and the drawing's, both less the mean of all photographs' descriptors.
///
/// What photographs have in common then counts for nothing. Without that, those full of lines are like every drawing: HOG's mean average
/// precision over 680 drawings is 0.33 then and 0.39 with it.
package struct DescriptorRanker: DrawingRanker {
  /// What vectors of drawings and photographs become before they are compared. It takes off what is usual itself.
  package struct Metric: Sendable {
    let name: String
    let dimension: Int
    let project: @Sendable ([Float]) -> [Float]?

    /// `project` gives so many numbers, or `nil` where nothing is left.
    package init(name: String, dimension: Int, project: @escaping @Sendable ([Float]) -> [Float]?) {
      self.name = name
      self.dimension = dimension
      self.project = project
    }
  }

  package let name: String
  private let dimension: Int
  /// Vectors of a metric have lost what is usual already.
  private let takesUsualOff: Bool
  private let vector: @Sendable (LineDrawing) throws(EvaluationError) -> [Float]

  package init(_ descriptor: any DrawingDescriptor, metric: Metric? = nil) {
    name = metric?.name ?? descriptor.name
    dimension = metric?.dimension ?? descriptor.dimension
    takesUsualOff = metric == nil
    vector = { lines in
      let vector = descriptor.vector(of: lines)
      guard let metric, vector.contains(where: { $0 != 0 }) else { return vector }
      return metric.project(vector) ?? []
    }
  }

  /// By what else makes so many numbers of lines, or none where it has nothing to say.
  package init(
    name: String, dimension: Int, vector: @escaping @Sendable (LineDrawing) throws(EvaluationError) -> [Float]
  ) {
    (self.name, self.dimension, self.vector) = (name, dimension, vector)
    takesUsualOff = true
  }

  package func ranking(of material: DrawingMaterial, jobs: Int) throws(EvaluationError) -> DrawingRanking {
    let photographs = try describe(material.photographs.map(\.lines), jobs)
    let drawings = try describe(material.drawings.map(\.lines), jobs)
    let mirrored =
      material.mirrors ? try describe(material.drawings.map { $0.lines?.mirrored }, jobs).vectors : []
    let usual = Self.mean(of: takesUsualOff ? photographs.vectors : [], dimension: dimension)
    let searched = photographs.vectors.map { Self.difference($0, usual) }
    let start = ContinuousClock.now
    let rows = Parallel.map(count: drawings.vectors.count, jobs: jobs) { place in
      let asked = ([drawings.vectors[place]] + (mirrored.isEmpty ? [] : [mirrored[place]]))
        .map { Self.difference($0, usual) }
      return searched.map { photograph in
        asked.map { Self.score($0, photograph) }.max() ?? -.infinity
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var ranking = DrawingRanking(
      scores: Matrix(columnCount: max(1, photographs.vectors.count), elements: rows.flatMap { $0 }),
      numbersPerPhotograph: dimension)
    ranking.secondsPerPhotograph = photographs.seconds
    ranking.secondsPerDrawing = drawings.seconds
    ranking.secondsPerSearch = seconds * Double(min(jobs, max(1, rows.count))) / Double(max(1, rows.count))
    return ranking
  }

  /// Empty vectors where there is nothing to compare, and the mean seconds of one.
  private func describe(
    _ lines: [LineDrawing?], _ jobs: Int
  ) throws(EvaluationError) -> (vectors: [[Float]], seconds: Double) {
    let results = Parallel.map(count: lines.count, jobs: jobs) {
      place -> Result<(vector: [Float], seconds: Double), EvaluationError> in
      guard let lines = lines[place], !lines.isEmpty else { return .success(([], 0)) }
      let start = ContinuousClock.now
      do throws(EvaluationError) {
        let vector = try vector(lines)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return .success((vector.contains { $0 != 0 } ? vector : [], seconds))
      } catch {
        return .failure(error)
      }
    }
    var (vectors, seconds): ([[Float]], Double) = ([], 0)
    for result in results {
      let made = try result.get()
      vectors.append(made.vector)
      seconds += made.seconds
    }
    return (vectors, seconds / Double(max(1, lines.count)))
  }

  /// The mean of those vectors that are not empty.
  private static func mean(of vectors: [[Float]], dimension: Int) -> [Float] {
    var sums = [Double](repeating: 0, count: dimension)
    let present = vectors.filter { !$0.isEmpty }
    for vector in present {
      for place in 0..<dimension { sums[place] += Double(vector[place]) }
    }
    return sums.map { Float($0 / Double(max(1, present.count))) }
  }

  /// What a vector has beyond the usual, of length 1; all 0 for one that is the usual, empty for an empty one.
  private static func difference(_ vector: [Float], _ usual: [Float]) -> [Float] {
    let difference = zip(vector, usual).map { $0 - $1 }
    let length = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return difference.map { $0 / max(length, 1e-6) }
  }

  /// The sum of products; −∞ where one of the two is missing.
  private static func score(_ a: [Float], _ b: [Float]) -> Float {
    guard !a.isEmpty, a.count == b.count else { return -.infinity }
    let step = 8
    return a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        let count = a.count / MemoryLayout<Float>.size
        var sums = SIMD8<Float>.zero
        for place in stride(from: 0, to: count - count % step, by: step) {
          let offset = place * MemoryLayout<Float>.size
          sums +=
            a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        }
        var sum = sums.sum()
        for place in count - count % step..<count {
          let offset = place * MemoryLayout<Float>.size
          sum +=
            a.load(fromByteOffset: offset, as: Float.self) * b.load(fromByteOffset: offset, as: Float.self)
        }
        return sum
      }
    }
  }
}
