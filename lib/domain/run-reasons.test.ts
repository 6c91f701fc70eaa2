import { expect, test } from 'vitest'
import { ERROR_CODES, FAILURE_CLASSES } from '@/lib/ctrader/error-codes'
import { runReason } from './run-reasons'

test('every code that somebody must act on says what to do, and where', () => {
  for (const code of ERROR_CODES) {
    const { text, cure } = runReason(code)
    const failureClass = FAILURE_CLASSES[code]
    if (failureClass === 'reconnect-required') expect(cure?.text, code).toMatch(/^Reconnect/)
    if (failureClass === 'account-gone') expect(cure?.at, code).toBe('connection')
    if (failureClass === 'not-approved') expect(cure?.at, code).toBe('upload')
    // What passes by itself asks nothing of the trader, and says what it is rather than a code.
    if (failureClass === 'rate-limited' || failureClass === 'maintenance') {
      expect(cure, code).toBeNull()
      expect(text, code).not.toContain(code)
    }
  }
})

test('a code nobody knows is shown as it is', () => {
  expect(runReason('SOMETHING_NEW').text).toContain('SOMETHING_NEW')
})
