import CNetworkRuntime
import Core

/// An ONNX file, ready to run on tensors, from any number of threads at the same time.
///
/// Each run uses the calling thread alone, in one order of operations, so the same input gives the same bits however
/// many runs there are side by side. Another processor or another version of the runtime may choose other kernels
/// whose sums are ordered otherwise: expect differences in the last digits there.
package final class Network: Sendable {
  /// What it was read from, for messages.
  package let path: String
  package let inputs: [Port]
  package let outputs: [Port]
  /// Of the ONNX file's bytes.
  package let contentHash: ContentHash

  /// Because a session is not changed by running, as its makers promise.
  nonisolated(unsafe) private let session: OpaquePointer

  /// An input or an output of the graph.
  package struct Port: Sendable, Equatable {
    package let name: String
    /// `nil`: any length.
    package let shape: [Int?]
    /// Otherwise integers, or something that is not passed on.
    package let isFloat: Bool
  }

  /// `session` holds settings of the runtime by its own names.
  package convenience init(path: String, session: [String: String] = [:]) throws(NetworkError) {
    let file: MappedFile
    do {
      file = try MappedFile(path: path, willReadAll: true)
    } catch {
      throw NetworkError(path: path, "the network cannot be read: \(error.reason)")
    }
    try self.init(
      bytes: file.bytes, named: path, session: session, runtime: try NetworkRuntime.shared())
    withExtendedLifetime(file) {}
  }

  /// The same for bytes in memory, which are needed no longer afterwards.
  package init(
    bytes: UnsafeRawBufferPointer, named path: String, session: [String: String] = [:],
    runtime: NetworkRuntime
  ) throws(NetworkError) {
    guard !bytes.isEmpty else { throw NetworkError(path: path, "the network's file is empty") }
    var problem = network_problem()
    let opened = Self.withSettings(session.merging(Self.settings) { $1 }) { settings in
      network_session_create(
        runtime.handle, bytes.baseAddress, bytes.count, settings.baseAddress, settings.count, &problem)
    }
    guard let opened else {
      throw NetworkError(
        path: path, "the network cannot be loaded: \(problem.text)\(Self.advice(on: problem.text))")
    }
    self.path = path
    self.session = opened
    contentHash = ContentHash(of: bytes)
    inputs = (0..<network_session_input_count(opened)).map { Port(network_session_input(opened, $0)) }
    outputs = (0..<network_session_output_count(opened)).map { Port(network_session_output(opened, $0)) }
  }

  deinit { network_session_free(session) }

  /// Weights in files of their own would be looked for in the current folder, and be no part of the hash: they are
  /// looked for where there is nothing.
  private static let settings = ["session.model_external_initializers_file_folder_path": "/dev/null"]

  /// What to do about a refusal, by the runtime's words.
  private static func advice(on text: String) -> String {
    if text.lowercased().contains("external data") {
      return "; export it as one file, with its weights inside (external_data=False)"
    }
    if text.contains("rotobuf") || text.contains("INVALID_PROTOBUF") {
      return "; it is no ONNX file, or a part of one: copy it again"
    }
    return ""
  }

  /// The settings as C has them, in the order of their keys.
  private static func withSettings<Result>(
    _ settings: [String: String], _ body: (UnsafeBufferPointer<network_setting>) -> Result
  ) -> Result {
    let texts = settings.sorted { $0.key < $1.key }.map {
      (Array($0.key.utf8CString), Array($0.value.utf8CString))
    }
    let bytes = texts.flatMap { $0.0 + $0.1 }
    return bytes.withUnsafeBufferPointer { buffer in
      var place = buffer.baseAddress
      let entries = texts.map { key, value in
        defer { place = place.map { $0 + key.count + value.count } }
        return network_setting(key: place, value: place.map { $0 + key.count })
      }
      return entries.withUnsafeBufferPointer(body)
    }
  }
}

extension Network {
  /// Runs the graph, and gives the outputs that are named, in this order.
  ///
  /// - Throws: when a name is not in the graph, a shape doesn't fit, or an output holds what is no finite number.
  package func run(
    _ inputs: [(name: String, tensor: Tensor)], integers: [(name: String, values: [Int64])] = [],
    outputs: [String]
  ) throws(NetworkError) -> [Tensor] {
    var problem = network_problem()
    guard let call = network_call_begin(session, &problem) else { throw failure(problem) }
    defer { network_call_end(call) }
    for name in outputs {
      guard network_call_add_output(call, name, &problem) else { throw failure(problem) }
    }
    guard addAndRun(inputs[...], integers[...], call, &problem) else { throw failure(problem) }
    var tensors: [Tensor] = []
    for (index, name) in outputs.enumerated() { tensors.append(try output(index, named: name, of: call)) }
    return tensors
  }

  /// Adds inputs one within the other, as their memory stays in place only that long, and runs at the innermost.
  private func addAndRun(
    _ inputs: ArraySlice<(name: String, tensor: Tensor)>,
    _ integers: ArraySlice<(name: String, values: [Int64])>, _ call: OpaquePointer,
    _ problem: inout network_problem
  ) -> Bool {
    if let first = inputs.first {
      let shape = first.tensor.shape.map(Int64.init)
      return first.tensor.values.withUnsafeBufferPointer { values in
        network_call_add_floats(
          call, first.name, shape, shape.count, values.baseAddress, values.count, &problem)
          && addAndRun(inputs.dropFirst(), integers, call, &problem)
      }
    }
    if let first = integers.first {
      return first.values.withUnsafeBufferPointer { values in
        network_call_add_integers(
          call, first.name, [Int64(values.count)], 1, values.baseAddress, values.count, &problem)
          && addAndRun(inputs, integers.dropFirst(), call, &problem)
      }
    }
    return network_call_run(call, &problem)
  }

  private func output(_ index: Int, named name: String, of call: OpaquePointer) throws(NetworkError) -> Tensor
  {
    var problem = network_problem()
    var tensor = network_tensor()
    guard network_call_output(call, index, &tensor, &problem) else {
      guard problem.status == NETWORK_UNSUPPORTED else { throw failure(problem) }
      throw NetworkError(
        path: path,
        "the output \(name) is \(problem.text), and numbers of 32 or 64 bits are needed: export it so")
    }
    guard tensor.is_finite else {
      throw NetworkError(
        path: path,
        "the output \(name) holds what is no finite number: scale, mean and size in the recipe may not be this network's"
      )
    }
    let shape = UnsafeBufferPointer(start: tensor.shape, count: tensor.rank).map { Int($0) }
    return Tensor(shape: shape, values: Array(UnsafeBufferPointer(start: tensor.values, count: tensor.count)))
  }

  private func failure(_ problem: network_problem) -> NetworkError {
    NetworkError(
      path: path,
      problem.status == NETWORK_NO_MEMORY
        ? "there is not enough memory to run it" : "the network cannot be run: \(problem.text)")
  }
}

extension Network.Port {
  init(_ port: network_port) {
    name = String(cString: port.name)
    shape = UnsafeBufferPointer(start: port.shape, count: port.rank).map { $0 < 0 ? nil : Int($0) }
    isFloat = port.number == NETWORK_FLOAT
  }
}
