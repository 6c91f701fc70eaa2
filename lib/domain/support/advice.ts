import type { CaseKind, SupportCase } from './case'
import type { CaseFacts } from './case-facts'
import { stuckRuns } from './stuck-runs'

type Words = Omit<SupportCase, 'kind'>

/** The words of a case, with its own facts in them. */
export function advice(kind: CaseKind, facts: CaseFacts): SupportCase {
  return { kind, ...WORDS[kind](facts) }
}

const WAIT = null

const WORDS: Record<CaseKind, (facts: CaseFacts) => Words> = {
  'grant-ended': ({ reason, refusals }) => ({
    cause:
      reason === 'ANSWER_LOST'
        ? 'cTrader’s answer to a renewal was lost on its way, and the old access had ended with it.'
        : 'cTrader ended the access of this one connection: it was revoked, the password was changed, or it ran out.',
    step: 'Send the reconnect link; what was missed is fetched after it.',
    because: `cTrader refused the grant${coded(reason)}; ${othersEnded(refusals)}.`,
    action: 'reconnect-link',
  }),
  'grants-ended-together': ({ reason, refusals }) => ({
    cause:
      'cTrader ended the access of many connections at once, so it is our app’s approval or its secret, not this trader.',
    step: 'Open an incident on the first page of Support and tell the operator; write to no trader and send no reconnect link yet.',
    because: `cTrader refused ${refusals.lastHour} of ${refusals.total} connections of this environment within the last hour${coded(reason)}.`,
    action: WAIT,
  }),
  'app-refused': ({ reason }) => ({
    cause: 'cTrader does not accept our application just now, which stops every connection of it.',
    step: 'Open an incident on the first page of Support and tell the operator; the trader can do nothing, and can upload files meanwhile.',
    because: `cTrader refused the application and not the trader’s access${coded(reason)}.`,
    action: WAIT,
  }),
  'environment-missing': () => ({
    cause: 'This environment was taken out of our settings, so nothing of it can be read.',
    step: 'Ask the operator to put it back; the trader has nothing to reconnect.',
    because: 'The connection’s environment is not configured (PLATFORM_NOT_CONFIGURED).',
    action: WAIT,
  }),
  superseded: () => ({
    cause: 'Another Tallybook user linked the same cTrader ID, which ended this access.',
    step: 'Ask the trader which journal should have it; if it is this one, send the reconnect link, which ends the other.',
    because: 'The connection was superseded; cTrader keeps one access per cTrader ID.',
    action: 'reconnect-link',
  }),
  'provider-outage': ({ state, others, waitsUntil, reason }) => ({
    cause:
      state === 'maintenance'
        ? 'cTrader is under maintenance, so nothing can be read from it.'
        : 'cTrader is not answering, for others as well as for this trader.',
    step: 'Wait and tell the trader so; checking goes on by itself and nothing is lost.',
    because:
      state === 'maintenance'
        ? `cTrader said so${waitsUntil ? `, until ${said(waitsUntil)}` : ''}.`
        : others.total > 0
          ? `${others.failing} of ${others.total} other connections of this environment fail too${coded(reason)}.`
          : `There is no other connection to compare with${coded(reason)}.`,
    action: WAIT,
  }),
  'link-failing': ({ others, reason }) => ({
    cause: 'This connection alone cannot be read, while others of the same environment work.',
    step: 'Press “Check now”; if it fails again, send the reconnect link.',
    because: `${others.total - others.failing} of ${others.total} others work${coded(reason)}.`,
    action: 'check-now',
  }),
  throttled: ({ waitsUntil }) => ({
    cause: 'cTrader asked us to slow down, so checks wait.',
    step: 'Wait; it goes on by itself in a moment and nothing is lost.',
    because: waitsUntil ? `It waits until ${said(waitsUntil)}.` : 'Its last answer said so.',
    action: WAIT,
  }),
  'no-trades': noTrades,
  'history-limit': ({ accounts }) => {
    const limited = accounts.flatMap(({ name, historyLimitAt, registeredAt }) =>
      historyLimitAt ? [gap(name, historyLimitAt, registeredAt)] : [],
    )
    return {
      cause: 'cTrader offers no older trades than those that are here.',
      step: `Send the export guide and ask for a file of the missing time: ${limited.join('; ')}.`,
      because: 'The history was read back as far as it goes and does not begin at zero.',
      action: WAIT,
    }
  },
  'account-fails': ({ accounts }) => {
    const bad = troubled(accounts)
    return {
      cause: `${namesOf(bad)} cannot be read, while the other accounts can: it may be archived or moved at the broker.`,
      step: 'Ask the trader whether it still exists; if not, they press “Keep as archive” on the connection, and its trades stay.',
      because: sentence(bad.map(troubleOf)),
      action: WAIT,
    }
  },
  'accounts-gone': ({ accounts }) => {
    const gone = troubled(accounts)
    return {
      cause: `cTrader lists ${namesOf(gone)} no more: closed, archived or moved to another cTrader ID.`,
      step: 'Ask the trader: if it is closed, they press “Keep as archive”; if it moved, they connect the other cTrader ID.',
      because: sentence(gone.map(troubleOf)),
      action: WAIT,
    }
  },
  'stuck-run': (facts) => {
    const stuck = stuckRuns(facts)
    return {
      cause: 'A run is in progress that no worker carries on: the worker that had it was lost.',
      step: 'Press “Check now”, which queues it again; leases of lost workers end by themselves.',
      because: `${stuck
        .map(({ accountName, startedAt, work }) => {
          const nobody = work ? `due since ${said(work.dueAt)}` : 'nothing on the agenda carries it'
          return `${accountName ?? 'The connection'} since ${said(startedAt)}, ${nobody}`
        })
        .join('; ')}.`,
      action: 'check-now',
    }
  },
  'set-aside': ({ setAside }) => ({
    cause:
      'Our own software failed on this connection again and again, so its work was set aside; the trader and cTrader have no part in it.',
    step: 'Tell the operator the reference: they mend it and drive the work again on the health page. Ask the trader for nothing.',
    because: `${setAside
      .map(
        ({ kind, reason, correlation }) =>
          `${kind}${coded(reason)}${correlation ? `, reference ${correlation}` : ''}`,
      )
      .join('; ')}.`,
    action: WAIT,
  }),
  duplicates: ({ accounts }) => ({
    cause:
      'Rows of a file and deals of cTrader tell the same time differently, so a trade may stand twice.',
    step: 'Ask the trader to open the import and compare; pass both ids on to engineering, and delete nothing.',
    because: `${accounts
      .filter(({ unmatchedRows }) => unmatchedRows > 0)
      .map(
        ({ name, unmatchedRows }) =>
          `${name}: ${unmatchedRows} ${unmatchedRows === 1 ? 'row' : 'rows'} of files that cTrader does not know`,
      )
      .join('; ')}.`,
    action: WAIT,
  }),
  'worker-off': () => ({
    cause: 'Our background worker is not running, so nothing is checked for anybody.',
    step: 'Tell the operator to start it (npm run worker); everything goes on by itself then.',
    because: 'No worker was seen alive within the last half minute.',
    action: WAIT,
  }),
  'renewal-failing': ({ renewalFailingSince, reason }) => ({
    cause:
      'cTrader has not renewed the access for more than a day; it still works until it runs out.',
    step: 'Press “Try renewal now”; if it fails again, send the reconnect link before the access ends.',
    because: `Renewals fail${renewalFailingSince ? ` since ${said(renewalFailingSince)}` : ''}${coded(reason)}.`,
    action: 'renew-now',
  }),
  'not-authorised': notAuthorised,
  'at-ctrader': () => ({
    cause: 'The trader is linking at this moment, or cTrader’s answer is just being read.',
    step: 'Wait until they are through; an unfinished trip ends after ten minutes.',
    because: 'A trip to cTrader’s page is under way.',
    action: WAIT,
  }),
  'no-accounts': () => ({
    cause: 'cTrader gave access, but to no trading account.',
    step: 'Ask the trader to go back and tick accounts on cTrader’s page, or to sign in there with the cTrader ID that has them.',
    because: 'The account list that came with the access is empty.',
    action: 'reconnect-link',
  }),
  'accounts-not-chosen': () => ({
    cause: 'Access is there, but the trader has not chosen which accounts to journal.',
    step: 'Ask the trader to tick accounts on the connection and press “Complete Connection”.',
    because: 'No account is followed and the connection was never completed.',
    action: WAIT,
  }),
  'none-followed': ({ accounts }) => ({
    cause: 'No account of this connection is followed, so nothing is read through it.',
    step: 'Ask the trader to follow an account on the connection’s page.',
    because: `None of its ${accounts.length} accounts is followed.`,
    action: WAIT,
  }),
  'first-sync': () => ({
    cause:
      'The history is still being fetched, newest trades first, so older ones are missing yet.',
    step: 'Wait and tell the trader so; the connection’s page shows how far it is.',
    because: 'The first sync is under way and its work is on the agenda.',
    action: WAIT,
  }),
  late: ({ lastSuccessAt }) => ({
    cause: 'Checks of this connection are behind schedule, although nothing fails.',
    step: 'Press “Check now”; if others are late too, tell the operator that the workers cannot keep up.',
    because: lastSuccessAt
      ? `The last good check was ${said(lastSuccessAt)}.`
      : 'It has not been checked yet.',
    action: 'check-now',
  }),
  paused: ({ paused }) => ({
    cause: `The connection is paused by ${paused?.by === 'support' ? 'support' : 'the trader'}, so nothing is read.`,
    step: 'If it should be read, end the pause; what was missed is fetched then.',
    because: paused?.reason ? `Reason given: “${paused.reason}”.` : 'No reason was given.',
    action: 'resume',
  }),
  removed: () => ({
    cause: 'The trader disconnected it; its trades stay unless they were deleted.',
    step: 'If they want it back, send the reconnect link.',
    because: 'The connection was ended by its owner.',
    action: 'reconnect-link',
  }),
  'nothing-wrong': ({ lastSuccessAt }) => ({
    cause: 'The connection works, and nothing stored explains the complaint.',
    step: 'Ask which trade is missing (account, closing time), then press “Check now”.',
    because: lastSuccessAt
      ? `The last good check was ${said(lastSuccessAt)}.`
      : 'It has not been checked yet.',
    action: 'check-now',
  }),
}

