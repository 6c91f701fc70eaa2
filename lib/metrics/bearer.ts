import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header carries this token; how much of it is right does not show in the time. */
export function isBearer(header: string | null | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
