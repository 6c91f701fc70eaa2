import type { TestStepResult } from '@/lib/domain/support/connection-test'

/** A test of a connection, as far as it has come. */
export type ConnectionTestView = {
  id: string
  askedAt: string
  askedBy: 'user' | 'support'
  startedAt: string | null
  finishedAt: string | null
  /** Without a worker it waits. */
  workerAlive: boolean
  nextAllowedAt: string
  steps: (Omit<TestStepResult, 'failed'> & {
    /** Accounts for which the step failed, by name. */
    failed: { accountId: string; account: string; code: string }[]
  })[]
}