/** Good checks and no trade: which accounts there are decides what to ask. */
function noTrades({ accounts }: CaseFacts): Words {
  const followed = accounts.filter((each) => each.followed && !each.archived)
  const others = accounts.filter((each) => !each.followed)
  const open = followed.filter(({ openPositions }) => openPositions > 0)
  if (followed.length === 0)
    return {
      cause: 'Checks succeed, but no account is followed, so no trade is read.',
      step: 'Ask the trader to follow an account on the connection’s page.',
      because: `None of the ${accounts.length} accounts is followed.`,
      action: WAIT,
    }
  if (open.length > 0)
    return {
      cause:
        'Checks succeed, but the followed accounts have only open positions; a trade arrives once it is closed.',
      step: 'Tell the trader so, and check with them that it is the account they mean.',
      because: `${namesOf(open)} has open positions and no closed one.`,
      action: WAIT,
    }
  if (others.length > 0)
    return {
      cause:
        'Checks succeed, but the followed accounts have no closed trade; the trader’s trades may be on one that is not followed.',
      step: `Compare the account list with the number the trader names; ask them to follow ${namesOf(others)} if it is that one.`,
      because: `${namesOf(followed)} has no closed trade; not followed: ${namesOf(others)}.`,
      action: WAIT,
    }
  return {
    cause:
      'Checks succeed, but cTrader tells no closed trade: the trades may belong to another cTrader ID or environment.',
    step: 'Compare the account list with the number the trader names; if it is not there, they add a connection with the other cTrader ID.',
    because: `All ${followed.length} accounts that cTrader lists are followed, and none has a closed trade.`,
    action: WAIT,
  }
}

