import type { Queryable } from '@/lib/db/client'
import { isDatabaseUnavailable } from '@/lib/db/unavailable'
import { lagSeconds } from '@/lib/domain/operator/findings'
import type { FleetView } from '@/lib/domain/views/operator'
import { exposition } from '@/lib/metrics/registry'
import { readFleet } from './fleet'

type Samples = ReturnType<Parameters<typeof exposition>[0]['samples']>

/**
 * What is stored, as gauges: the same from every web process, so take `max` of them and not `sum`.
 * Without a database that is all there is to say.
 */
export async function fleetMetrics(db: Queryable, now: Date): Promise<string> {
  try {
    return up(1) + ofFleet(await readFleet(db, now))
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error
    return up(0)
  }
}

function up(value: 0 | 1): string {
  return exposition({
    name: 'tallybook_database_up',
    help: 'Whether the database answers.',
    type: 'gauge',
    samples: () => [{ labels: {}, value }],
  })
}

function ofFleet(fleet: FleetView): string {
  const { queues, environments, mails, workers, runsLastHour, failures } = fleet
  const gauge = (name: string, help: string, all: Samples) =>
    exposition({ name: `tallybook_${name}`, help, type: 'gauge', samples: () => all })
  const byKind = (pick: (queue: FleetView['queues'][number]) => number) =>
    queues.map((queue) => ({ labels: { kind: queue.kind }, value: pick(queue) }))
  const byPlatform = (pick: (environment: FleetView['environments'][number]) => number) =>
    environments.map((each) => ({ labels: { platform: each.platform }, value: pick(each) }))
  const one = (value: number): Samples => [{ labels: {}, value }]
  return [
    gauge(
      'agenda_waiting',
      'Work that is due later.',
      byKind(({ waiting }) => waiting),
    ),
    gauge(
      'agenda_due',
      'Work that is due and in nobody’s hands.',
      byKind(({ due }) => due),
    ),
    gauge(
      'agenda_leases',
      'Work that a worker holds.',
      byKind(({ held }) => held),
    ),
    gauge(
      'agenda_failing',
      'Work whose last try failed.',
      byKind(({ failing }) => failing),
    ),
    gauge(
      'agenda_set_aside',
      'Work that waits for an operator.',
      byKind((each) => each.setAside),
    ),
    gauge('agenda_lag_seconds', 'How long the oldest due work has waited.', one(lagSeconds(fleet))),
    gauge('workers', 'Workers alive.', one(workers.length)),
    gauge('slots_held', 'Workers that talk to cTrader.', one(workers.filter(hasSlot).length)),
    gauge(
      'connections',
      'Connections that are kept.',
      byPlatform(({ total }) => total),
    ),
    gauge(
      'connections_failing',
      'Those that fail now.',
      byPlatform(({ failing }) => failing),
    ),
    gauge(
      'connections_refused_last_hour',
      'Those that cTrader ended.',
      byPlatform(({ refusedLastHour }) => refusedLastHour),
    ),
    gauge(
      'connections_by_failure',
      'Connections that fail now, by whose trouble it is.',
      byClass(failures),
    ),
    gauge(
      'runs_last_hour',
      'Syncs and imports begun within an hour, by how they came out.',
      runsLastHour.map(({ kind, outcome, count }) => ({ labels: { kind, outcome }, value: count })),
    ),
    gauge('mails_waiting', 'Mails to be sent.', one(mails.waiting)),
    gauge('mails_failed', 'Mails given up within thirty days.', one(mails.failed)),
    gauge(
      'accounts_that_do_not_add_up',
      'Accounts whose balances break.',
      one(fleet.accountsThatDoNotAddUp),
    ),
    gauge(
      'database_answer_seconds',
      'How long the database took.',
      one(fleet.database.answeredInMs / 1000),
    ),
  ].join('')
}

function hasSlot({ slot }: FleetView['workers'][number]): boolean {
  return slot !== null
}

function byClass(failures: FleetView['failures']): Samples {
  const counts = new Map<string, number>()
  for (const { failureClass, count } of failures)
    counts.set(failureClass, (counts.get(failureClass) ?? 0) + count)
  return [...counts].map(([name, value]) => ({ labels: { class: name }, value }))
}
