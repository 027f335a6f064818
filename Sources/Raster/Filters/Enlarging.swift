extension GreyPicture {
  /// A small picture enlarged, at most to twice its size, so that its finest details are large enough to be found as points. One whose
  /// longer side has `side` pixels or more stays as it is.
  package func enlarged(toSide side: Int) -> GreyPicture {
    let longer = max(plane.width, plane.height)
    guard longer < side else { return self }
    let factor = min(2, Double(side) / Double(longer))
    let larger = plane.resampled(
      toWidth: Int((Double(plane.width) * factor).rounded()),
      height: Int((Double(plane.height) * factor).rounded()))
    return GreyPicture(
      plane: larger, originalWidth: originalWidth, originalHeight: originalHeight, warnings: warnings)
  }
}
