/** A repeatable stream of random numbers: the same key always gives the same stream. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [min, max). */
  between(min: number, max: number): number
  /** Whole number in [min, max], both included. */
  integer(min: number, max: number): number
  /** Roughly standard normal, within ±3. */
  gaussian(): number
  chance(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
}

export function createRandom(key: string): Random {
  return new Mulberry(hash(key))
}

/** mulberry32: 32 bits of state are plenty for scenery. One object, for there are very many. */
class Mulberry implements Random {
  #state: number

  constructor(state: number) {
    this.#state = state
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    const state = this.#state
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  between(min: number, max: number): number {
    return min + (max - min) * this.next()
  }

  integer(min: number, max: number): number {
    return min + Math.floor((max - min + 1) * this.next())
  }

  gaussian(): number {
    return (this.next() + this.next() + this.next() - 1.5) * 2
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0]
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
