import type { ConnectionState } from '@/lib/domain/connection-state'
import type { TestStepResult } from '@/lib/domain/support/connection-test'

/** What support needs to know of a trouble: codes, counts, times and ids. Everything in it is named here. */
export type SupportBundle = {
  madeAt: string
  versions: { tallybook: string; node: string; database: string | null }
  /** The error whose card it was made from. */
  error: { code: string; reference: string | null; page: string | null } | null
  connection: BundledConnection | null
  /** The newest files, or the one that was asked about; never a value of a row. */
  imports: BundledImport[]
}

type BundledConnection = {
  id: string
  platform: string
  state: ConnectionState
  reason: string | null
  since: string | null
  linkedAt: string
  lastSuccessAt: string | null
  lastFailureAt: string | null
  tradesUpTo: string | null
  nextCheckAt: string | null
  workerAlive: boolean
  access: {
    scope: string
    endsAt: string
    renewedAt: string
    renewalFailingSince: string | null
    failuresInARow: number
  } | null
  accounts: {
    id: string
    environment: 'live' | 'demo' | null
    followed: boolean
    archived: boolean
    goneSince: string | null
    unreadable: string | null
    completeFrom: string | null
    readUpTo: string | null
    historyComplete: boolean
    addsUp: boolean | null
  }[]
  agenda: { kind: string; dueAt: string; attempts: number; lastReason: string | null }[]
  errors: { code: string; count: number; firstAt: string; lastAt: string }[]
  runs: {
    id: string
    trigger: string
    startedAt: string
    finishedAt: string | null
    outcome: string
    failed: number
    reason: string | null
  }[]
  /** The newest test. */
  test: {
    askedAt: string
    finishedAt: string | null
    steps: Pick<TestStepResult, 'step' | 'outcome' | 'tookMs' | 'code'>[]
  } | null
  timeline: { at: string; who: string; kind: string; code: string | null }[]
}

type BundledImport = {
  id: string
  accountId: string
  state: string
  uploadedAt: string
  sizeBytes: number
  refusal: string | null
  /** Columns by the names we know; null for one that we do not, whose name may be anything. */
  columns: (string | null)[]
  counts: Record<string, number> | null
  /** Why rows could not be read, with the first lines of each cause. */
  problems: { cause: string; rows: number; lines: number[] }[]
}

/** The same twice: for a program, and to read before it is given away. */
export type SupportBundleView = { bundle: SupportBundle; text: string }
