import Raster

extension NetworkRecipe.Input {
  /// The planes as the network wants them: 1 × channels × height × width, both sides padded to the multiple by
  /// repeating the last column and row.
  func tensor(of planes: InputPlanes) -> Tensor {
    let (width, height) = (planes.width, planes.height)
    let (paddedWidth, paddedHeight) = (padded(width), padded(height))
    let channelPlanes = planes.matching(channels)
    let planeCount = paddedWidth * paddedHeight
    let values = [Float](unsafeUninitializedCapacity: channelPlanes.count * planeCount) { buffer, filled in
      for (channel, plane) in channelPlanes.enumerated() {
        let target = UnsafeMutableBufferPointer(
          rebasing: buffer[channel * planeCount..<(channel + 1) * planeCount])
        let line = line(of: channel)
        plane.pixels.withUnsafeBufferPointer { source in
          for y in 0..<paddedHeight {
            let from = min(y, height - 1) * width
            let to = y * paddedWidth
            for x in 0..<width { target[to + x] = source[from + x] * line.factor + line.offset }
            for x in width..<paddedWidth { target[to + x] = target[to + width - 1] }
          }
        }
      }
      filled = channelPlanes.count * planeCount
    }
    return Tensor(shape: [1, channelPlanes.count, paddedHeight, paddedWidth], values: values)
  }

  /// Patches of 0…255, count × height × width, as count × channels × height × width.
  func tensor(ofPatches patches: [Float], count: Int, width: Int, height: Int) -> Tensor {
    let pixelCount = width * height
    precondition(patches.count == count * pixelCount, "patches don't fill the tensor")
    var values: [Float] = []
    values.reserveCapacity(count * channels.count * pixelCount)
    for patch in 0..<count {
      for channel in 0..<channels.count {
        let line = line(of: channel)
        for pixel in patches[patch * pixelCount..<(patch + 1) * pixelCount] {
          values.append(pixel * line.factor + line.offset)
        }
      }
    }
    return Tensor(shape: [count, channels.count, height, width], values: values)
  }

  func padded(_ length: Int) -> Int { (length + multiple - 1) / multiple * multiple }

  /// (pixel · scale − mean) / deviation as one multiplication and one addition.
  private func line(of channel: Int) -> (factor: Float, offset: Float) {
    (Float(scale / deviation[channel]), Float(-mean[channel] / deviation[channel]))
  }
}
