import Core
import GlobalChannel
import InvertedFile
import Storage

/// Lets the neighbours of pictures among all vectors speak for them.
struct NeighbourSearch {
  let options: QueryOptions

  /// The graph and the augmented vectors are of so many pictures, the best ones: their comparison takes some milliseconds.
  static let mostPictures = 1000
  /// Proven pictures count as much as the query's own neighbours together.
  private static let provenShare = 0.5
  /// As many proven pictures spread heat, as many as a query grows by.
  private static let mostProven = ExpansionSources.mostCount
  /// Of the warmest one; what is colder is told apart no more.
  private static let leastHeat = 1e-6

  /// The comparison that a query makes again after it has grown by its neighbours, or with those of the first pictures.
  func again(
    _ comparison: VectorComparison, keeping count: Int, allowed: [Bool]?, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> VectorComparison {
    switch options.neighbours {
    case .off, .diffusion: return comparison
    case .average:
      return try VectorComparison(
        grown(comparison, in: snapshot), keeping: count, allowed: allowed, jobs: options.jobs, in: snapshot)
    case .augmentation:
      let vectors = try list(comparison.nearest.prefix(Self.mostPictures).map(\.id), in: snapshot)
      let augmented = DatabaseAugmentation().augmented(vectors, jobs: options.jobs)
      let similar = zip(augmented.ids, augmented.similarities(to: comparison.query)).map {
        SimilarVector(id: $0, similarity: $1)
      }
      return VectorComparison(comparison, nearest: similar.sorted(by: SimilarVector.goesBefore))
    }
  }

  /// The query's vector with those most similar to it.
  private func grown(
    _ comparison: VectorComparison, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> ByteVector {
    let expansion = GlobalChannel.QueryExpansion()
    var neighbours: [(vector: ByteVector, similarity: Float)] = []
    for near in comparison.nearest.prefix(expansion.neighbourCount) {
      guard let stored = try snapshot.vector(of: PictureID(rawValue: near.id)) else { continue }
      neighbours.append((ByteVector(stored), near.similarity))
    }
    return expansion.expanded(comparison.query, by: neighbours)
  }

  /// Adds to the scores of the first candidates how warm they become: the query warms its nearest vectors, what is proven for sure
  /// warms itself, and both spread.
  func spread(
    _ comparison: VectorComparison, over candidates: inout [VerifiedCandidate],
    in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) {
    var diffusion = Diffusion()
    diffusion.alpha = 0.9
    let order = ProofRanking.order(of: candidates, provenFirst: false).prefix(Self.mostPictures)
    let vectors = try list(
      order.map { candidates[$0].hit.picture.picture.rawValue }, in: snapshot)
    guard vectors.count > 0 else { return }
    let places = Dictionary(uniqueKeysWithValues: zip(vectors.ids, vectors.ids.indices))
    let proven = order.filter { candidates[$0].isSurelyProven }
      .compactMap { places[candidates[$0].hit.picture.picture.rawValue] }
    let heats = diffusion.heats(
      on: diffusion.graph(of: vectors, jobs: options.jobs),
      seeds: Self.seeds(diffusion.seeds(of: comparison.query, among: vectors), Array(proven)))
    let warmest = heats.reduce(0, max)
    guard warmest > 0 else { return }
    for place in candidates.indices {
      let heat = places[candidates[place].hit.picture.picture.rawValue].map { heats[$0] } ?? 0
      candidates[place].score += decimalLogarithm(max(0, heat / warmest) + Self.leastHeat)
    }
  }

  private static func seeds(
    _ own: [(place: Int, weight: Double)], _ proven: [Int]
  ) -> [(place: Int, weight: Double)] {
    let greatest = own.reduce(0) { max($0, $1.weight) }
    guard greatest > 0 else { return proven.map { ($0, 1) } }
    let share = proven.isEmpty ? 0 : provenShare
    return own.map { (place: $0.place, weight: (1 - share) * $0.weight / greatest) }
      + proven.prefix(mostProven).map { (place: $0, weight: share) }
  }

  /// Those of some pictures that have a vector.
  private func list(
    _ ids: [UInt32], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> VectorList {
    var kept: [(id: UInt32, vector: ByteVector)] = []
    for id in ids.sorted() {
      guard let vector = try snapshot.vector(of: PictureID(rawValue: id)) else { continue }
      kept.append((id, ByteVector(vector)))
    }
    return VectorList(ids: kept.map(\.id), vectors: kept.map(\.vector))
  }
}

extension VerifiedCandidate {
  /// Sure enough to speak for others.
  fileprivate var isSurelyProven: Bool {
    guard let proof else { return false }
    return proof.isSame && proof.logNFA <= ExpansionSources.mostLogNFA
  }
}
