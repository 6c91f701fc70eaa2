import { Dec } from '@/lib/domain/decimal'

/** 97.5 % of a normal distribution lie below. */
const Z = new Dec('1.959963984540054')

/**
 * 95 % score interval of a share (Wilson 1927): it stays within 0 and 1 and is honest for few.
 *
 * @param of at least one
 */
export function wilson(count: number, of: number): { low: Dec; high: Dec } {
  const rate = new Dec(count).dividedBy(of)
  const squared = Z.pow(2).dividedBy(of)
  const middle = rate.plus(squared.dividedBy(2))
  const spread = rate
    .times(new Dec(1).minus(rate))
    .dividedBy(of)
    .plus(squared.dividedBy(of).dividedBy(4))
    .sqrt()
    .times(Z)
  const end = (side: 1 | -1) => middle.plus(spread.times(side)).dividedBy(squared.plus(1))
  return { low: end(-1), high: end(1) }
}
