/** What the API says when it cannot do something. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly reference: string | null,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

export type ErrorBody = { error?: { code?: string; message?: string; reference?: string } }

/** Turns an answer that is not a success into an error with words in it. */
export function toApiError(status: number, body: ErrorBody | null): ApiError {
  const said = body?.error
  return new ApiError(
    status,
    said?.code ?? 'UNEXPECTED_ANSWER',
    said?.message ?? 'The server answered in a way we did not expect. Nothing was changed.',
    said?.reference ?? null,
  )
}

export const UNREACHABLE = 'UNREACHABLE'

/** Sends a request to our own API, a piece of a file as it is, and reads its JSON answer. */
export async function requestJson<Answer>(
  path: string,
  options: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<Answer> {
  const { body: given } = options
  const isBytes = given instanceof Blob
  const type = isBytes ? 'application/octet-stream' : 'application/json'
  const response = await fetch(path, {
    method: options.method ?? 'GET',
    headers: {
      ...(given === undefined ? {} : { 'content-type': type }),
      ...requestId(),
    },
    body: given === undefined || isBytes ? given : JSON.stringify(given),
    signal: options.signal,
  }).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause
    throw new ApiError(0, UNREACHABLE, 'Tallybook could not be reached from here.', null)
  })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw toApiError(response.status, body as ErrorBody | null)
  return body as Answer
}

/**
 * Names this request, so that what comes of it can be found by the reference in an error. Browsers
 * make ids on safe pages only; elsewhere the server makes one.
 */
function requestId(): Record<string, string> {
  return window.isSecureContext ? { 'x-request-id': crypto.randomUUID() } : {}
}

/** Neither the trader nor the request is at fault: asking again later may work. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.code === 'DATABASE_UNAVAILABLE' || error.code === UNREACHABLE)
  )
}

/** Somebody was quicker: what was to be changed is not what it was. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}

/** Joins a path with the parameters that have a value. */
export function withQuery(path: string, query: Record<string, string | number | null>): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return given.length > 0 ? `${path}?${search}` : path
}
