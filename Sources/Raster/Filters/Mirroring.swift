extension Plane {
  /// With left and right exchanged.
  package var mirrored: Plane {
    var result = self
    for y in 0..<height {
      for x in 0..<width { result[x, y] = self[width - 1 - x, y] }
    }
    return result
  }
}

extension GreyPicture {
  /// With left and right exchanged.
  package var mirrored: GreyPicture {
    GreyPicture(
      plane: plane.mirrored, originalWidth: originalWidth, originalHeight: originalHeight, warnings: warnings)
  }
}
