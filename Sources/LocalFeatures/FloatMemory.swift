/// One block of floats, handed out piece by piece and kept from picture to picture: planes of megabytes would otherwise
/// be mapped and cleared by the system for each picture anew, which costs as much as smoothing them.
final class FloatMemory {
  private var start: UnsafeMutablePointer<Float>?
  private var capacity = 0
  private var used = 0

  deinit { start?.deallocate() }

  /// Takes everything back and makes room for `wanted` floats; what was handed out before is void.
  func reset(capacity wanted: Int) {
    used = 0
    guard wanted > capacity else { return }
    start?.deallocate()
    start = UnsafeMutablePointer<Float>.allocate(capacity: wanted)
    capacity = wanted
  }

  /// The next `count` floats, not initialised; valid until the next `reset`.
  func take(_ count: Int) -> UnsafeMutablePointer<Float> {
    guard let start, used + count <= capacity else { preconditionFailure("more floats taken than reserved") }
    defer { used += count }
    return start + used
  }
}
