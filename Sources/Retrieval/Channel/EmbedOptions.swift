import Core

/// How pictures of a collection get their vectors. Nothing of it changes what a vector is.
public struct EmbedOptions: Sendable, Equatable {
  /// Pictures that are looked at at the same time.
  public var jobs = Parallel.processorCount
  /// About how much memory to stay within, in bytes, beyond the mapped files and what a network takes for itself.
  public var memoryByteCount = MachineMemory.byteCount / 4
  /// Whether vectors of another model go; else that is refused.
  public var replaces = false
  /// After so long what was made is stored, even when it is little.
  public var secondsPerBatch = 15.0

  public init() {}

  func validate() throws(RetrievalError) {
    guard jobs >= 1 else { throw RetrievalError("at least one picture is looked at at a time") }
    guard memoryByteCount >= 1 else { throw RetrievalError("some memory is needed") }
  }
}
