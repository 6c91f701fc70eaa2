import { NumbersSeen } from './numbers-seen'

/**
 * Texts, each once, without keeping them: by 53 bits of their hash. Among a million different texts
 * two are taken for one in fewer than one file of ten thousand, which is good enough for a count.
 */
export class TextsSeen {
  private readonly hashes = new NumbersSeen()

  /** @returns whether it was seen for the first time */
  add(text: string): boolean {
    return this.hashes.add(hashOf(text))
  }
}

/** Two rounds of multiply and fold over 32 bits each, put together to 53; never zero. */
function hashOf(text: string): number {
  let one = 0xdead_beef
  let two = 0x41c6_ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 2_654_435_761)
    two = Math.imul(two ^ code, 1_597_334_677)
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909)
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
  return 0x1_0000_0000 * (two & 0x1f_ffff) + (one >>> 0) || 1
}
