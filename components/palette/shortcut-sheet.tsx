'use client'

import { Fragment } from 'react'
import { DESTINATIONS, SETTINGS } from '@/components/journal-shell/destinations'
import { Key } from './key'
import { useModifierName } from './modifier-name'
import { Sheet } from './sheet'

type Shortcut = { keys: string[]; does: string }

const SECTIONS: { where: string; shortcuts: Shortcut[] }[] = [
  {
    where: 'Go to',
    shortcuts: [...DESTINATIONS, SETTINGS].map(({ key, label }) => ({
      keys: ['g', key],
      does: label,
    })),
  },
  {
    where: 'In the list of trades',
    shortcuts: [
      { keys: ['j', '↓'], does: 'Next trade' },
      { keys: ['k', '↑'], does: 'Previous trade' },
      { keys: ['Enter'], does: 'Open the trade' },
      { keys: ['x'], does: 'Select it, or no longer' },
      { keys: ['n'], does: 'Write its note' },
      { keys: ['Esc'], does: 'Select none' },
    ],
  },
  {
    where: 'On a trade',
    shortcuts: [
      { keys: ['j'], does: 'Next trade of the list' },
      { keys: ['k'], does: 'Previous trade of the list' },
    ],
  },
  {
    where: 'In the calendar',
    shortcuts: [
      { keys: ['←', '↑', '→', '↓'], does: 'Another day' },
      { keys: ['Page Up'], does: 'The month before' },
      { keys: ['Page Down'], does: 'The month after' },
      { keys: ['Enter'], does: 'Open the day' },
      { keys: ['Esc'], does: 'Close the day' },
    ],
  },
]

/** Every key that does something, opened by the question mark. */
export function ShortcutSheet() {
  const modifier = useModifierName()
  const everywhere: Shortcut[] = [
    { keys: [modifier, 'K'], does: 'Go to a page, an account, a tag, or do something' },
    { keys: ['?'], does: 'These keys' },
  ]
  return (
    <Sheet title="Keys" titleShown className="overflow-y-auto p-6">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <div tabIndex={0} className="mt-4 grid gap-x-10 gap-y-6 outline-none sm:grid-cols-2">
        {[{ where: 'Everywhere', shortcuts: everywhere }, ...SECTIONS].map(
          ({ where, shortcuts }) => (
            <section key={where} aria-label={where}>
              <h3 className="mb-2 text-xs font-medium text-ink-soft">{where}</h3>
              <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5 text-sm">
                {shortcuts.map(({ keys, does }) => (
                  <Fragment key={does}>
                    <dt className="flex gap-1">
                      {keys.map((key) => (
                        <Key key={key}>{key}</Key>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ),
        )}
      </div>
    </Sheet>
  )
}
