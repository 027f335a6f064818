import Core

/// Vectors as product codes in inverted lists, in memory: they come and go, and are searched.
///
/// Useful from some hundred thousand vectors on, where reading all of them takes longer than a search should. Similarities are
/// estimates; who has the vectors themselves compares the first few exactly.
package struct ProductIndex: Sendable, CodeLists {
  package let model: ProductModel
  /// The blocks of each list.
  private var lists: [[UInt8]]
  /// Vectors of each list, and how many places of it are taken, empty ones within included.
  private var takenPlaces: [Int]
  /// Where each vector is.
  private var whereabouts: [UInt32: Whereabouts] = [:]

  private struct Whereabouts: Sendable {
    let list: UInt32
    let place: UInt32
  }

  package init(model: ProductModel) {
    self.model = model
    lists = [[UInt8]](repeating: [], count: model.listCount)
    takenPlaces = [Int](repeating: 0, count: model.listCount)
  }

  /// What was stored, in memory, to be changed.
  package init(_ stored: StoredProductIndex) {
    self.init(model: stored.model)
    let layout = CodeBlock(pairCount: model.pairCount)
    for list in 0..<model.listCount {
      stored.withBlocks(list) { blocks in
        lists[list] = Array(blocks)
        guard let start = blocks.baseAddress else { return }
        for place in 0..<blocks.count / layout.byteCount * CodeBlock.vectorCount {
          let block = start + place / CodeBlock.vectorCount * layout.byteCount
          let id = layout.id(block, place % CodeBlock.vectorCount)
          guard id != CodeBlock.empty else { continue }
          whereabouts[id] = Whereabouts(
            list: UInt32(truncatingIfNeeded: list), place: UInt32(truncatingIfNeeded: place))
          takenPlaces[list] = place + 1
        }
      }
    }
  }

  /// Vectors in the index.
  package var count: Int { whereabouts.count }

  func withBlocks<Result>(_ list: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    lists[list].withUnsafeBytes(body)
  }

  /// Rows that a thread encodes at a time.
  private static let rowsAtOnce = 1024

  /// Adds all vectors of a chunk; one whose id is there already takes the other's place. The index is the same for any number
  /// of jobs.
  package mutating func add(_ chunk: VectorChunk, jobs: Int) {
    precondition(chunk.dimension == model.dimension, "vectors of another dimension than the codes")
    let encoder = ProductEncoder(model)
    let tasks = (chunk.rowCount + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    let encoded = Parallel.map(count: tasks, jobs: jobs) { task in
      encoder.encode(chunk, task * Self.rowsAtOnce..<min(chunk.rowCount, (task + 1) * Self.rowsAtOnce))
    }
    for vector in encoded.joined() { insert(vector) }
  }

  /// Takes a vector out; its place stays empty until the index is written. Returns whether it was there.
  @discardableResult package mutating func remove(_ id: UInt32) -> Bool {
    guard let old = whereabouts.removeValue(forKey: id) else { return false }
    let layout = CodeBlock(pairCount: model.pairCount)
    let (block, place) = Int(old.place).quotientAndRemainder(dividingBy: CodeBlock.vectorCount)
    layout.setID(CodeBlock.empty, place: place, of: &lists[Int(old.list)], at: block * layout.byteCount)
    return true
  }

  private mutating func insert(_ vector: EncodedVector) {
    remove(vector.id)
    let layout = CodeBlock(pairCount: model.pairCount)
    let taken = takenPlaces[vector.list]
    let (block, place) = taken.quotientAndRemainder(dividingBy: CodeBlock.vectorCount)
    if place == 0 { lists[vector.list] += layout.emptyBytes }
    layout.write(
      id: vector.id, code: vector.code[...], correction: vector.correction, to: place,
      of: &lists[vector.list],
      at: block * layout.byteCount)
    takenPlaces[vector.list] = taken + 1
    whereabouts[vector.id] = Whereabouts(
      list: UInt32(truncatingIfNeeded: vector.list), place: UInt32(truncatingIfNeeded: taken))
  }

  /// The blocks of a list without empty places but behind the last vector.
  func compactBlocks(_ list: Int) -> [UInt8] {
    let layout = CodeBlock(pairCount: model.pairCount)
    var (compact, count) = ([UInt8](), 0)
    withBlocks(list) { blocks in
      guard let start = blocks.baseAddress else { return }
      for taken in 0..<takenPlaces[list] {
        let (old, within) = taken.quotientAndRemainder(dividingBy: CodeBlock.vectorCount)
        let address = start + old * layout.byteCount
        let id = layout.id(address, within)
        guard id != CodeBlock.empty else { continue }
        let (block, place) = count.quotientAndRemainder(dividingBy: CodeBlock.vectorCount)
        if place == 0 { compact += layout.emptyBytes }
        layout.write(
          id: id, code: layout.code(address, within)[...], correction: layout.correction(address, within),
          to: place, of: &compact, at: block * layout.byteCount)
        count += 1
      }
    }
    return compact
  }

  /// The vectors most similar to the query, the most similar first.
  package func search(
    _ query: ByteVector, keeping count: Int, options: ProductSearchOptions = ProductSearchOptions()
  ) -> [SimilarVector] {
    ProductSearch(query, model, options).nearest(in: self, keeping: count)
  }
}
