extension Plane {
  /// With its longer side no longer than `side`.
  package func reduced(toSide side: Int) -> Plane {
    let longer = max(width, height)
    guard longer > side else { return self }
    let factor = Double(side) / Double(longer)
    return resampled(
      toWidth: max(1, Int((Double(width) * factor).rounded())),
      height: max(1, Int((Double(height) * factor).rounded())))
  }
}
