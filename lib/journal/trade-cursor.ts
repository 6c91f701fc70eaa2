import { z } from 'zod'
import { TRADE_SORTS, type TradeSort } from '@/lib/domain/views/trades'
import { text } from '@/lib/text'
import type { TradePlace } from './trade-order'

const instant = z.iso.datetime()
const amount = z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/)

/** What a trade can be ordered by, as `TradePlace` says it. */
const KEYS: Record<TradeSort, z.ZodType<string | null>> = {
  closedAt: instant,
  openedAt: instant.nullable(),
  symbol: text(200),
  lots: amount,
  net: amount,
  pips: amount.nullable(),
}

const Told = z.tuple([z.enum(TRADE_SORTS), z.string().nullable(), instant, z.uuid()])

/** A place in a list as text for an address: it holds nothing but what the list itself shows. */
export function cursorOf({ key, closedAt, id }: TradePlace, sort: TradeSort): string {
  return Buffer.from(JSON.stringify([sort, key, closedAt, id])).toString('base64url')
}

/** The place a cursor names, or null when it is none of this order. */
export function placeOf(cursor: string, sort: TradeSort): TradePlace | null {
  const told = Told.safeParse(parsed(cursor))
  if (!told.success || told.data[0] !== sort) return null
  const key = KEYS[sort].safeParse(told.data[1])
  if (!key.success) return null
  return { key: key.data, closedAt: told.data[2], id: told.data[3] }
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}
