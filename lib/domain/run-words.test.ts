import { expect, test } from 'vitest'
import { runOutcome } from './run-words'

const say = (at: string) => at.slice(11, 16)
const COMPLETED = {
  kind: 'sync',
  trigger: 'schedule',
  outcome: 'completed',
  added: 0,
  updated: 0,
  removed: 0,
  failed: 0,
  knownUpTo: null,
  reason: null,
} as const

test.each([
  [{ ...COMPLETED, added: 1204, updated: 1 }, '1,204 new deals, 1 known deal updated', 'good'],
  [{ ...COMPLETED, knownUpTo: '2026-07-14T14:05:00Z' }, 'No new trades since 14:05', 'good'],
  [
    { ...COMPLETED, outcome: 'cancelled' as const, reason: 'PAUSED' },
    'Stopped by a pause; what came in stays',
    'off',
  ],
  [COMPLETED, 'No trades in this period', 'good'],
  [
    { ...COMPLETED, kind: 'import' as const, added: 37, failed: 2 },
    '37 new deals, 2 rows not read',
    'act',
  ],
  [
    { ...COMPLETED, kind: 'import' as const, trigger: 'undo' as const, removed: 2 },
    'Undone: 2 deals taken out',
    'good',
  ],
  [
    { ...COMPLETED, kind: 'import' as const, trigger: 'restore' as const, added: 1 },
    'Restored: 1 deal brought back',
    'good',
  ],
  [{ ...COMPLETED, kind: 'import' as const }, 'Nothing new in the file', 'good'],
  [{ ...COMPLETED, outcome: 'running' as const, added: 3 }, '3 new deals so far', 'busy'],
  [{ ...COMPLETED, outcome: 'failed' as const }, 'Nothing came in', 'bad'],
  [
    { ...COMPLETED, outcome: 'cancelled' as const, added: 3 },
    'Stopped by you; what came in stays',
    'off',
  ],
  [
    { ...COMPLETED, outcome: 'cancelled' as const, reason: 'SUPERSEDED' },
    'Stopped; what came in stays',
    'off',
  ],
])('%#: a run in words', (run, text, tone) => {
  expect(runOutcome(run, say)).toMatchObject({ text, tone })
})
