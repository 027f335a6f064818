import Core
import Testing

@testable import LocalFeatures

@Suite("Learned descriptors as bytes") struct DescriptorQuantisationTests {
  @Test("cosines read off the bytes are those of the descriptors to 0.01", arguments: [32, 64, 128, 256])
  func cosines(dimension: Int) {
    let quantisation = DescriptorQuantisation(dimension: dimension)
    var generator = SeededGenerator(seed: 11)
    let base = unit(dimension, &generator)
    for step in 0..<40 {
      let noise = unit(dimension, &generator)
      let other = normalised(zip(base, noise).map { $0 + Float(step) / 10 * $1 })
      let cosine = zip(base, other).reduce(0) { $0 + $1.0 * $1.1 }
      let (a, b) = (bytes(base, quantisation), bytes(other, quantisation))
      let distance = zip(a, b).reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
      let read = 1 - Float(distance) / (2 * quantisation.scale * quantisation.scale)
      #expect(abs(read - cosine) < 0.01, "\(read) instead of \(cosine)")
      #expect(
        abs(quantisation.squaredDistance(ofCosine: read) / Float(max(1, distance)) - 1) < 1e-3
          || distance == 0)
    }
  }

  @Test("nought is 128, and what is beyond the scale goes to its ends")
  func ends() {
    let quantisation = DescriptorQuantisation(dimension: 4)
    #expect(bytes([0, 1, -1, 0.001], quantisation) == [128, 192, 65, 128])
    #expect(bytes([0, 9, -9, 0], quantisation) == [128, 255, 0, 128])
  }

  @Test("a descriptor of another length is scaled first, and one of noughts stays")
  func lengths() {
    let quantisation = DescriptorQuantisation(dimension: 2)
    func unitBytes(_ vector: [Float]) -> [UInt8] {
      var out = [UInt8](repeating: 1, count: 2)
      quantisation.quantiseUnit(vector, into: &out)
      return out
    }
    #expect(unitBytes([30, 40]) == bytes([0.6, 0.8], quantisation))
    #expect(unitBytes([0, 0]) == [128, 128])
  }

  private func bytes(_ vector: [Float], _ quantisation: DescriptorQuantisation) -> [UInt8] {
    var out = [UInt8](repeating: 1, count: vector.count)
    quantisation.quantise(vector, into: &out)
    return out
  }

  private func unit(_ dimension: Int, _ generator: inout SeededGenerator) -> [Float] {
    normalised((0..<dimension).map { _ in Float(generator.normal()) })
  }

  private func normalised(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }
}
