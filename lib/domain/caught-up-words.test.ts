import { expect, test } from 'vitest'
import { caughtUpWords } from './caught-up-words'

const FROM = '2026-03-12T14:02:00.000Z'

test.each<[number, string, string]>([
  [17, '2026-03-19T09:00:00.000Z', '17 trades from 12–19 March were added.'],
  [1204, '2026-04-02T09:00:00.000Z', '1,204 trades from 12 March – 2 April were added.'],
  [1, '2026-03-12T15:00:00.000Z', '1 trade from 12 March was added.'],
  [0, '2026-03-19T09:00:00.000Z', 'No trades were missed between 12 March and 19 March.'],
  [0, '2026-03-12T15:10:00.000Z', 'No trades were missed between 14:02 and 15:10 on 12 March.'],
  [
    0,
    '2026-03-12T14:02:40.000Z',
    'No trades were missed: it took less than a minute, at 14:02 on 12 March.',
  ],
])('%i trades until %s', (trades, to, words) => {
  expect(caughtUpWords({ trades, from: FROM, to }, 'UTC').replace(/\s/gu, ' ')).toBe(words)
})

test('days are those of the trader’s zone', () => {
  const caughtUp = { trades: 2, from: '2026-03-12T20:00:00.000Z', to: '2026-03-19T20:00:00.000Z' }
  expect(caughtUpWords(caughtUp, 'Asia/Tokyo')).toBe('2 trades from 13–20 March were added.')
})
