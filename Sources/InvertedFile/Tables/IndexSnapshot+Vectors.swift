import Storage

/// Vectors of whole pictures, where a collection has some.
extension IndexSnapshot {
  /// What the vectors come from; `nil` for a collection without them.
  package func channel() throws(StorageError) -> ChannelSettings? {
    try transaction.channel(in: environment)
  }

  /// How many pictures have a vector.
  package func vectorCount() throws(StorageError) -> Int {
    try transaction.vectorCount(in: environment)
  }

  /// Calls `body` with all chunks of vectors, in the order of pictures, as they lie in the file. They may be read by any
  /// number of threads at once, until `body` returns. Chunks of pictures without vectors are left out, and a chunk ends with the
  /// last picture that ever had one. A removed picture has none.
  ///
  /// Without a channel there are no chunks. Takes a step of a cursor for each chunk.
  package func withVectorChunks<Output, Failure: StorageFailure>(
    _ body: ([VectorChunk]) throws(Failure) -> Output
  ) throws(Failure) -> Output {
    let chunks: [VectorChunk]
    do throws(StorageError) { chunks = try vectorChunks() } catch { throw Failure(error) }
    return try body(chunks)
  }

  /// The vector of a picture; `nil` for one that has none.
  package func vector(of picture: PictureID) throws(StorageError) -> PictureVector? {
    guard let layout = try vectorLayout() else { return nil }
    let place = layout.place(of: picture.rawValue)
    guard let value = try transaction.get(environment.table(.vectors), UInt64(place.chunk)) else {
      return nil
    }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      let chunk = try vectorChunk(bytes, UInt64(place.chunk), layout)
      return place.row < chunk.count ? chunk.vector(place.row) : nil
    }
  }

  /// The pictures that have no vector, in the order of their ids.
  package func picturesWithoutVector() throws(StorageError) -> [PictureID] {
    let lengths = try lengths()
    return try withVectorChunks { (chunks) throws(StorageError) in
      var hasVector = [Bool](repeating: false, count: lengths.count)
      for chunk in chunks {
        for row in 0..<chunk.count where chunk.scale(row) > 0 {
          hasVector[Int(chunk.firstPicture) + row] = true
        }
      }
      return (0..<lengths.count).filter { !hasVector[$0] && !lengths.isRemoved($0) }
        .map { PictureID(rawValue: UInt32($0)) }
    }
  }

  /// `nil` without vectors.
  private func vectorLayout() throws(StorageError) -> VectorLayout? {
    guard hasVectorTable, let channel = try channel() else { return nil }
    return VectorLayout(dimension: channel.dimension)
  }

  /// Views of bytes that stay where they are as long as the snapshot.
  private func vectorChunks() throws(StorageError) -> [VectorChunk] {
    guard let layout = try vectorLayout() else { return [] }
    var chunks: [VectorChunk] = []
    var cursor = try transaction.cursor(environment.table(.vectors))
    while try cursor.next() {
      let number = cursor.key
      chunks.append(
        try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
          try vectorChunk(bytes, number, layout)
        })
    }
    return chunks
  }

  private func vectorChunk(
    _ bytes: UnsafeRawBufferPointer, _ number: UInt64, _ layout: VectorLayout
  ) throws(StorageError) -> VectorChunk {
    do throws(InvertedFileError) {
      let chunk = try VectorChunk(bytes, number: number, layout: layout)
      guard Int(chunk.firstPicture) + chunk.count <= idCount else {
        throw .damaged("chunk \(number) of the vectors has rows of pictures that never were")
      }
      return chunk
    } catch {
      throw StorageError(error, in: environment.folder)
    }
  }
}
