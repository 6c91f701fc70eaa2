'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { cn } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import { LONGEST_TAG, tagKey, tagName } from '@/lib/domain/tag'
import { TagMark } from './tag-mark'
import { useTags } from './tags'

const MOST_OFFERED = 8

/**
 * A field that offers the tags there are and takes new ones: arrows choose, Enter or a comma adds,
 * Backspace in the empty field takes the last one off.
 */
export function TagInput(props: {
  label: string
  /** Names that are there already and not offered again. */
  taken: string[]
  autoFocus?: boolean
  /** What it offers stands below the field instead of floating over what follows. */
  inPopover?: boolean
  onAdd: (name: string) => void
  onRemoveLast?: () => void
}) {
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(-1)
  const [open, setOpen] = useState(false)
  const listId = useId()
  const taken = new Set(props.taken.map(tagKey))
  const wanted = tagKey(typed)
  const tags = useTags().filter(({ name }) => !taken.has(tagKey(name)))
  const matching = tags.filter(({ name }) => tagKey(name).includes(wanted)).slice(0, MOST_OFFERED)
  const shown = open && matching.length > 0

  const add = (name: string) => {
    const clean = tagName(name)
    setTyped('')
    setActive(-1)
    if (clean !== '' && !taken.has(tagKey(clean))) props.onAdd(clean)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((now) => Math.max(-1, Math.min(matching.length - 1, now + step)))
    } else if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault()
      add(matching[active]?.name ?? typed)
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Backspace' && typed === '') props.onRemoveLast?.()
  }
  return (
    <div className="relative min-w-0 flex-1">
      <Input
        role="combobox"
        aria-label={props.label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        autoFocus={props.autoFocus}
        maxLength={LONGEST_TAG}
        placeholder="Add a tag"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(-1)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <div
        id={listId}
        role="listbox"
        aria-label="Tags there are"
        hidden={!shown}
        className={cn(
          'mt-1 max-h-64 overflow-y-auto p-1',
          !props.inPopover &&
            'absolute inset-x-0 top-full z-30 rounded-lg border border-rule bg-surface shadow-raised',
        )}
      >
        {matching.map((tag, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
          <div
            key={tag.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field must not lose the focus before the choice is taken.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(tag.name)}
            className={cn(
              'flex h-8 cursor-pointer items-center justify-between gap-3 rounded-md px-2 hover:bg-hover touch:h-11',
              index === active && 'bg-hover',
            )}
          >
            <TagMark tag={tag} className="border-0 bg-transparent px-0 text-sm" />
            <span className="text-xs text-ink-faint tabular-nums">{tag.trades}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
