import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import type { ExplainedConnectionView, SupportEventView } from '@/lib/domain/views/support'

/** How many of a long list the text shows; all of them are in the JSON. */
const EVENTS_SHOWN = 20

/** The same answers as the page's, in the same order, for a terminal or a mail. Times are UTC. */
export function explainAsText(view: ExplainedConnectionView): string {
  const [first, ...more] = view.cases
  return [
    `${first.cause} ${first.step}`,
    `  Because: ${first.because}`,
    ...more.map(({ cause, step }) => `Also: ${cause} ${step}`),
    '',
    ...block('State', head(view)),
    ...block('Grant', grant(view)),
    ...block('Accounts', accounts(view)),
    ...block('Agenda', agenda(view)),
    ...block('Errors within 30 days', errors(view)),
    ...block('Around it', around(view)),
    ...block('Runs', runs(view)),
    ...block('Timeline', view.timeline.slice(0, EVENTS_SHOWN).map(eventLine)),
  ].join('\n')
}

/** Everything that happened, newest first. */
export function timelineAsText({ timeline }: Pick<ExplainedConnectionView, 'timeline'>): string {
  return timeline.length > 0 ? timeline.map(eventLine).join('\n') : 'Nothing has happened yet.'
}

function block(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`), ''] : []
}

function head(view: ExplainedConnectionView): string[] {
  const { pill } = CONNECTION_COPY[view.state]
  return [
    `${pill} (${view.state}${view.reason ? `, ${view.reason}` : ''})${view.since ? `, since ${at(view.since)}` : ''}`,
    `The trader reads: ${view.words.title}. ${view.words.body}`,
    `Trader ${view.owner.email}, ${view.platformName}, cTrader ID ${view.ctid ?? 'not known yet'}, connection ${view.id}`,
    `Trades up to ${at(view.tradesUpTo)}, last good check ${at(view.lastSuccessAt)}, next ${at(view.nextCheckAt)}`,
  ]
}

function grant({ grant }: ExplainedConnectionView): string[] {
  if (!grant) return ['None is held.']
  const { scope, generation, keyId } = grant
  return [
    `Scope ${scope}, granted ${at(grant.grantedAt)}, access ends ${at(grant.accessEndsAt)}, key ${keyId}, pair ${generation}`,
    `Renewed ${at(grant.renewedAt)}, next ${at(grant.nextRenewalAt)}, failures in a row ${grant.failuresInARow}`,
    ...(grant.renewalFailingSince ? [`Renewals fail since ${at(grant.renewalFailingSince)}`] : []),
    ...(grant.unsettledSince ? [`An answer is awaited since ${at(grant.unsettledSince)}`] : []),
    ...grant.results.map(
      (result) => `${at(result.at)}  ${result.outcome}${result.code ? ` ${result.code}` : ''}`,
    ),
  ]
}

function accounts({ accounts }: ExplainedConnectionView): string[] {
  return accounts.map((account) =>
    [
      account.name,
      account.broker,
      account.currency,
      account.followed ? 'followed' : 'not followed',
      account.archived ? 'archive' : null,
      account.goneSince ? `gone since ${at(account.goneSince)}` : null,
      account.unreadable ? `unreadable (${account.unreadable})` : null,
      account.historyFrom
        ? `from ${at(account.historyFrom)} to ${at(account.syncedThrough)}`
        : null,
      account.historyLimitAt ? `nothing older than ${at(account.historyLimitAt)}` : null,
      account.addsUp === false ? 'does not add up' : null,
    ]
      .filter(Boolean)
      .join(', '),
  )
}

function agenda({ agenda }: ExplainedConnectionView): string[] {
  return agenda.map((item) => {
    const { kind, account, dueAt, leaseOwner, leaseUntil, attempts, lastReason } = item
    return [
      `${at(dueAt)}  ${kind}${account ? ` of ${account}` : ''}`,
      leaseOwner ? `held by ${leaseOwner} until ${at(leaseUntil)}` : null,
      attempts > 0 ? `attempts ${attempts}` : null,
      item.setAside ? 'set aside' : null,
      lastReason,
    ]
      .filter(Boolean)
      .join(', ')
  })
}

function errors({ errors }: ExplainedConnectionView): string[] {
  return errors.map(
    ({ count, code, text, cure, firstAt, lastAt, runId }) =>
      `${count} × ${code}: ${text}${cure ? ` ${cure}` : ''} (${at(firstAt)} to ${at(lastAt)}${runId ? `, run ${runId}` : ''})`,
  )
}

function around({ around }: ExplainedConnectionView): string[] {
  const { workerAlive, others, refusals, notApproved } = around
  return [
    workerAlive ? 'A worker is alive.' : 'No worker is alive.',
    `${others.failing} of ${others.total} other connections of this environment fail just now`,
    `${refusals.lastHour} of ${refusals.total} were refused within the last hour`,
    ...(notApproved > 0 ? [`cTrader refuses our application on ${notApproved}`] : []),
  ]
}

function runs({ runs }: ExplainedConnectionView): string[] {
  return runs.map(
    (run) =>
      `${at(run.startedAt)}  ${run.outcome}, ${run.trigger}, ${run.account ?? 'whole connection'}, read ${run.read}, added ${run.added}, updated ${run.updated}, failed ${run.failed}${run.reason ? `, ${run.reason}` : ''}, run ${run.id}${reference(run)}`,
  )
}

function eventLine(event: SupportEventView): string {
  const { at: when, who, text, code, reason, staff } = event
  const because = reason ? `: ${reason} (${staff})` : ''
  return `${at(when)}  ${who}  ${text}${because}${code && !text.includes(code) ? ` (${code})` : ''}${reference(event)}`
}

/** As it stands in logs and errors, and as the search takes it. */
function reference({ correlation }: { correlation: string | null }): string {
  return correlation ? `  [${correlation}]` : ''
}

function at(instant: string | null): string {
  return instant ? instant.slice(0, 16).replace('T', ' ') : 'never'
}
