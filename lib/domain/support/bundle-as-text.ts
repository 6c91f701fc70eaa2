import type { SupportBundle } from '@/lib/domain/views/support-bundle'

type Connection = NonNullable<SupportBundle['connection']>

/** A bundle to be read by whoever gives it away. Times are UTC. */
export function bundleAsText(bundle: SupportBundle): string {
  const { madeAt, versions, error, connection, imports } = bundle
  return [
    `Tallybook support bundle of ${at(madeAt)} UTC`,
    `Tallybook ${versions.tallybook}, Node.js ${versions.node}, database ${versions.database ?? 'not known'}`,
    'Codes, counts, times and ids: no password, no token, no balance, no trade, no row of a file.',
    '',
    ...block('Error', error ? [errorLine(error)] : []),
    ...(connection ? connectionBlocks(connection) : []),
    ...block('Imports', imports.flatMap(importLines)),
  ]
    .join('\n')
    .trimEnd()
}

function errorLine({ code, reference, page }: NonNullable<SupportBundle['error']>): string {
  return [code, reference && `reference ${reference}`, page && `on ${page}`]
    .filter(Boolean)
    .join(', ')
}

function connectionBlocks(connection: Connection): string[] {
  const { access, accounts, agenda, errors, runs, test, timeline } = connection
  return [
    ...block('Connection', [
      `${connection.id} in ${connection.platform}`,
      `${connection.state}${connection.reason ? `, ${connection.reason}` : ''}${connection.since ? `, since ${at(connection.since)}` : ''}`,
      `Linked ${at(connection.linkedAt)}, last good check ${at(connection.lastSuccessAt)}, last failure ${at(connection.lastFailureAt)}`,
      `Trades up to ${at(connection.tradesUpTo)}, next check ${at(connection.nextCheckAt)}, worker ${connection.workerAlive ? 'alive' : 'not running'}`,
    ]),
    ...block('Access', [
      access
        ? `Scope ${access.scope}, ends ${at(access.endsAt)}, renewed ${at(access.renewedAt)}, failures in a row ${access.failuresInARow}`
        : 'None is held.',
      ...(access?.renewalFailingSince
        ? [`Renewals fail since ${at(access.renewalFailingSince)}`]
        : []),
    ]),
    ...block('Accounts', accounts.map(accountLine)),
    ...block(
      'Agenda',
      agenda.map((item) =>
        joined(
          `${at(item.dueAt)}  ${item.kind}`,
          item.attempts > 0 && `attempts ${item.attempts}`,
          item.lastReason,
        ),
      ),
    ),
    ...block(
      'Errors within 30 days',
      errors.map(
        ({ code, count, firstAt, lastAt }) =>
          `${count} × ${code}, first ${at(firstAt)}, last ${at(lastAt)}`,
      ),
    ),
    ...block(
      'Runs',
      runs.map((run) =>
        joined(
          `${at(run.startedAt)}  ${run.outcome}, ${run.trigger}`,
          run.failed > 0 && `failed ${run.failed}`,
          run.reason,
          `run ${run.id}`,
        ),
      ),
    ),
    ...block(
      'Test',
      test
        ? [
            `Asked ${at(test.askedAt)}, ${test.finishedAt ? `finished ${at(test.finishedAt)}` : 'not finished'}`,
            ...test.steps.map(({ step, outcome, tookMs, code }) =>
              joined(`${step}: ${outcome} in ${tookMs} ms`, code),
            ),
          ]
        : [],
    ),
    ...block(
      'Timeline',
      timeline.map(({ at: when, who, kind, code }) => joined(`${at(when)}  ${who}  ${kind}`, code)),
    ),
  ]
}

function accountLine(account: Connection['accounts'][number]): string {
  const { goneSince, unreadable, completeFrom, readUpTo, historyComplete, addsUp } = account
  return joined(
    account.id,
    account.environment,
    account.followed ? 'followed' : 'not followed',
    account.archived && 'archive',
    goneSince && `gone since ${at(goneSince)}`,
    unreadable && `unreadable (${unreadable})`,
    completeFrom &&
      `complete from ${at(completeFrom)}${historyComplete ? '' : ' so far'} to ${at(readUpTo)}`,
    addsUp === false && 'does not add up',
  )
}

function importLines(file: SupportBundle['imports'][number]): string[] {
  const { columns, counts, problems } = file
  const unknown = columns.filter((name) => name === null).length
  const known = columns.filter((name) => name !== null).join(', ')
  return [
    joined(
      `${file.id}, ${file.state}, uploaded ${at(file.uploadedAt)}, ${file.sizeBytes} bytes`,
      file.refusal && `refused (${file.refusal})`,
    ),
    ...(columns.length > 0
      ? [`  Columns: ${joined(known, unknown > 0 && `${unknown} by other names`)}`]
      : []),
    ...(counts
      ? [
          `  Rows: ${Object.entries(counts)
            .map(([name, count]) => `${name} ${count}`)
            .join(', ')}`,
        ]
      : []),
    ...problems.map(
      ({ cause, rows, lines }) => `  ${rows} × ${cause}, first on line ${lines.join(', ')}`,
    ),
  ]
}

function block(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`), ''] : []
}

function joined(...parts: (string | null | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ')
}

function at(instant: string | null): string {
  return instant ? instant.slice(0, 16).replace('T', ' ') : '–'
}
