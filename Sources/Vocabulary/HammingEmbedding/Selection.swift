/// Finding the k-th smallest number without sorting (Hoare 1961): each round looks only at the side where it is.
enum Selection {
  /// Moves the number that sorting would put at index `place` there, smaller ones before it and larger ones behind,
  /// and returns it. Linear time on average; the pivot is the middle of three, which sorted numbers don't upset.
  static func moveToPlace(_ place: Int, in numbers: inout [Int32]) -> Int32 {
    numbers.withUnsafeMutableBufferPointer { numbers in
      var low = 0
      var high = numbers.count - 1
      while low < high {
        let pivot = middle(numbers[low], numbers[(low + high) / 2], numbers[high])
        var left = low
        var right = high
        while left <= right {
          while numbers[left] < pivot { left += 1 }
          while numbers[right] > pivot { right -= 1 }
          guard left <= right else { break }
          numbers.swapAt(left, right)
          left += 1
          right -= 1
        }
        // low…right are at most the pivot, left…high at least; what is between them is the pivot.
        if place <= right {
          high = right
        } else if place >= left {
          low = left
        } else {
          break
        }
      }
      return numbers[place]
    }
  }

  private static func middle(_ a: Int32, _ b: Int32, _ c: Int32) -> Int32 {
    max(min(a, b), min(max(a, b), c))
  }
}
