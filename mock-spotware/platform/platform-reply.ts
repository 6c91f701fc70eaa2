import type { Html } from '@/mock-spotware/http/html'
import { type HttpReply, htmlReply } from '@/mock-spotware/http/reply'

/** A page of the platform, which no other page may show in a frame of its own. */
export function platformReply(page: Html, status = 200, cookies: string[] = []): HttpReply {
  return htmlReply(page, status, {
    'set-cookie': cookies,
    'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
  })
}
