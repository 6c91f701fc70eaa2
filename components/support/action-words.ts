import type { StaffAction } from '@/lib/domain/support/audit-words'
import type { ExplainedConnectionView } from '@/lib/domain/views/support'

/** What an action is called, what comes of it, and what is said afterwards. */
export const STAFF_ACTION_WORDS: Record<
  StaffAction,
  { label: string; outcome: string; done: string; nothing: string }
> = {
  'reconnect-link': {
    label: 'Make a reconnect link',
    outcome:
      'You get an address to send to the trader. It asks them to sign in and then repairs this connection, once, within a day. It gives nothing to anybody else.',
    done: 'The link is made. Send it to the trader.',
    nothing: 'No link was made.',
  },
  'check-now': {
    label: 'Check now',
    outcome:
      'The next check happens at once and reads every followed account. Nothing that is here is taken away.',
    done: 'A check is asked for.',
    nothing: 'A check runs already, so nothing was begun.',
  },
  test: {
    label: 'Test connection',
    outcome:
      'A worker tries it step by step, from cTrader’s answer to the last deal, and shows where it stops. Nothing is changed, and a running sync is not disturbed.',
    done: 'The test is asked for; its steps appear below.',
    nothing: 'A test is under way already; its steps appear below.',
  },
  'renew-now': {
    label: 'Try renewal now',
    outcome: 'The renewal that fails is tried at once instead of at its next turn.',
    done: 'The renewal is being tried.',
    nothing: 'The renewal is being tried at this moment already.',
  },
  pause: {
    label: 'Pause',
    outcome:
      'Nothing is read until somebody ends the pause. Access is kept, trades stay, and the trader reads your reason on the connection.',
    done: 'The connection is paused.',
    nothing: 'It is paused already.',
  },
  resume: {
    label: 'End the pause',
    outcome: 'Reading goes on at once, and what was missed is fetched.',
    done: 'The pause is ended, and a check is asked for.',
    nothing: 'It is not paused any more.',
  },
  'older-history': {
    label: 'Fetch older history',
    outcome:
      'The history of one account is fetched back to that day, and its balances are compared anew afterwards. Nothing that is here is taken away.',
    done: 'Older history is being fetched.',
    nothing: 'It is being fetched already.',
  },
  reread: {
    label: 'Read days again',
    outcome:
      'The last days of one account are read once more: what cTrader corrected or added late comes in. Nothing is taken away, and what is right already stays as it is.',
    done: 'These days are being read again.',
    nothing: 'These days are being read again already.',
  },
  'release-lease': {
    label: 'Release held work',
    outcome:
      'Reading that a worker holds and does not finish is given to another one at once. The first one then writes nothing. Renewals are never taken away.',
    done: 'The work is released; another worker has it in a moment.',
    nothing: 'No worker holds work of this connection just now.',
  },
  'look-in': {
    label: 'Ask to look in',
    outcome:
      'The trader is asked, with your address and reason, whether you may look at accounts, trades and balances, read-only. You see nothing until they allow it, and everything you look at is noted for them.',
    done: 'The trader is asked. It stands below once they answer.',
    nothing: 'You have asked already, or are allowed to look just now.',
  },
  bundle: {
    label: 'Make a support bundle',
    outcome:
      'Codes, counts, times and ids of this connection, to pass on to engineering. No token, no balance, no trade, no row of a file. You see it before you give it away.',
    done: 'The bundle is made. Read it before you give it away.',
    nothing: 'No bundle was made.',
  },
  note: {
    label: 'Leave a note',
    outcome: 'Your words stand in the timeline for the next person. The trader can read them, too.',
    done: 'The note stands in the timeline.',
    nothing: 'The note was not kept.',
  },
}

/** What makes sense as it stands, the advised one first. */
export function actionsOf(view: ExplainedConnectionView): StaffAction[] {
  const advised = view.cases[0].action
  const isPaused = view.paused !== null
  const isHeld = view.agenda.some(({ leaseOwner }) => leaseOwner !== null)
  // A check that was set aside is not made by asking for it.
  const isSetAside = view.cases[0].kind === 'set-aside'
  const isRead = view.nextCheckAt !== null && !isPaused && !isSetAside
  const hasFollowed = isRead && view.accounts.some(({ followed }) => followed)
  const sensible: StaffAction[] = [
    ...(isPaused ? (['resume'] as const) : []),
    ...(isRead ? (['check-now'] as const) : []),
    ...(view.grant ? (['test'] as const) : []),
    ...(view.grant?.renewalFailingSince ? (['renew-now'] as const) : []),
    'reconnect-link',
    ...(hasFollowed ? (['older-history', 'reread'] as const) : []),
    ...(isHeld ? (['release-lease'] as const) : []),
    ...(isRead ? (['pause'] as const) : []),
    'look-in',
    'bundle',
    'note',
  ]
  if (!advised) return sensible
  return [advised, ...sensible.filter((action) => action !== advised)]
}
