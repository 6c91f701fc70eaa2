import { z } from 'zod'
import {
  type MockSpotware,
  type MockSpotwareOptions,
  startMockSpotware,
} from '@/mock-spotware/start'
import { TEST_SEED } from './test-seed'

export const REDIRECT_URI = 'http://localhost:3999/callback'
export const ANA_LIVE = 41_000_101
export const ANA_DEMO = 41_000_102
export const ANA_SWAP_FREE = 41_000_103
export const BEN = 41_000_201
export const GUS = 41_000_701

/** A mock on free ports. */
export function startTestMock(options: MockSpotwareOptions = {}): Promise<MockSpotware> {
  return startMockSpotware({
    httpPort: 0,
    crmPort: 0,
    livePort: 0,
    demoPort: 0,
    liveJsonPort: 0,
    demoJsonPort: 0,
    redirectUris: [REDIRECT_URI],
    seed: TEST_SEED,
    ...options,
  })
}

const grantSchema = z.object({ accessToken: z.string(), refreshToken: z.string() })

/** Tokens without the browser. */
export async function grantTo(mock: MockSpotware, persona: string, accounts?: number[]) {
  const answer = await control(mock, 'POST', '/control/grants', { persona, accounts })
  return grantSchema.parse(answer.body)
}

export async function control(
  mock: MockSpotware,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${mock.controlUrl}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
