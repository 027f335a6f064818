import Foundation

/// Writes ONNX files by hand, small enough to be read here: a graph of a few nodes, in the wire format of protocol
/// buffers, whose field numbers stand beside each message.
struct TinyNetwork {
  /// A node of the graph: what it takes and makes, by name.
  struct Node {
    var operation: String
    var inputs: [String]
    var outputs: [String]
    var attributes: [(name: String, value: Attribute)] = []
  }

  enum Attribute {
    case integer(Int)
    case integers([Int])
    case text(String)
  }

  enum Number: Int {
    case float = 1
    case integer = 7
    case half = 10
  }

  /// An input or output; `nil` in the shape is any length.
  struct Port {
    var name: String
    var shape: [Int?]
    var number = Number.float
  }

  var inputs: [Port]
  var outputs: [Port]
  var nodes: [Node]
  /// Weights, by name.
  var constants: [(name: String, shape: [Int], values: [Float])] = []
  /// A weight that is said to lie in a file beside this one.
  var outsideConstant: String?

  var bytes: [UInt8] {
    // ModelProto: ir_version 1, graph 7, opset_import 8
    Self.field(1, varint: 8) + Self.field(7, graph)
      + Self.field(8, Self.field(1, "") + Self.field(2, varint: 13))
  }

  // GraphProto: node 1, name 2, initializer 5, input 11, output 12
  private var graph: [UInt8] {
    nodes.flatMap { Self.field(1, Self.node($0)) } + Self.field(2, "tiny")
      + constants.flatMap { Self.field(5, Self.constant($0.name, $0.shape, $0.values)) }
      + (outsideConstant.map { Self.field(5, Self.outside($0)) } ?? [])
      + inputs.flatMap { Self.field(11, Self.port($0)) } + outputs.flatMap { Self.field(12, Self.port($0)) }
  }

  // NodeProto: input 1, output 2, op_type 4, attribute 5
  private static func node(_ node: Node) -> [UInt8] {
    node.inputs.flatMap { field(1, $0) } + node.outputs.flatMap { field(2, $0) } + field(4, node.operation)
      + node.attributes.flatMap { field(5, attribute($0.name, $0.value)) }
  }

  // AttributeProto: name 1, i 3, s 4, ints 8, type 20
  private static func attribute(_ name: String, _ value: Attribute) -> [UInt8] {
    switch value {
    case .integer(let number): field(1, name) + field(3, varint: number) + field(20, varint: 2)
    case .text(let text): field(1, name) + field(4, text) + field(20, varint: 3)
    case .integers(let numbers):
      field(1, name) + numbers.flatMap { field(8, varint: $0) } + field(20, varint: 7)
    }
  }

  // TensorProto: dims 1, data_type 2, name 8, raw_data 9
  private static func constant(_ name: String, _ shape: [Int], _ values: [Float]) -> [UInt8] {
    let raw = values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
    return shape.flatMap { field(1, varint: $0) } + field(2, varint: 1) + field(8, name) + field(9, raw)
  }

  // TensorProto: external_data 13 with key 1 and value 2, data_location 14 (1: external)
  private static func outside(_ name: String) -> [UInt8] {
    field(1, varint: 1) + field(2, varint: 1) + field(8, name)
      + field(13, field(1, "location") + field(2, "weights.bin")) + field(14, varint: 1)
  }

  // ValueInfoProto: name 1, type 2; TypeProto: tensor_type 1; its elem_type 1, shape 2; a dim 1: dim_value 1, dim_param 2
  private static func port(_ port: Port) -> [UInt8] {
    let lengths = port.shape.enumerated().flatMap { axis, length in
      field(1, length.map { field(1, varint: $0) } ?? field(2, "\(port.name)\(axis)"))
    }
    return field(1, port.name)
      + field(2, field(1, field(1, varint: port.number.rawValue) + field(2, lengths)))
  }

  private static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(bytes.count) + bytes
  }

  private static func field(_ number: Int, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }

  private static func field(_ number: Int, varint value: Int) -> [UInt8] {
    varint(number << 3) + varint(value)
  }

  private static func varint(_ value: Int) -> [UInt8] {
    var rest = UInt64(bitPattern: Int64(value))
    var bytes: [UInt8] = []
    while rest > 127 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
