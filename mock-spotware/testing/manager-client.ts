import { createHash } from 'node:crypto'
import { z } from 'zod'
import { HARBOUR_MANAGER } from '@/mock-spotware/harbour-deployment'
import type { MockSpotware } from '@/mock-spotware/start'

const managerTokenSchema = z.object({ webservToken: z.string() })

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

/** What a CRM sends to the cTrader back end, without a CRM. */
export async function callBackend(
  mock: MockSpotware,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  {
    token,
    body,
    raw,
  }: { token?: string; body?: unknown; raw?: { type: string; text: string } } = {},
): Promise<{ status: number; body: unknown }> {
  const url = new URL(`${mock.controlUrl}/v2${path}`)
  if (token !== undefined) url.searchParams.set('token', token)
  const response = await fetch(url, {
    method,
    headers: { 'content-type': raw?.type ?? 'application/json' },
    body: raw?.text ?? (body === undefined ? undefined : JSON.stringify(body)),
  })
  return { status: response.status, body: await response.json() }
}

/** A webservToken of the manager at Harbour Lane. */
export async function managerToken(mock: MockSpotware): Promise<string> {
  const { body } = await callBackend(mock, 'POST', '/webserv/managers/token', {
    body: { login: HARBOUR_MANAGER.login, hashedPassword: md5(HARBOUR_MANAGER.password) },
  })
  return managerTokenSchema.parse(body).webservToken
}
