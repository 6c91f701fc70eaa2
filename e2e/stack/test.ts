import { test as base } from 'playwright/test'
import { type Stack, startStack, type WireFormat } from './start-stack'

export { expect } from 'playwright/test'

/** Requests for history a second that Spotware allows an application. */
const SPOTWARES_PACE = 5

/**
 * What journeys import instead of Playwright's own `test`: pages open on a stack that the Playwright worker
 * shares among its journeys, and `stack` reaches what a user cannot (the mock's controls, the worker process).
 */
export const test = base.extend<
  { keepOutput: undefined },
  { wireFormat: WireFormat; historicalPerSecond: number; scenario: object | null; stack: Stack }
>({
  wireFormat: ['protobuf', { option: true, scope: 'worker' }],
  historicalPerSecond: [SPOTWARES_PACE, { option: true, scope: 'worker' }],
  scenario: [null, { option: true, scope: 'worker' }],
  stack: [
    async ({ wireFormat, historicalPerSecond, scenario }, use) => {
      const stack = await startStack({ format: wireFormat, historicalPerSecond, scenario })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: ({ stack }, use) => use(stack.baseUrl),
  keepOutput: [
    async ({ stack }, use, info) => {
      const before = stack.output().length
      await use(undefined)
      if (info.status !== info.expectedStatus) {
        const printed = stack.output().slice(before)
        await info.attach('what the processes printed', {
          body: printed,
          contentType: 'text/plain',
        })
      }
    },
    { auto: true },
  ],
})
