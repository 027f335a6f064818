import CKernels
import Core

/// Lists of code blocks, wherever they lie.
protocol CodeLists {
  var model: ProductModel { get }

  /// Calls `body` with the blocks of a list.
  func withBlocks<Result>(_ list: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

/// One query among lists of codes, in two looks: a sum of halves for every vector of the lists that are probed, whole codes for
/// the best of these.
///
/// The first look is in integers, the second in floats in a fixed order: the same results on all paths.
struct ProductSearch {
  let model: ProductModel
  let options: ProductSearchOptions
  private let query: ByteVector
  /// The query times each list's centre, in units.
  private let centreProducts: [Float]
  /// For each part the turned query times each member, in units.
  private let tables: [Float]
  private let halves: HalfTables

  init(_ query: ByteVector, _ model: ProductModel, _ options: ProductSearchOptions) {
    precondition(query.numbers.count == model.dimension, "a query of another dimension than the codes")
    self.query = query
    self.model = model
    self.options = options
    centreProducts = model.centreProducts(query)
    let turned = model.turned(query.numbers.map { Float($0) * query.scale })
    tables = model.tables(turned, model.members, entries: ProductModel.memberCount)
    halves = HalfTables(model.tables(turned, model.groups, entries: ProductModel.groupCount))
  }

  /// The most similar vectors, as far as the codes tell.
  func nearest(in lists: some CodeLists, keeping count: Int) -> [SimilarVector] {
    guard count > 0 else { return [] }
    var candidates = Candidates(wanted: max(count, options.candidateCount))
    for list in model.nearestLists(centreProducts, query, count: options.probeCount) {
      lists.withBlocks(list) { scan($0, list: list, &candidates) }
    }
    return looksAgain(at: candidates, lists, keeping: count)
  }

  private func scan(_ blocks: UnsafeRawBufferPointer, list: Int, _ candidates: inout Candidates) {
    let offset = halves.whole(centreProducts[list])
    let layout = CodeBlock(pairCount: model.pairCount)
    guard let start = blocks.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: CodeBlock.vectorCount) { sums in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: CodeBlock.vectorCount) { places in
        guard let sums = sums.baseAddress, let places = places.baseAddress else { return }
        for block in 0..<blocks.count / layout.byteCount {
          let limit = Int(candidates.limit) - Int(offset)
          // No sum is that high.
          if limit > Int(UInt16.max) { return }
          let address = start + block * layout.byteCount
          kernels.sumHalfBytes(
            address.assumingMemoryBound(to: UInt8.self), 1, model.pairCount, halves.entries, sums)
          let found = kernels.sumsAtLeast(sums, CodeBlock.vectorCount, UInt16(max(0, limit)), places)
          for index in 0..<found where layout.id(address, Int(places[index])) != CodeBlock.empty {
            let place = UInt32(truncatingIfNeeded: block * CodeBlock.vectorCount) + places[index]
            candidates.add(
              offset + Int32(sums[Int(places[index])]), list: UInt32(truncatingIfNeeded: list), place: place)
          }
          candidates.pruneIfFull()
        }
      }
    }
  }

  private func looksAgain(at candidates: Candidates, _ lists: some CodeLists, keeping count: Int)
    -> [SimilarVector]
  {
    let layout = CodeBlock(pairCount: model.pairCount)
    var best = BestVectors(capacity: count)
    tables.withUnsafeBufferPointer { tables in
      guard let tables = tables.baseAddress else { return }
      candidates.forEachBest { list, place in
        lists.withBlocks(Int(list)) { blocks in
          guard let start = blocks.baseAddress else { return }
          let block = start + Int(place) / CodeBlock.vectorCount * layout.byteCount
          let within = Int(place) % CodeBlock.vectorCount
          let product = centreProducts[Int(list)] + layout.sum(block, within, tables)
          let correction = model.correction.value(layout.correction(block, within))
          best.offer(
            SimilarVector(id: layout.id(block, within), similarity: product / model.unit + correction))
        }
      }
    }
    return best.inOrder
  }
}

/// Tables of sixteen floats as bytes of at most 127, all with the same step.
struct HalfTables {
  let entries: [UInt8]
  private let stepsPerUnit: Float

  init(_ tables: [Float]) {
    let count = ProductModel.groupCount
    let least = stride(from: 0, to: tables.count, by: count).map { first in
      tables[first..<first + count].reduce(Float.infinity) { Swift.min($0, $1) }
    }
    var widest: Float = 0
    for index in tables.indices { widest = max(widest, tables[index] - least[index / count]) }
    let steps = widest > 0 ? 127 / widest : 1
    stepsPerUnit = steps
    entries = tables.indices.map {
      UInt8(max(0, min(127, ((tables[$0] - least[$0 / count]) * steps).rounded())))
    }
  }

  /// A number in the steps of the tables.
  func whole(_ number: Float) -> Int32 {
    Int32(max(-1e9, min(1e9, (number * stepsPerUnit).rounded())))
  }
}

extension ProductModel {
  /// The query times each centre, in units.
  func centreProducts(_ query: ByteVector) -> [Float] {
    let products = [Int32](unsafeUninitializedCapacity: listCount) { products, count in
      count = listCount
      kernels.signedDots(query.numbers, centres, listCount, dimension, products.baseAddress)
    }
    return products.map { Float($0) * query.scale }
  }

  /// The lists whose centres are nearest to the query, the nearest first: least |c|² − 2·q·c, of equal ones the first.
  func nearestLists(_ products: [Float], _ query: ByteVector, count: Int) -> [Int] {
    var best = BestVectors(capacity: max(1, min(count, listCount)))
    for (list, product) in products.enumerated() {
      best.offer(
        SimilarVector(
          id: UInt32(truncatingIfNeeded: list), similarity: 2 * product * unit - squaredLengths[list]))
    }
    return best.inOrder.map { Int($0.id) }
  }

  /// For each part the turned query times each of its small vectors.
  func tables(_ turned: [Float], _ vectors: [Float], entries: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: partCount * entries) { tables, count in
      count = partCount * entries
      tables.initialize(repeating: 0)
      vectors.withUnsafeBufferPointer { vectors in
        guard let out = tables.baseAddress, let from = vectors.baseAddress else { return }
        for (index, number) in turned.enumerated() {
          kernels.accumulate(
            from + index * entries, number, entries, out + index / partLength * entries)
        }
      }
    }
  }
}
