import { describe, expect, test } from 'vitest'
import { Registry } from '@/lib/metrics/registry'
import { startStatusServer } from './status-server'

const TOKEN = 'a token of some length'

describe('a worker', () => {
  async function serve(token: string | undefined, lastLookAt: () => number) {
    const registry = new Registry()
    registry.counter('steps_total', 'Steps.').add()
    const server = await startStatusServer({ port: 0, token, registry, lastLookAt })
    const ask = (path: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { headers })
    return { server, ask }
  }

  test('tells what it counts to this machine, or to who has the token', async () => {
    const open = await serve(undefined, () => performance.now())
    const guarded = await serve(TOKEN, () => performance.now())
    try {
      expect(await (await open.ask('/metrics')).text()).toContain('steps_total 1')
      expect((await guarded.ask('/metrics')).status).toBe(404)
      const authorization = `Bearer ${TOKEN}`
      expect((await guarded.ask('/metrics', { authorization })).status).toBe(200)
      expect((await open.ask('/anything')).status).toBe(404)
    } finally {
      await Promise.all([open.server.stop(), guarded.server.stop()])
    }
  })

  test('is well as long as it looks for work', async () => {
    let lookedAt = performance.now()
    const { server, ask } = await serve(TOKEN, () => lookedAt)
    try {
      expect(await (await ask('/health')).json()).toEqual({ status: 'ok' })
      lookedAt -= 60_000
      expect((await ask('/health')).status).toBe(503)
    } finally {
      await server.stop()
    }
  })
})
