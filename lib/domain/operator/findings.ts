import type { FleetView } from '@/lib/domain/views/operator'

/** Something an operator has to know, with what to do about it. */
export type Finding = {
  kind:
    | 'no-worker'
    | 'no-slot'
    | 'set-aside'
    | 'app-refused'
    | 'grants-ended'
    | 'provider-failing'
    | 'behind'
    | 'mails-failed'
    | 'does-not-add-up'
    | 'slow-database'
  level: 'bad' | 'warning'
  text: string
  step: string
}

/** Work is claimed within a second or two: so late, the workers do not keep up. */
const BEHIND_SECONDS = 60
const SLOW_DATABASE_MS = 250
/** As for the state of a connection: from half on it is cTrader and not the connections. */
const PROVIDER_DOWN_SHARE = 0.5
/** As for support's decision: from so many within an hour on it is no single trader's doing. */
const MANY_REFUSALS = 3
const MANY_REFUSALS_SHARE = 0.2

/** What is wrong, the worst first; nothing when all is well. */
export function findings(fleet: FleetView): Finding[] {
  const { workers, queues, environments, mails, database } = fleet
  const lag = lagSeconds(fleet)
  const setAside = sum(queues.map((queue) => queue.setAside))
  const found: (Finding | null)[] = [
    workers.length === 0
      ? {
          kind: 'no-worker',
          level: 'bad',
          text: 'No worker is running: nothing is synced, imported or mailed.',
          step: 'Start one with “npm run worker”; everything goes on by itself then.',
        }
      : workers.every(({ slot }) => slot === null)
        ? {
            kind: 'no-slot',
            level: 'bad',
            text: 'Workers run, but none holds a slot: nobody talks to cTrader.',
            step: 'A slot is free five seconds after its holder died. If this stays, compare the clocks of the machines.',
          }
        : null,
    ...environments.map((environment) => ofEnvironment(environment)),
    setAside > 0
      ? {
          kind: 'set-aside',
          level: 'bad',
          text: `${count(setAside, 'piece of work has', 'pieces of work have')} been set aside: our own code failed on it again and again.`,
          step: 'Look the reference up in the logs, mend the cause, then drive it again below.',
        }
      : null,
    workers.length > 0 && lag > BEHIND_SECONDS
      ? {
          kind: 'behind',
          level: 'warning',
          text: `Work waits: the oldest has been due for ${minutes(lag)}.`,
          step: 'Reading from cTrader is limited by its pace. If imports or mails wait as well, start another worker.',
        }
      : null,
    mails.failed > 0
      ? {
          kind: 'mails-failed',
          level: 'warning',
          text: `${count(mails.failed, 'mail', 'mails')} could not be sent within three days.`,
          step: 'See why in the outbox, mend SMTP_URL, then drive them again below.',
        }
      : null,
    fleet.accountsThatDoNotAddUp > 0
      ? {
          kind: 'does-not-add-up',
          level: 'warning',
          text: `${count(fleet.accountsThatDoNotAddUp, 'account does', 'accounts do')} not add up to the broker’s balance.`,
          step: 'Most mend themselves at the next reading. What stays is for engineering: nothing is hidden from its trader.',
        }
      : null,
    database.answeredInMs > SLOW_DATABASE_MS
      ? {
          kind: 'slow-database',
          level: 'warning',
          text: `The database took ${Math.round(database.answeredInMs)} ms to answer the simplest question.`,
          step: 'Look at its load, its disk and its number of connections.',
        }
      : null,
  ]
  const wrong = found.filter((finding) => finding !== null)
  return [
    ...wrong.filter(({ level }) => level === 'bad'),
    ...wrong.filter(({ level }) => level === 'warning'),
  ]
}

function ofEnvironment(environment: FleetView['environments'][number]): Finding | null {
  const { platform, total, failing, refusedLastHour, notApproved } = environment
  if (notApproved > 0)
    return {
      kind: 'app-refused',
      level: 'bad',
      text: `“${platform}” does not accept our application: ${notApproved} of ${total} connections wait.`,
      step: 'Look at the application at openapi.ctrader.com: its approval, its id and its secret.',
    }
  if (refusedLastHour >= MANY_REFUSALS && refusedLastHour >= total * MANY_REFUSALS_SHARE)
    return {
      kind: 'grants-ended',
      level: 'bad',
      text: `“${platform}” ended the access of ${refusedLastHour} connections within the last hour.`,
      step: 'That is the application’s approval or secret, not the traders: look there before anybody is asked to reconnect.',
    }
  if (failing > 1 && failing / total >= PROVIDER_DOWN_SHARE)
    return {
      kind: 'provider-failing',
      level: 'warning',
      text: `“${platform}” does not answer: ${failing} of ${total} connections fail.`,
      step: 'Wait; checking goes on by itself, and nobody is told to reconnect.',
    }
  return null
}

/** How long the oldest work has been due that is in nobody's hands, in seconds. */
export function lagSeconds({ queues, at }: Pick<FleetView, 'queues' | 'at'>): number {
  const dueAt = queues.flatMap(({ oldestDueAt }) => (oldestDueAt ? [Date.parse(oldestDueAt)] : []))
  return Math.max(0, (Date.parse(at) - Math.min(Date.parse(at), ...dueAt)) / 1000)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

function minutes(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds / 60))
  return count(whole, 'minute', 'minutes')
}
