interface Moment {
  at: number
  order: number
  run: (at: number) => void
}

/** Runs what was scheduled in order of time; what is scheduled first goes first on a tie. */
export class Timeline {
  readonly #heap: Moment[] = []
  #scheduled = 0

  schedule(at: number, run: (at: number) => void): void {
    this.#heap.push({ at, order: this.#scheduled, run })
    this.#scheduled += 1
    this.#siftUp(this.#heap.length - 1)
  }

  /**
   * Plays everything due up to and including `until`, and forgets the rest. False when `mayGoOn`
   * ended it before that; calling again goes on.
   */
  playUntil(until: number, mayGoOn: () => boolean = () => true): boolean {
    while (mayGoOn()) {
      const first = this.#takeFirst()
      if (!first || first.at > until) {
        this.#heap.length = 0
        return true
      }
      first.run(first.at)
    }
    return false
  }

  #takeFirst(): Moment | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (first && last && first !== last) {
      this.#heap[0] = last
      this.#siftDown(0)
    }
    return first
  }

  #siftUp(start: number): void {
    let index = start
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapIfEarlier(index, parent)) return
      index = parent
    }
  }

  #siftDown(start: number): void {
    let index = start
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      const earlier = this.#isEarlier(right, left) ? right : left
      if (!this.#swapIfEarlier(earlier, index)) return
      index = earlier
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#isEarlier(child, parent)) return false
    const [above, below] = [this.#heap[parent], this.#heap[child]]
    if (!above || !below) return false
    this.#heap[parent] = below
    this.#heap[child] = above
    return true
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (!a || !b) return false
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }
}
