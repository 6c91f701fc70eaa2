import type { Prisma } from '@/lib/db/generated/client'
import type { TagColour } from '@/lib/domain/tag'
import type { TagView, TradeNoteView } from '@/lib/domain/views/notes'
import { moneyView } from '@/lib/journal/money-view'

export const noteParts = {
  tags: { include: { tag: true }, orderBy: { tag: { key: 'asc' } } },
} satisfies Prisma.TradeNoteInclude

export type LoadedNote = Prisma.TradeNoteGetPayload<{ include: typeof noteParts }>

/** @param digits decimals the account's money is shown with */
export function noteView(note: LoadedNote | null, digits: number): TradeNoteView {
  if (!note) return { text: '', rating: null, risk: null, tags: [] }
  const { risk, riskCurrency } = note
  return {
    text: note.text,
    rating: note.rating,
    risk: risk && riskCurrency ? moneyView(risk.toFixed(), riskCurrency, digits) : null,
    tags: note.tags.map(({ tag }) => tagView(tag)),
  }
}

export function tagView({ id, name, colour }: Record<keyof TagView, string>): TagView {
  return { id, name, colour: colour as TagColour }
}
