import type { ActivityRowView } from '@/lib/domain/views/activity'

type Count = { name: string; of: (run: ActivityRowView) => number }

/** What a run did with the deals, or a file's rows, it met. */
export const RUN_COUNTS: Count[] = [
  { name: 'Read', of: ({ read }) => read },
  { name: 'Added', of: ({ added }) => added },
  { name: 'Updated', of: ({ updated }) => updated },
  { name: 'Skipped', of: ({ skipped }) => skipped },
  { name: 'Failed', of: ({ failed }) => failed },
]
