import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dec } from './decimal'
import { netProfit } from './net'

const cents = fc.integer({ min: -10_000_000, max: 10_000_000 })

test('net is gross, swap and commission as booked, less the fee whatever its sign', () => {
  fc.assert(
    fc.property(cents, cents, cents, cents, (gross, swap, commission, fee) => {
      const money = (amount: number) => new Dec(amount).dividedBy(100)
      const net = netProfit({
        gross: money(gross),
        swap: money(swap),
        commission: money(commission),
        conversionFee: money(fee),
      })
      expect(net.times(100).toNumber()).toBe(gross + swap + commission - Math.abs(fee))
    }),
  )
})

test('no fee costs nothing', () => {
  const [gross, swap, commission] = [new Dec('0.1'), new Dec('0.2'), new Dec('-0.3')]
  expect(netProfit({ gross, swap, commission, conversionFee: null }).toString()).toBe('0')
})
