import { expect, test } from 'vitest'
import { idParameter } from './id-parameter'

test('an id is taken from the address; anything else is simply not there', () => {
  const id = '7f0c1a52-6d0f-4c0e-9b39-2b3f5a1d9c11'
  expect(idParameter({ id }, 'id')).toBe(id)
  for (const wrong of ['', '1', `${id}'`, '../secret', 'undefined'])
    expect(() => idParameter({ id: wrong }, 'id')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    )
  expect(() => idParameter({}, 'id')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})
