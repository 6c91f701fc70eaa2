import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Registry } from './registry'

/** What any process of ours tells of itself, under the names Prometheus has for it. */
export function measureProcess(registry: Registry): void {
  const startedAt = Date.now() / 1000 - process.uptime()
  const gauge = (name: string, help: string, read: () => number) =>
    registry.reading({ name, help, type: 'gauge' }, read)
  gauge('process_start_time_seconds', 'When the process started, in Unix time.', () => startedAt)
  gauge('process_resident_memory_bytes', 'Memory as the system counts it.', () =>
    process.memoryUsage.rss(),
  )
  gauge(
    'nodejs_heap_size_used_bytes',
    'Memory that JavaScript uses.',
    () => process.memoryUsage().heapUsed,
  )
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  gauge(
    'nodejs_eventloop_lag_p99_seconds',
    'How late the event loop was, 99th percentile since the last reading.',
    () => {
      const seconds = delay.percentile(99) / 1e9
      delay.reset()
      return Number.isFinite(seconds) ? seconds : 0
    },
  )
  const cpu = {
    name: 'process_cpu_seconds_total',
    help: 'Time spent computing.',
    type: 'counter',
  } as const
  registry.reading(cpu, () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
}
