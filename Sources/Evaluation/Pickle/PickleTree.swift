import Core

/// Turns the flat table of a pickle's containers into a tree.
///
/// Each container is converted once, however often it is referred to: a list of twice the same list of twice the same
/// list … has as many nodes as it has depths, not two to that power. One that holds itself is no tree and refused.
struct PickleTree {
  /// Containers within each other, as in JSON.
  static let depthLimit = 512

  private enum State {
    case untouched
    case inWork
    /// `height`: containers within each other, this one included.
    case done(JSONValue, height: Int)
  }

  private let nodes: [PickleNode]
  private var states: [State]

  init(nodes: [PickleNode]) {
    self.nodes = nodes
    states = [State](repeating: .untouched, count: nodes.count)
  }

  mutating func value(of item: PickleItem, at place: Int) throws(PickleError) -> JSONValue {
    try converted(item, at: place, depth: 0).value
  }

  private mutating func converted(
    _ item: PickleItem, at place: Int, depth: Int
  ) throws(PickleError) -> (value: JSONValue, height: Int) {
    switch item {
    case .none: return (.null, 0)
    case .bool(let value): return (.bool(value), 0)
    case .float(let value): return (.number(value), 0)
    case .text(let text): return (.string(text), 0)
    case .node(let node): return try converted(node: node, depth: depth + 1)
    case .integer(let value):
      guard Double(value).magnitude <= 0x1p53 else {
        throw PickleError(place: place, message: "a whole number beyond 2^53")
      }
      return (.number(Double(value)), 0)
    case .known: throw PickleError(place: place, message: "a name where data is expected")
    }
  }

  private mutating func converted(node: Int, depth: Int) throws(PickleError) -> (
    value: JSONValue, height: Int
  ) {
    let place = nodes[node].place
    switch states[node] {
    case .done(let value, let height): return (value, height)
    case .inWork: throw PickleError(place: place, message: "a container that holds itself")
    case .untouched: break
    }
    states[node] = .inWork
    guard depth <= Self.depthLimit else { throw tooDeep(place) }
    var children: [JSONValue] = []
    var height = 1
    for item in nodes[node].items {
      let child = try converted(item, at: place, depth: depth)
      children.append(child.value)
      height = max(height, child.height + 1)
    }
    guard height <= Self.depthLimit else { throw tooDeep(place) }
    let value = try container(nodes[node], children)
    states[node] = .done(value, height: height)
    return (value, height)
  }

  private func container(_ node: PickleNode, _ children: [JSONValue]) throws(PickleError) -> JSONValue {
    switch node.kind {
    case .list, .tuple, .array: return .array(children)
    case .bytes:
      guard let text = String(validating: node.bytes, as: UTF8.self) else {
        throw PickleError(place: node.place, message: "bytes that are no text")
      }
      return .string(text)
    case .elementType: throw PickleError(place: node.place, message: "a type where data is expected")
    case .dictionary:
      var object = JSONObject()
      for index in stride(from: 0, to: children.count, by: 2) {
        guard let key = children[index].string else {
          throw PickleError(place: node.place, message: "a dictionary with a key that is no text")
        }
        object.set(key, children[index + 1])
      }
      return .object(object)
    }
  }

  private func tooDeep(_ place: Int) -> PickleError {
    PickleError(place: place, message: "more than \(Self.depthLimit) containers within each other")
  }
}
