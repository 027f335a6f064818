import Core
import Testing

@testable import GlobalChannel

@Suite("Signatures by hyperplanes")
struct SignatureTests {
  @Test("the share of differing bits is the angle between two vectors, in half turns")
  func angles() throws {
    // A sample and its mirror image: the mean is the origin.
    let sample = try [[1, 0, 0], [-1, 0, 0]].map { try #require(ByteVector($0)) }
    let hashes = HyperplaneSignatures(bitCount: 8192, sample: sample, seed: 1)
    let first = hashes.signature(of: try #require(ByteVector([1, 0, 0])))
    for degrees in [0.0, 30, 90, 150] {
      let angle = degrees * .pi / 180
      let other = try #require(ByteVector([Float(Core.cosine(angle)), Float(Core.sine(angle)), 0]))
      let bits = zip(first, hashes.signature(of: other)).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
      #expect(abs(Double(bits) / 8192 - degrees / 180) < 0.02, "\(degrees)°: \(bits) bits")
    }
  }

  @Test("the least differing signatures are found in order, equal ones rising")
  func nearest() throws {
    let vectors = ProductIndexTests.vectors(500, seed: 2)
    let hashes = HyperplaneSignatures(bitCount: 64, sample: vectors.compactMap { $0 }, seed: 3)
    let query = try #require(ProductIndexTests.vectors(1, seed: 4)[0])
    let column = try ProductIndexTests.withChunk(vectors) { hashes.signatures(of: $0, jobs: 2) }
    let own = hashes.signature(of: query)
    let distances = (0..<500).map { place in
      own.indices.reduce(0) { $0 + (own[$1] ^ column[place * 8 + $1]).nonzeroBitCount }
    }
    let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    for wanted in [1, 7, 100, 600] {
      #expect(hashes.nearest(to: query, among: column, keeping: wanted) == Array(order.prefix(wanted)))
    }
    #expect(vectors[5] == nil && column[40..<48].allSatisfy { $0 == 0 })
  }
}
