import { describe, expect, test } from 'vitest'
import { CONNECTION_COPY } from './connection-copy'
import { CONNECTION_STATES } from './connection-state'

describe.each(CONNECTION_STATES)('the words for %s', (state) => {
  const copy = CONNECTION_COPY[state]

  test('are all there', () => {
    expect(copy.pill.split(/\s+/).length).toBeLessThanOrEqual(3)
    for (const words of [copy.pill, copy.title, copy.body]) expect(words.trim()).not.toBe('')
  })

  test('ask for attention only when the trader can do something, and say what', () => {
    if (copy.tone !== 'act') return
    expect(copy.whoActs).toBe('user')
    expect(copy.main).not.toBeNull()
  })

  test('offer no action twice', () => {
    if (copy.main && copy.second) expect(copy.main.kind).not.toBe(copy.second.kind)
  })
})
