import type { TagColour } from '@/lib/domain/tag'
import type { MoneyView } from './money'

export type TagView = { id: string; name: string; colour: TagColour }

/** A tag with how many trades of the journal have it. */
export type TagUseView = TagView & { trades: number }

/** A tagging that takes back a part of another one. */
export type TagUndo = { tradeIds: string[]; add: string[]; remove: string[] }

/** What the trader added to a trade; all of it empty where nothing was. */
export type TradeNoteView = {
  /** Markdown. */
  text: string
  rating: number | null
  risk: MoneyView | null
  tags: TagView[]
}

export type DayNoteView = { day: string; text: string }
