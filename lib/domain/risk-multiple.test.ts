import { expect, test } from 'vitest'
import { Dec } from './decimal'
import { riskMultiple } from './risk-multiple'

test.each<[string, string | null, string | null]>([
  ['250', '100', '2.5'],
  ['-100', '100', '-1'],
  ['0', '100', '0'],
  ['250', null, null],
  ['250', '0', null],
])('a net of %s at a risk of %s is %s R', (net, risk, expected) => {
  const multiple = riskMultiple(new Dec(net), risk === null ? null : new Dec(risk))
  expect(multiple?.toFixed() ?? null).toBe(expected)
})