const NOT_AUTHORISED: Record<string, { cause: string; step: string }> = {
  declined: {
    cause: 'The trader did not allow access on cTrader’s page.',
    step: 'Explain that access is read-only, and ask them to try again or to upload a file.',
  },
  'state-mismatch': {
    cause: 'cTrader’s answer came into another browser than the one in which the trader began.',
    step: 'Ask them to start again and to stay in one browser, without opening the link on another device.',
  },
  'code-expired': {
    cause: 'cTrader’s answer was older than a minute when we could use it.',
    step: 'Ask the trader to start again; if it happens twice, tell the operator that the worker is slow.',
  },
  'authorisation-expired': {
    cause: 'The trader did not come back from cTrader within ten minutes.',
    step: 'Ask them to start again and to finish on cTrader’s page.',
  },
  'authorisation-failed': {
    cause: 'cTrader refused its own answer when we wanted to exchange it.',
    step: 'Ask the trader to try again; if it fails twice, tell the operator the code.',
  },
  'trade-scope': {
    cause: 'cTrader gave a permission that could trade, and we threw it away.',
    step: 'Ask the trader to remove Tallybook in their cTrader ID settings and to start again with “view” access.',
  },
  'other-ctid': {
    cause:
      'The trader signed in at cTrader with a different cTrader ID than the one of this connection.',
    step: 'Ask them to sign out at cTrader and to reconnect with the ID they linked first, or to add the other as a new connection.',
  },
}

function notAuthorised({ state, reason }: CaseFacts): Words {
  const words = NOT_AUTHORISED[state] ?? {
    cause: 'The trip to cTrader did not end with access.',
    step: 'Ask the trader to start again.',
  }
  return { ...words, because: `The newest trip ended as “${state}”${coded(reason)}.`, action: WAIT }
}

type Account = CaseFacts['accounts'][number]

function troubled(accounts: Account[]): Account[] {
  return accounts.filter(
    ({ followed, archived, goneSince, unreadableCode }) =>
      followed && !archived && (goneSince !== null || unreadableCode !== null),
  )
}

function troubleOf({ name, goneSince, unreadableCode }: Account): string {
  if (goneSince) return `${name} is not in cTrader’s list since ${said(goneSince)}`
  return `${name} could not be read (${unreadableCode})`
}

/** A reading of the facts may be a moment older than the state. */
function sentence(parts: string[]): string {
  return parts.length > 0
    ? `${parts.join('; ')}.`
    : 'The state says so; no account shows it just now.'
}

function gap(name: string, limit: Date, registeredAt: Date | null): string {
  const from = registeredAt ? `from ${day(registeredAt)} ` : ''
  return `${name} ${from}to ${day(limit)}`
}

function namesOf(accounts: Account[]): string {
  const names = accounts.map(({ name }) => name)
  if (names.length === 0) return 'An account'
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function othersEnded({ lastHour }: CaseFacts['refusals']): string {
  return lastHour > 1
    ? `${lastHour} ended within the last hour`
    : 'no other ended within the last hour'
}

function coded(reason: string | null): string {
  return reason ? ` (${reason})` : ''
}

/** Support works across zones, so what it reads is in UTC. */
function said(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
