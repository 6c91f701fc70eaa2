import type { NextRequest } from 'next/server'
import { assertSameOrigin } from './same-origin'
import { toResponse } from './to-response'

/** A route that anybody may call. */
export function withoutSession(handle: (request: NextRequest) => Promise<Response>) {
  return async (request: NextRequest): Promise<Response> => {
    try {
      assertSameOrigin(request)
      return await handle(request)
    } catch (error) {
      return toResponse(error)
    }
  }
}
