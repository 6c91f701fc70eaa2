'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { withQuery } from '@/components/api/request'
import { countOf } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { TextLink } from '@/components/ui/text-link'
import { LONGEST_TAG } from '@/lib/domain/tag'
import type { TagUseView } from '@/lib/domain/views/notes'
import { TagMark } from './tag-mark'
import { useDeleteTag, useRenameTag, useTagsThereAre } from './tags'
import { useOfferUndo } from './undo-tagging'

/** All tags, to rename and to delete. Says nothing while there are none. */
export function TagList() {
  const tags = useTagsThereAre()
  if (!tags || tags.length === 0) return null
  return (
    <Section title="Tags">
      <ul className="border-t border-rule">
        {tags.map((tag) => (
          <TagEntry key={tag.id} tag={tag} />
        ))}
      </ul>
    </Section>
  )
}

function TagEntry({ tag }: { tag: TagUseView }) {
  const [renaming, setRenaming] = useState(false)
  const remove = useDeleteTag()
  const offerUndo = useOfferUndo()
  return (
    <li className="border-b border-rule py-1.5">
      {renaming ? (
        <RenameForm tag={tag} onDone={() => setRenaming(false)} />
      ) : (
        <div className="flex min-h-9 items-center gap-3">
          <TagMark tag={tag} className="min-w-0" />
          <TextLink
            href={withQuery('/trades', { tag: tag.id })}
            className="ml-auto text-table whitespace-nowrap"
          >
            {countOf(tag.trades, 'trade')}
          </TextLink>
          <span className="flex">
            <Button
              look="quiet"
              size="icon"
              aria-label={`Rename the tag ${tag.name}`}
              onClick={() => setRenaming(true)}
            >
              <Pencil aria-hidden />
            </Button>
            <Button
              look="quiet"
              size="icon"
              aria-label={`Delete the tag ${tag.name}`}
              onClick={() =>
                remove.mutate(tag.id, {
                  onSuccess: ({ undo }) => offerUndo(`Tag ${tag.name} deleted`, undo),
                })
              }
            >
              <Trash2 aria-hidden />
            </Button>
          </span>
        </div>
      )}
      {remove.error ? <RequestFailure error={remove.error} what="The tag was not deleted" /> : null}
    </li>
  )
}

function RenameForm({ tag, onDone }: { tag: TagUseView; onDone: () => void }) {
  const id = useId()
  const [name, setName] = useState(tag.name)
  const rename = useRenameTag()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '' || name.trim() === tag.name) onDone()
    else rename.mutate({ id: tag.id, name }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <label htmlFor={id} className="sr-only">
        New name of the tag {tag.name}
      </label>
      <div className="flex items-center gap-2">
        <Input
          id={id}
          autoFocus
          value={name}
          maxLength={LONGEST_TAG}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
        />
        <Button type="submit" look="primary" busy={rename.isPending && 'Renaming…'}>
          Rename
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
      {rename.error ? (
        <p role="alert" className="mt-1 text-table text-loss">
          {rename.error.message}
        </p>
      ) : null}
    </form>
  )
}
