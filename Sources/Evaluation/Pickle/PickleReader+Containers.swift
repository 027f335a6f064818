// Instructions that make and fill containers, and those that remember values.

extension PickleReader {
  mutating func container(_ code: UInt8) throws(PickleError) -> Bool {
    switch code {
    case UInt8(ascii: "]"): push(make(.list, []))
    case UInt8(ascii: "}"): push(make(.dictionary, []))
    case UInt8(ascii: ")"): push(make(.tuple, []))
    case UInt8(ascii: "l"): push(make(.list, try popToMark()))
    case UInt8(ascii: "d"): push(make(.dictionary, try pairs(try popToMark())))
    case UInt8(ascii: "t"): push(make(.tuple, try popToMark()))
    case 0x85, 0x86, 0x87: push(make(.tuple, try popMany(Int(code) - 0x84)))
    case UInt8(ascii: "a"): try extend(.list, with: try popMany(1))
    case UInt8(ascii: "e"): try extend(.list, with: try popToMark())
    case UInt8(ascii: "s"): try extend(.dictionary, with: try popMany(2))
    case UInt8(ascii: "u"): try extend(.dictionary, with: try pairs(try popToMark()))
    default: return false
    }
    return true
  }

  mutating func make(_ kind: PickleNode.Kind, _ items: [PickleItem]) -> PickleItem {
    nodes.append(PickleNode(kind: kind, items: items, place: instructionPlace))
    return .node(nodes.count - 1)
  }

  private mutating func extend(_ kind: PickleNode.Kind, with items: [PickleItem]) throws(PickleError) {
    let node = try topNode(kind)
    nodes[node].items.append(contentsOf: items)
  }

  private mutating func popMany(_ count: Int) throws(PickleError) -> [PickleItem] {
    var items: [PickleItem] = []
    for _ in 0..<count { items.append(try pop()) }
    return items.reversed()
  }

  private func pairs(_ items: [PickleItem]) throws(PickleError) -> [PickleItem] {
    guard items.count.isMultiple(of: 2) else { throw error("a key without a value") }
    return items
  }

  /// Values under numbers, to be used again.
  mutating func remembered(_ code: UInt8) throws(PickleError) -> Bool {
    switch code {
    case UInt8(ascii: "p"): memo[try integer(written: try takeLine())] = try top()
    case UInt8(ascii: "q"): memo[Int(try takeByte())] = try top()
    case UInt8(ascii: "r"): memo[Int(try takeUnsigned(bytes: 4))] = try top()
    case 0x94: memo[memo.count] = try top()
    case UInt8(ascii: "g"): push(try recalled(try integer(written: try takeLine())))
    case UInt8(ascii: "h"): push(try recalled(Int(try takeByte())))
    case UInt8(ascii: "j"): push(try recalled(Int(try takeUnsigned(bytes: 4))))
    default: return false
    }
    return true
  }

  private func recalled(_ number: Int) throws(PickleError) -> PickleItem {
    guard let item = memo[number] else { throw error("nothing was remembered as \(number)") }
    return item
  }
}
