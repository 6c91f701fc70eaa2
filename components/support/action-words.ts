import type { ExplainedConnectionView, StaffAction } from '@/lib/domain/views/support'

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
  // A check that was set aside is not made by asking for it.
  const isSetAside = view.cases[0].kind === 'set-aside'
  const isRead = view.nextCheckAt !== null && !isPaused && !isSetAside
  const sensible: StaffAction[] = [
    ...(isPaused ? (['resume'] as const) : []),
    ...(isRead ? (['check-now'] as const) : []),
    ...(view.grant?.renewalFailingSince ? (['renew-now'] as const) : []),
    'reconnect-link',
    ...(isRead ? (['pause'] as const) : []),
    'note',
  ]
  if (!advised) return sensible
  return [advised, ...sensible.filter((action) => action !== advised)]
}
