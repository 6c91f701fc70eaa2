import type { Behaviour } from '@/mock-spotware/behaviour'
import type { Violation } from '@/mock-spotware/violations'
import { SlidingWindow } from './sliding-window'

/** The two budgets of a connection, or of all connections of an application together. */
export class RequestBudget {
  readonly historical = new SlidingWindow()
  readonly other = new SlidingWindow()
}

export interface Overrun {
  kind: Extract<Violation['kind'], 'historicalRate' | 'otherRate'>
  scope: 'connection' | 'application'
}

/** Takes one request from every budget, or from none and says which one was empty. */
export function takeFromBudgets(
  budgets: { connection: RequestBudget; application?: RequestBudget },
  isHistorical: boolean,
  behaviour: Behaviour,
  now: number,
): Overrun | undefined {
  const kind = isHistorical ? 'historicalRate' : 'otherRate'
  const limit = isHistorical
    ? behaviour.historicalRequestsPerSecond
    : behaviour.otherRequestsPerSecond
  const windowOf = (budget: RequestBudget) => (isHistorical ? budget.historical : budget.other)
  if (!windowOf(budgets.connection).hasRoom(limit, now)) return { kind, scope: 'connection' }
  if (budgets.application && !windowOf(budgets.application).hasRoom(limit, now)) {
    return { kind, scope: 'application' }
  }
  windowOf(budgets.connection).take(now)
  if (budgets.application) windowOf(budgets.application).take(now)
  return undefined
}
