import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dec } from './decimal'
import { sampleExport } from './sample-export'

const table = (until: Date) => {
  const [header = [], ...rows] = sampleExport(until)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((row) => new Map(header.map((name, column) => [name, row[column] ?? ''])))
}
const instant = (text: string) => {
  const [day = '', time] = text.split(' ')
  return new Date(`${day.split('/').reverse().join('-')}T${time}Z`)
}

test('is the same for the same day, whatever the hour', () => {
  const morning = sampleExport(new Date('2026-11-25T01:00:00Z'))
  expect(sampleExport(new Date('2026-11-25T23:59:59Z'))).toBe(morning)
  expect(sampleExport(new Date('2026-11-26T00:00:00Z'))).not.toBe(morning)
})

test('adds up row by row and down to the balance, in the past, with wins and losses', () => {
  const days = fc.date({
    min: new Date('2025-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(days, (until) => {
      const rows = table(until)
      expect(rows.length).toBeGreaterThan(80)
      let balance = new Dec(10_000)
      for (const row of rows) {
        const money = (name: string) => new Dec(row.get(name) ?? '')
        const net = money('Gross USD').plus(money('Commissions USD')).plus(money('Swap USD'))
        expect(money('Net USD').equals(net)).toBe(true)
        balance = balance.plus(net)
        expect(money('Balance USD').equals(balance)).toBe(true)
        const opened = instant(row.get('Opening time (UTC+0)') ?? '')
        const closed = instant(row.get('Closing time (UTC+0)') ?? '')
        expect(opened < closed && closed < until).toBe(true)
        const way = row.get('Opening direction') === 'Buy' ? 1 : -1
        const moved = money('Closing price').minus(money('Entry price')).times(way)
        expect(moved.times(money('Gross USD')).gte(0)).toBe(true)
      }
      const wins = rows.filter((row) => new Dec(row.get('Net USD') ?? '').gt(0)).length
      expect(wins / rows.length).toBeGreaterThan(0.35)
      expect(wins / rows.length).toBeLessThan(0.7)
    }),
    { numRuns: 20 },
  )
})
