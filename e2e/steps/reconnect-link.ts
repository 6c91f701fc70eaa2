import type { Stack } from '@/e2e/stack/start-stack'
import { runScript } from './command-line'

/** The address that `npm run reconnect-link` prints, as support would send it. */
export function makeReconnectLink(stack: Stack, connectionId: string): Promise<string> {
  return runScript(stack, 'reconnect-link', [connectionId])
}
