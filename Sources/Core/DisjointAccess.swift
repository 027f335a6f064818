/// Pointers that pieces of parallel work share, each piece touching places of its own only.
///
/// The compiler cannot see that places don't overlap; whoever wraps a pointer in this says so, and that the memory
/// outlives the work.
package struct DisjointAccess<Pointers>: @unchecked Sendable {
  package let pointers: Pointers

  package init(_ pointers: Pointers) {
    self.pointers = pointers
  }
}
