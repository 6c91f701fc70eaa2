import { expect, test } from 'vitest'
import { historyStart, isHistoryWhole } from './history-start'

const day = (text: string) => new Date(`${text}T00:00:00Z`)

test.each([
  ['everything', '2023-05-01', null, '2023-05-01', true],
  ['everything of an account of unknown age', null, null, '2010-01-01', true],
  ['a part', '2023-05-01', '2024-01-01', '2024-01-01', false],
  ['more than there is', '2023-05-01', '2020-01-01', '2023-05-01', true],
] as const)('%s', (_, registered, wanted, start, whole) => {
  const wish = {
    registeredAt: registered ? day(registered) : null,
    historyWantedFrom: wanted ? day(wanted) : null,
  }
  expect(historyStart(wish)).toEqual(day(start))
  expect(isHistoryWhole(wish)).toBe(whole)
})
