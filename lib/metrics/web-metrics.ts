import { measureProcess } from './process-metrics'
import { Registry } from './registry'

type WebMetrics = {
  registry: Registry
  request(method: string, status: number, seconds: number): void
}

// Next.js loads this module once per bundle; the process counts once.
const holder = globalThis as { tallybookMetrics?: WebMetrics }

/** What this web process counts. */
export function webMetrics(): WebMetrics {
  holder.tallybookMetrics ??= begin()
  return holder.tallybookMetrics
}

function begin(): WebMetrics {
  const registry = new Registry()
  measureProcess(registry)
  const requests = registry.counter('tallybook_http_requests_total', 'Answers of our own API.')
  const seconds = registry.timing('tallybook_http_request_seconds', 'How long answers took.')
  return {
    registry,
    request(method, status, took) {
      requests.add({ method, status: `${status}` })
      seconds.note(took, { method })
    },
  }
}
