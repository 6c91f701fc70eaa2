import { expect, test } from 'vitest'
import { clientAddress } from './client-address'

test('the address is the one our own proxy wrote, not what the client claims', () => {
  const header = '10.0.0.1, 203.0.113.9'
  expect(clientAddress(new Headers({ 'x-forwarded-for': header }))).toBe('203.0.113.9')
  expect(clientAddress({ 'x-forwarded-for': header })).toBe('203.0.113.9')
  expect(clientAddress({ 'x-forwarded-for': ['10.0.0.1', '203.0.113.9'] })).toBe('203.0.113.9')
})

test('without a proxy it is unknown', () => {
  expect(clientAddress({})).toBe('unknown')
  expect(clientAddress(new Headers())).toBe('unknown')
})
