'use client'

import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useActions } from './actions'
import { closeSheet } from './open-palette'
import type { PaletteEntry } from './palette-entry'
import { usePlaces } from './places'
import { Sheet } from './sheet'

/** One field that leads anywhere: type a few letters, Enter goes. */
export function Palette() {
  const router = useRouter()
  const places = usePlaces()
  const actions = useActions()
  const run = (entry: PaletteEntry) => {
    closeSheet()
    if ('to' in entry) router.push(entry.to)
    else entry.act()
  }
  return (
    <Sheet title="Go to, or do">
      <Command label="Go to, or do" loop className="flex max-h-[76vh] flex-col">
        <Command.Input
          autoFocus
          placeholder="A page, an account, a tag, or something to do"
          className="h-12 w-full shrink-0 border-b border-rule bg-surface px-4 text-ink outline-none placeholder:text-ink-faint touch:text-base"
        />
        <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-8 text-center text-ink-soft">
            Nothing is called so.
          </Command.Empty>
          {[...places, { heading: 'Do', entries: actions }].map(({ heading, entries }) =>
            entries.length === 0 ? null : (
              <Command.Group
                key={heading}
                heading={heading}
                className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-soft"
              >
                {entries.map((entry) => (
                  <Command.Item
                    key={entry.id}
                    value={entry.id}
                    keywords={[entry.label, ...(entry.hint ? [entry.hint] : [])]}
                    onSelect={() => run(entry)}
                    className="flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 select-none data-[selected=true]:bg-hover touch:h-11"
                  >
                    <entry.icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
                    <span className="truncate">{entry.label}</span>
                    {entry.hint ? (
                      <span className="ml-auto shrink-0 text-table text-ink-soft">
                        {entry.hint}
                      </span>
                    ) : null}
                  </Command.Item>
                ))}
              </Command.Group>
            ),
          )}
        </Command.List>
      </Command>
    </Sheet>
  )
}
