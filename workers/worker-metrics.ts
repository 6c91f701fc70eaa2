import type { AgendaKind } from '@/lib/agenda/kinds'
import type { OAuthClient, TokenAnswer } from '@/lib/ctrader/oauth-client'
import type { SettledRequest } from '@/lib/ctrader/socket'
import type { FailureClass } from '@/lib/domain/connection-state'
import { log } from '@/lib/log'
import { measureProcess } from '@/lib/metrics/process-metrics'
import { Registry } from '@/lib/metrics/registry'

/** How a step ended. `left`: somebody else has it, or nobody wants it any more. */
type StepOutcome = 'done' | 'provider-said-no' | 'failed' | 'left'

/** What one worker counts. */
export class WorkerMetrics {
  readonly registry = new Registry()
  readonly #steps = this.registry.counter(
    'tallybook_steps_total',
    'Steps of work: account.sync reads trades, connection.renew renews access.',
  )
  readonly #stepSeconds = this.registry.timing('tallybook_step_seconds', 'How long steps took.')
  readonly #requests = this.registry.counter(
    'tallybook_provider_requests_total',
    'Requests to cTrader by the budget they count on and the class of their outcome.',
  )
  readonly #requestSeconds = this.registry.timing(
    'tallybook_provider_request_seconds',
    'How long cTrader took to answer.',
  )
  readonly #renewals = this.registry.counter(
    'tallybook_token_answers_total',
    'Answers of the token endpoint: a code exchanged or a pair renewed.',
  )
  readonly #failures = this.registry.counter(
    'tallybook_failures_total',
    'What went wrong, by whose trouble it is; internal is ours.',
  )

  constructor() {
    measureProcess(this.registry)
  }

  /** What is being done at this moment. */
  watchSteps(running: () => number): void {
    const metric = {
      name: 'tallybook_steps_running',
      help: 'Steps under way in this process.',
      type: 'gauge',
    } as const
    this.registry.reading(metric, running)
  }

  step(kind: AgendaKind, outcome: StepOutcome, seconds: number): void {
    this.#steps.add({ kind, outcome })
    this.#stepSeconds.note(seconds, { kind })
  }

  failure(failureClass: FailureClass | 'internal'): void {
    this.#failures.add({ class: failureClass })
  }

  /** Counts a request to cTrader, and logs it under the id of the step it belongs to. */
  request({ name, budget, code, failureClass, seconds }: SettledRequest): void {
    this.#requests.add({ budget, outcome: failureClass ?? 'ok' })
    this.#requestSeconds.note(seconds, { budget })
    log.debug({ request: name, outcome: code, seconds }, 'asked cTrader')
  }

  /** The same for the token endpoint. */
  observed(client: OAuthClient): OAuthClient {
    const note = async (grant: 'code' | 'refresh', answer: Promise<TokenAnswer>) => {
      const askedAt = performance.now()
      const { kind } = await answer
      const seconds = (performance.now() - askedAt) / 1000
      this.#renewals.add({ grant, outcome: kind })
      this.#requests.add({ budget: 'token', outcome: kind === 'issued' ? 'ok' : kind })
      this.#requestSeconds.note(seconds, { budget: 'token' })
      log.debug({ request: `token ${grant}`, outcome: kind, seconds }, 'asked cTrader')
      return answer
    }
    return {
      exchange: (code, redirectUri) => note('code', client.exchange(code, redirectUri)),
      refresh: (refreshToken) => note('refresh', client.refresh(refreshToken)),
    }
  }
}
