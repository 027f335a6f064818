import Core
import Vocabulary

extension ProductModel {
  /// Vectors that the members of the parts are learned from.
  private static let mostForParts = 65_536

  /// Learns lists and members. The same chunks, options and seed give the same model for any number of jobs.
  package static func train(on chunks: [VectorChunk], options: ProductOptions, jobs: Int)
    throws(ProductIndexError)
    -> ProductModel
  {
    guard let dimension = chunks.first?.dimension else {
      throw ProductIndexError("there are no vectors to learn product codes from: add pictures first")
    }
    if let problem = options.problem(dimension: dimension) { throw ProductIndexError(problem) }
    let sample = sample(of: chunks, options)
    guard sample.count >= max(options.listCount, SmallClustering.count) else {
      throw ProductIndexError(
        "\(sample.count) vectors are too few to learn \(options.listCount) lists from: choose fewer lists")
    }
    let largest = sample.reduce(Float(0)) { most, vector in
      max(most, vector.numbers.reduce(Float(0)) { max($0, abs(Float($1))) } * vector.scale)
    }
    let draft = ProductModel(
      dimension: dimension, partCount: options.codeByteCount, unit: largest > 0 ? 127 / largest : 1,
      centres: [], rotation: [], groups: [], members: [], correction: Correction(low: 0, step: 0))
    return draft.trained(on: sample, options, jobs: jobs)
  }

  /// Vectors by chance, in the order in which they stand.
  private static func sample(of chunks: [VectorChunk], _ options: ProductOptions) -> [ByteVector] {
    let rows = chunks.reduce(0) { $0 + $1.rowCount }
    var random = SeededGenerator(seed: options.seed)
    var (seen, wanted) = (0, min(rows, options.sampleCount))
    var sample: [ByteVector] = []
    for chunk in chunks {
      for row in 0..<chunk.rowCount {
        // Each row has the same chance, and all that are wanted are taken.
        if random.index(below: rows - seen) < wanted {
          wanted -= 1
          if let vector = chunk.vector(row) { sample.append(vector) }
        }
        seen += 1
      }
    }
    return sample
  }

  private func trained(on sample: [ByteVector], _ options: ProductOptions, jobs: Int) -> ProductModel {
    var rows: [UInt8] = []
    rows.reserveCapacity(sample.count * dimension)
    for vector in sample { rows += bytes(components(vector)) }
    var clustering = ClusteringOptions(wordCount: options.listCount)
    clustering.rounds = options.rounds
    clustering.seed = options.seed
    clustering.jobs = jobs
    if options.listCount > 4096 { clustering.method = .approximate }
    let result = Clustering(options: clustering).run(on: Matrix(columnCount: dimension, elements: rows)) {
      _, _ in
    }
    let lists = replacing(centres: result.centres.rows.elements.map { Int8(bitPattern: $0) ^ -128 })
    let used = sample.prefix(Self.mostForParts).map(lists.components)
    return lists.learningCodes(used, result.assignment.map { Int($0) }, options, jobs: jobs)
  }

  /// The rotation, the parts and the range of corrections, from vectors whose lists are known.
  private func learningCodes(
    _ vectors: [[Float]], _ assignment: [Int], _ options: ProductOptions, jobs: Int
  ) -> ProductModel {
    let residuals = zip(vectors, assignment).map { vector, list in
      zip(vector, centre(list)).map { $0 - Float($1) }
    }
    let rotation = PartRotation.learn(from: residuals, dimension: dimension, partCount: partCount)
    let turning = replacing(rotation: rotation)
    let turned = residuals.map(turning.turned)
    let learned = turning.learningParts(turned, options, jobs: jobs)
    let encoder = ProductEncoder(learned)
    let corrections = zip(turned, assignment).map { residual, list in
      encoder.correction(list: list, code: encoder.code(residual))
    }
    return learned.replacing(correction: Self.correction(covering: corrections))
  }

  private static func correction(covering corrections: [Float]) -> Correction {
    let sorted = corrections.filter(\.isFinite).sorted()
    guard let least = sorted.first, let most = sorted.last, most > least else {
      return Correction(low: 0, step: 0)
    }
    // A few strays would make the steps coarse for all others.
    let low = max(least, sorted[sorted.count / 1000])
    let high = min(most, sorted[sorted.count - 1 - sorted.count / 1000])
    return Correction(low: low, step: (high - low) / 255)
  }

  /// Groups and their members, for each part by itself.
  private func learningParts(_ residuals: [[Float]], _ options: ProductOptions, jobs: Int) -> ProductModel {
    let parts = Parallel.map(count: partCount, jobs: jobs) { part in
      var random = SeededGenerator(seed: options.seed, stream: UInt64(part) + 1)
      return learnPart(part, residuals, rounds: options.rounds, &random)
    }
    return replacing(groups: parts.flatMap(\.groups), members: parts.flatMap(\.members))
  }

  private func learnPart(
    _ part: Int, _ residuals: [[Float]], rounds: Int, _ random: inout SeededGenerator
  ) -> (groups: [Float], members: [Float]) {
    let length = partLength
    let clustering = SmallClustering(pointLength: length, rounds: rounds)
    var points: [Float] = []
    for residual in residuals { points += residual[part * length..<(part + 1) * length] }
    let groups = clustering.centres(of: points, random: &random)
    var own = [[Float]](repeating: [], count: SmallClustering.count)
    for place in stride(from: 0, to: points.count, by: length) {
      let point = points[place..<place + length]
      own[SmallClustering.nearest(point, groups)] += point
    }
    var members = [Float](repeating: 0, count: length * Self.memberCount)
    for (group, points) in own.enumerated() {
      let centres = clustering.centres(of: points, random: &random)
      for d in 0..<length {
        for lane in 0..<SmallClustering.count {
          members[d * Self.memberCount + group * 16 + lane] = centres[d][lane]
        }
      }
    }
    return (groups.flatMap { centre in (0..<16).map { centre[$0] } }, members)
  }

  private func replacing(
    centres: [Int8]? = nil, rotation: [Float]? = nil, groups: [Float]? = nil, members: [Float]? = nil,
    correction: Correction? = nil
  ) -> ProductModel {
    ProductModel(
      dimension: dimension, partCount: partCount, unit: unit, centres: centres ?? self.centres,
      rotation: rotation ?? self.rotation,
      groups: groups ?? self.groups, members: members ?? self.members,
      correction: correction ?? self.correction)
  }
}
