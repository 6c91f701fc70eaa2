/** Same numbers every time: a figure drawn by chance must not change when the page is opened again. */
export const SEED = 20_260_101

/** Mulberry32 (Tommy Ettinger): 32 bits of state, numbers from 0 up to and without 1. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
