import type { PillTone } from '@/components/ui/pill'
import type { ImportCounts } from '@/lib/domain/views/import'
import type { Verdict } from './import'

/** The words for each verdict, in the order they are shown. */
export const VERDICT_WORDS: {
  verdict: Verdict
  count: keyof ImportCounts
  label: string
  note: string
  /** Once the file was added. */
  after: string
  one: string
  tone: PillTone
}[] = [
  {
    verdict: 'new',
    count: 'new',
    label: 'New',
    note: 'will be added',
    after: 'added',
    one: 'New',
    tone: 'good',
  },
  {
    verdict: 'already-here',
    count: 'alreadyHere',
    label: 'Already here',
    note: 'nothing to do',
    after: 'recognised',
    one: 'Already here',
    tone: 'off',
  },
  {
    verdict: 'differs',
    count: 'differs',
    label: 'Differ',
    note: 'kept as they are here',
    after: 'kept as they were here',
    one: 'Differs',
    tone: 'act',
  },
  {
    verdict: 'problem',
    count: 'problems',
    label: 'Problems',
    note: 'cannot be read, left out',
    after: 'could not be read',
    one: 'Problem',
    tone: 'bad',
  },
  {
    verdict: 'not-a-trade',
    count: 'notTrades',
    label: 'Not trades',
    note: 'cash and summary lines',
    after: 'cash and summary lines',
    one: 'Not a trade',
    tone: 'plain',
  },
]
