import Core

/// A tree of clusterings, level by level: the descriptors of each node are gathered into `branching` children, whose
/// descriptors are gathered again. A node with too few descriptors for that stays as it is, so there may be fewer leaves than
/// branching to the power of depth.
struct HierarchicalClustering {
  let options: ClusteringOptions

  /// The root: all descriptors, one centre.
  func start(_ descriptors: Matrix<UInt8>) -> ClusteringState {
    let assignment = [UInt32](repeating: 0, count: descriptors.rowCount)
    let members = Members(of: assignment, wordCount: 1)
    var centres = Centres(
      rows: Matrix(
        columnCount: descriptors.columnCount, elements: [UInt8](repeating: 0, count: descriptors.columnCount))
    )
    members.moveToMeans(&centres, of: descriptors, jobs: 1)
    return ClusteringState(round: 0, centres: centres, assignment: assignment)
  }

  /// One level: every node's children take its place. Nodes are independent of each other, so they go to the threads.
  func step(_ state: inout ClusteringState, _ descriptors: Matrix<UInt8>) -> ClusteringRound {
    let members = Members(of: state.assignment, wordCount: state.centres.count)
    let (level, parents) = (state.round, state.centres)
    let nodes = Parallel.map(count: parents.count, jobs: options.jobs) { node in
      children(
        of: members.rows(ofWord: node), node: node, level: level, parent: parents.rows[node], descriptors)
    }
    var centres = Matrix<UInt8>(columnCount: descriptors.columnCount)
    var (error, moved) = (0.0, 0)
    for (node, children) in nodes.enumerated() {
      let first = UInt32(centres.rowCount)
      for (row, child) in zip(members.rows(ofWord: node), children.assignment) {
        state.assignment[Int(row)] = first + child
      }
      for child in 0..<children.centres.count { centres.append(row: children.centres.rows[child]) }
      error += children.error
      moved += children.centres.count > 1 ? children.assignment.count : 0
    }
    state.centres = Centres(rows: centres)
    state.round += 1
    return ClusteringRound(
      round: state.round, rounds: options.depth, meanSquaredError: error / Double(descriptors.rowCount),
      movedShare: Double(moved) / Double(descriptors.rowCount))
  }

  private struct Children: Sendable {
    let centres: Centres
    let assignment: [UInt32]
    let error: Double
  }

  private func children(
    of rows: ArraySlice<UInt32>, node: Int, level: Int, parent: ArraySlice<UInt8>,
    _ descriptors: Matrix<UInt8>
  ) -> Children {
    var own = Matrix<UInt8>(columnCount: descriptors.columnCount)
    for row in rows { own.append(row: descriptors[Int(row)]) }
    var centres = Centres(rows: Matrix(columnCount: descriptors.columnCount, elements: Array(parent)))
    if rows.count >= options.branching {
      var flat = ClusteringOptions(wordCount: options.branching)
      flat.rounds = options.rounds
      flat.start = options.start
      flat.seed = options.seed &+ UInt64(level) << 32 &+ UInt64(node)
      centres = FlatClustering(options: flat, exact: true).centres(of: own)
    }
    let found = ExactSearch(centres).assign(own, jobs: 1)
    return Children(centres: centres, assignment: found.words, error: Double(found.squaredError))
  }
}
