/**
 * When which mail about a broken connection is due: once after an hour, reminders after three and
 * ten days, then no more; and one when it works again, if a mail said that it did not.
 */

export const NOTICE_KINDS = ['broken', 'first-reminder', 'last-reminder', 'recovered'] as const

export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** A connection that waits for its trader: cTrader refused its grant, or gave one to somebody else. */
export type Break = { at: Date; by: 'refused' | 'superseded' }

export type NoticeFacts = {
  /** null while the connection works, and when its trader removed it. */
  broken: Break | null
  /** Mails about the newest break that any was written about, and when each of them was written. */
  told: { breakAt: Date; mails: { kind: NoticeKind; at: Date }[] } | null
  /** The newest grant, and whether everything that was missed before it has come in. */
  repair: { at: Date; caughtUp: boolean } | null
}

export type Notice = { kind: NoticeKind; breakAt: Date; dueAt: Date }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const AFTER_MS = { broken: HOUR_MS, 'first-reminder': 3 * DAY_MS, 'last-reminder': 10 * DAY_MS }
/** Mails that were held back for long do not all come at once. */
const APART_MS = DAY_MS
/** A recovery mail says what was missed, but waits no longer than this to know it. */
const CATCH_UP_MS = HOUR_MS

/** When the first mail about a break that begins now is due. */
export function noticeDueAt(brokenAt: Date): Date {
  return new Date(brokenAt.getTime() + AFTER_MS.broken)
}

/** The next mail, be it due already or not; null when there is none to come. */
export function nextNotice({ broken, told, repair }: NoticeFacts): Notice | null {
  if (broken) return nextAboutBreak(broken, told)
  if (!told || !repair || has(told, 'recovered')) return null
  const waitMs = repair.caughtUp ? 0 : CATCH_UP_MS
  return { kind: 'recovered', breakAt: told.breakAt, dueAt: later(repair.at, waitMs) }
}

function nextAboutBreak(broken: Break, told: NoticeFacts['told']): Notice | null {
  const isOfThisOne = told?.breakAt.getTime() === broken.at.getTime()
  if (!told || !isOfThisOne)
    return { kind: 'broken', breakAt: broken.at, dueAt: noticeDueAt(broken.at) }
  // Somebody who linked the same cTrader ID elsewhere did so on purpose: once is enough.
  if (broken.by === 'superseded') return null
  const kind = (['first-reminder', 'last-reminder'] as const).find((each) => !has(told, each))
  if (!kind) return null
  const newest = Math.max(...told.mails.map(({ at }) => at.getTime()))
  const dueAt = Math.max(broken.at.getTime() + AFTER_MS[kind], newest + APART_MS)
  return { kind, breakAt: broken.at, dueAt: new Date(dueAt) }
}

function has({ mails }: NonNullable<NoticeFacts['told']>, kind: NoticeKind): boolean {
  return mails.some((mail) => mail.kind === kind)
}

function later(at: Date, byMs: number): Date {
  return new Date(at.getTime() + byMs)
}
