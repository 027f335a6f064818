import Core
import Networks

/// Networks of patches.
extension LearnedFeatureExtractor {
  /// So many go through the network at a time: enough to keep it busy, few enough for the cache.
  private static let patchesAtOnce = 128

  func describePatches(
    _ sets: [(regions: [LocalRegion], pixels: [Float])], of picture: DecodedPicture
  ) throws(FeatureError) -> [FeatureSet] {
    var described: [FeatureSet] = []
    for set in sets {
      described.append(
        FeatureSet(
          pictureWidth: picture.originalWidth, pictureHeight: picture.originalHeight, regions: set.regions,
          descriptors: .bytes(
            Matrix(columnCount: dimension, elements: try describe(set.pixels, count: set.regions.count)))))
    }
    return described
  }

  private func describe(_ pixels: [Float], count: Int) throws(FeatureError) -> [UInt8] {
    guard count > 0 else { return [] }
    let quantisation = DescriptorQuantisation(dimension: dimension)
    let length = pixels.count / count
    var bytes = [UInt8](repeating: 0, count: count * dimension)
    for first in stride(from: 0, to: count, by: Self.patchesAtOnce) {
      let last = min(first + Self.patchesAtOnce, count)
      let descriptors: Tensor
      do {
        descriptors = try network.run(
          patches: Array(pixels[first * length..<last * length]), count: last - first)
      } catch {
        throw FeatureError(error.message)
      }
      bytes.withUnsafeMutableBufferPointer { bytes in
        descriptors.values.withUnsafeBufferPointer { descriptors in
          guard let from = descriptors.baseAddress, let out = bytes.baseAddress else { return }
          for row in 0..<last - first {
            quantisation.quantiseUnit(from + row * dimension, into: out + (first + row) * dimension)
          }
        }
      }
    }
    return bytes
  }
}
