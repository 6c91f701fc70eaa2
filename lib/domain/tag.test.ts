import { expect, test } from 'vitest'
import { nextTagColour, TAG_COLOURS, tagKey, tagName } from './tag'

test('a name is kept as it was typed, but for what nobody sees', () => {
  expect(tagName('  London   open ')).toBe('London open')
  expect(tagName('Cafe\u0301')).toBe('Caf\u00e9')
})

test('names that differ in case are one tag', () => {
  expect(tagKey('BREAKOUT ')).toBe(tagKey('breakout'))
  expect(tagKey('breakout')).not.toBe(tagKey('break out'))
})

test('every colour is used once before one is used twice', () => {
  const used: string[] = []
  for (const _ of TAG_COLOURS) used.push(nextTagColour(used))
  expect([...used].sort()).toEqual([...TAG_COLOURS].sort())
  expect(nextTagColour(used)).toBe(TAG_COLOURS[0])
})
