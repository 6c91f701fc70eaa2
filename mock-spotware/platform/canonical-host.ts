import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'
import { type HttpReply, redirectReply } from '@/mock-spotware/http/reply'
import type { HttpRequest } from '@/mock-spotware/http/router'

/**
 * Cookies belong to one host name, and the broker sends everybody back to this one. Undefined for
 * a visitor who uses it already.
 */
export function moveToCanonicalHost(
  { backendUrl }: BrokerDeployment,
  { host, path, query }: HttpRequest,
): HttpReply | undefined {
  const base = backendUrl()
  if (host.toLowerCase() === new URL(base).host) return undefined
  const search = query.size > 0 ? `?${query}` : ''
  return redirectReply(`${base}${path}${search}`)
}
