import type { NextRequest } from 'next/server'
import { observed } from './observed'
import { assertSameOrigin } from './same-origin'
import { toResponse } from './to-response'

/** A route that anybody may call. */
export function withoutSession(handle: (request: NextRequest) => Promise<Response>) {
  const answer = async (request: NextRequest): Promise<Response> => {
    try {
      assertSameOrigin(request)
      return await handle(request)
    } catch (error) {
      return toResponse(error)
    }
  }
  return (request: NextRequest): Promise<Response> => observed(request, () => answer(request))
}
