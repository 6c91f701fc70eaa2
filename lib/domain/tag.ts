/** Colours of the mark beside a tag's name: tokens of app/globals.css. */
export const TAG_COLOURS = ['teal', 'blue', 'violet', 'rose', 'amber', 'slate'] as const
export type TagColour = (typeof TAG_COLOURS)[number]

export const LONGEST_TAG = 40

/** A name as it is kept: without what nobody sees. */
export function tagName(typed: string): string {
  return typed.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/** Two names with one key are one tag. */
export function tagKey(typed: string): string {
  return tagName(typed).toLowerCase()
}

/** The colour used least so far; the first of those when several are. */
export function nextTagColour(used: readonly string[]): TagColour {
  const times = (colour: TagColour) => used.filter((each) => each === colour).length
  return TAG_COLOURS.reduce((least, colour) => (times(colour) < times(least) ? colour : least))
}
