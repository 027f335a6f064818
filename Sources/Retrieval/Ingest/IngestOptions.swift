import Core

/// How pictures are ingested. Nothing of it changes what is stored of each.
public struct IngestOptions: Sendable, Equatable {
  /// Pictures that are described at the same time.
  public var jobs = Parallel.processorCount
  /// About how much memory to stay within, in bytes, beyond the mapped files.
  public var memoryByteCount = MachineMemory.byteCount / 4
  /// Whether pictures whose files changed are read again; else they stay as they are.
  public var replaces = false
  /// After so long what was described is made visible, even when it is little.
  public var secondsPerBatch = 15.0

  public init() {}

  func validate() throws(RetrievalError) {
    guard jobs >= 1 else { throw RetrievalError("at least one picture is described at a time") }
    guard memoryByteCount >= 1 else { throw RetrievalError("some memory is needed") }
  }
}
