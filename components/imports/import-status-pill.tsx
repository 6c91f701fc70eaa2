import { countOf } from '@/components/format/decimal'
import { Pill } from '@/components/ui/pill'
import type { ImportListItemView } from '@/lib/domain/views/import'

export function ImportStatusPill({ item }: { item: ImportListItemView }) {
  switch (item.status) {
    case 'reading':
      return <Pill tone="busy">Reading</Pill>
    case 'refused':
      return <Pill tone="off">Not readable</Pill>
    case 'needs-answers':
      return <Pill tone="act">Needs an answer</Pill>
    case 'ready':
      return item.counts && item.counts.new + item.counts.fills > 0 ? (
        <Pill tone="act">Waiting for you</Pill>
      ) : (
        <Pill tone="off">Nothing to add</Pill>
      )
    case 'committing':
      return <Pill tone="busy">Adding</Pill>
    case 'done':
      return (
        <Pill tone="good">
          {item.added ? `${countOf(item.added, 'deal')} added` : 'Nothing new'}
        </Pill>
      )
    case 'undoing':
      return <Pill tone="busy">Undoing</Pill>
    case 'undone':
      return <Pill tone="off">Undone</Pill>
    case 'restoring':
      return <Pill tone="busy">Restoring</Pill>
    case 'failed':
      return <Pill tone="bad">Stopped</Pill>
  }
}
