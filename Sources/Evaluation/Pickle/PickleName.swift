/// Names in a pickle whose effect on data is known; none is ever called.
enum PickleName: Equatable {
  /// An array whose contents come later.
  case arrayToBe
  case arrayClass
  /// An array and its contents at once.
  case arrayOfBuffer
  case elementType
  case number
  /// How protocol 2 writes bytes: as a text of the characters 0 … 255.
  case bytesOfText

  init?(module: String, name: String) {
    switch (module, name) {
    case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
      self = .arrayToBe
    case ("numpy", "ndarray"): self = .arrayClass
    case ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"): self = .arrayOfBuffer
    case ("numpy", "dtype"): self = .elementType
    case ("numpy.core.multiarray", "scalar"), ("numpy._core.multiarray", "scalar"): self = .number
    case ("_codecs", "encode"): self = .bytesOfText
    default: return nil
    }
  }
}
