import Raster

/// The pixels of a picture at the size of a network's input, before they become numbers for it: 0…255.
struct InputPlanes {
  /// One for grey; red, green and blue otherwise.
  private(set) var planes: [Plane]

  var width: Int { planes[0].width }
  var height: Int { planes[0].height }

  init(_ plane: Plane) {
    planes = [plane]
  }

  /// One for grey; red, green and blue otherwise.
  init(_ planes: [Plane]) {
    precondition(planes.count == 1 || planes.count == 3, "a picture is grey or has three colours")
    self.planes = planes
  }

  init(_ picture: ColourPicture) {
    planes = picture.planes
  }

  /// Brings the part of the picture that the placement shows to the input's size.
  mutating func place(as placement: InputPlacement) {
    let isWhole =
      placement.shownWidth == Double(placement.originalWidth)
      && placement.shownHeight == Double(placement.originalHeight)
    guard !isWhole || placement.width != width || placement.height != height else { return }
    let scale = (
      x: Double(width) / Double(placement.originalWidth), y: Double(height) / Double(placement.originalHeight)
    )
    let region = (
      left: placement.left * scale.x, top: placement.top * scale.y, width: placement.shownWidth * scale.x,
      height: placement.shownHeight * scale.y
    )
    planes = planes.map { plane in
      plane.cropped(
        left: Int(region.left.rounded()), top: Int(region.top.rounded()), region.width, region.height
      )
      .resampled(
        toWidth: placement.width, height: placement.height,
        covered: (min(region.width, Double(width)), min(region.height, Double(height))))
    }
  }

  /// As many planes as the network wants: luma of colours, or a grey picture three times.
  func matching(_ channels: NetworkRecipe.Channels) -> [Plane] {
    switch (channels, planes.count) {
    case (.grey, 3): [luma]
    case (.grey, _): planes
    case (_, 1): [planes[0], planes[0], planes[0]]
    case (.bgr, _): planes.reversed()
    default: planes
    }
  }

  private var luma: Plane {
    var plane = planes[0]
    for index in plane.pixels.indices {
      plane.pixels[index] =
        0.299 * planes[0].pixels[index] + 0.587 * planes[1].pixels[index] + 0.114 * planes[2].pixels[index]
    }
    return plane
  }
}

extension ColourPicture {
  /// Red, green and blue.
  package var planes: [Plane] {
    let count = width * height
    return (0..<3).map { channel in
      let pixels = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
        bytes.withUnsafeBufferPointer { bytes in
          for pixel in 0..<count { buffer[pixel] = Float(bytes[3 &* pixel &+ channel]) }
        }
        filled = count
      }
      return Plane(width: width, height: height, pixels: pixels)
    }
  }
}

extension Plane {
  /// From a column and row on, at least as large as the region that is wanted of it.
  fileprivate func cropped(left: Int, top: Int, _ regionWidth: Double, _ regionHeight: Double) -> Plane {
    let left = min(max(0, left), width - 1)
    let top = min(max(0, top), height - 1)
    let newWidth = min(width - left, Int(regionWidth.rounded(.up)))
    let newHeight = min(height - top, Int(regionHeight.rounded(.up)))
    guard newWidth < width || newHeight < height else { return self }
    var pixels: [Float] = []
    pixels.reserveCapacity(newWidth * newHeight)
    for row in top..<top + newHeight {
      pixels += self.pixels[row * width + left..<row * width + left + newWidth]
    }
    return Plane(width: newWidth, height: newHeight, pixels: pixels)
  }
}
