'use client'

import { X } from 'lucide-react'
import { useId } from 'react'
import { RequestFailure } from '@/components/ui/request-failure'
import type { TagView } from '@/lib/domain/views/notes'
import { TagInput } from './tag-input'
import { TagMark } from './tag-mark'
import { useTagTrades } from './tags'

/** The tags of one trade, to add to and take from. */
export function TradeTags({ tradeId, tags }: { tradeId: string; tags: TagView[] }) {
  const change = useTagTrades()
  const titleId = useId()
  const remove = (name: string) => change.mutate({ tradeIds: [tradeId], remove: [name] })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in rows
    <div role="group" aria-labelledby={titleId}>
      <div id={titleId} className="mb-1.5 text-table font-medium">
        Tags
      </div>
      {tags.length > 0 ? (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag.id}>
              <TagMark tag={tag} className="h-7 pr-0.5 touch:h-11">
                <button
                  type="button"
                  aria-label={`Remove the tag ${tag.name}`}
                  onClick={() => remove(tag.name)}
                  className="flex size-6 items-center justify-center rounded-full text-ink-faint hover:bg-hover hover:text-ink touch:size-10"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </TagMark>
            </li>
          ))}
        </ul>
      ) : null}
      <TagInput
        label="Add a tag"
        taken={tags.map(({ name }) => name)}
        onAdd={(name) => change.mutate({ tradeIds: [tradeId], add: [name] })}
        onRemoveLast={() => {
          const last = tags.at(-1)
          if (last) remove(last.name)
        }}
      />
      {change.error ? (
        <RequestFailure className="mt-2" error={change.error} what="The tags were not changed" />
      ) : null}
    </div>
  )
}
