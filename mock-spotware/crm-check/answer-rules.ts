import { z } from 'zod'
import { type Finding, met, tolerable, unmet } from './finding'
import type { Answer } from './http-answer'

type Kind = 'string' | 'integer'

const objectSchema = z.record(z.string(), z.unknown())
const MOST_KEYS_SHOWN = 6

/** The keys of a JSON object; undefined when the body is anything else. */
export function objectOf({ json }: Answer): Record<string, unknown> | undefined {
  const object = objectSchema.safeParse(json)
  return object.success ? object.data : undefined
}

/** A text in a JSON object; undefined when it is absent, empty or no text. */
export function textIn(answer: Answer, key: string): string | undefined {
  const value = objectOf(answer)?.[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function integerIn(answer: Answer, key: string): number | undefined {
  const value = objectOf(answer)?.[key]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

/** The answer as the table shows it: status, names and kinds, never a value. */
export function describe(answer: Answer): string {
  const { status, body, mediaType } = answer
  if (status >= 300 && status < 400) return `${status}, a redirect`
  if (body === '') return `${status}, no body`
  const object = objectOf(answer)
  if (!object) return `${status}, ${nameOfBody(answer, mediaType)}`
  const { code } = object
  if (typeof code === 'string' && /^[A-Z]+(_[A-Z]+)+$/.test(code)) return `${status} ${code}`
  const keys = Object.entries(object).map(([key, value]) => `${nameOfKey(key)}: ${kindOf(value)}`)
  const shown = keys.slice(0, MOST_KEYS_SHOWN)
  if (keys.length > shown.length) shown.push('…')
  return `${status} {${shown.join(', ')}}`
}

function nameOfBody({ json }: Answer, mediaType: string): string {
  if (json !== undefined) return 'JSON that is no object'
  return /^[\w.+-]{1,30}\/[\w.+-]{1,30}$/.test(mediaType) ? mediaType : 'a body of no known type'
}

/** A key may be as long and as odd as it likes, so only a plain one is shown. */
function nameOfKey(key: string): string {
  return /^[a-zA-Z_]{1,24}$/.test(key) ? key : '…'
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isSafeInteger(value) ? 'integer' : typeof value
}

/** 200 with every required key, perhaps the optional ones, and no others. */
export function success(
  answer: Answer,
  required: Record<string, Kind>,
  optional: Record<string, Kind> = {},
): Finding {
  const got = describe(answer)
  const object = objectOf(answer)
  if (answer.status !== 200 || !object) return unmet(got)
  const known: Record<string, Kind> = { ...required, ...optional }
  for (const [key, value] of Object.entries(object)) {
    const kind = Object.hasOwn(known, key) ? known[key] : undefined
    if (kind === undefined) return unmet(`${got}, with a key that is not in the contract`)
    if (value === null && Object.hasOwn(optional, key)) return tolerable(`${got}, null for absent`)
    if (kindOf(value) !== kind || value === '') return unmet(`${got}, ${key} is no ${kind}`)
  }
  const missing = Object.keys(required).filter((key) => !Object.hasOwn(object, key))
  return missing.length > 0 ? unmet(`${got}, without ${missing.join(', ')}`) : met(got)
}

/** A refusal as it should be; `tolerated` are statuses that refuse too, only not as documented. */
export interface Refusal {
  statuses: readonly number[]
  /** Must stand somewhere in the body. */
  code?: string
  tolerated?: readonly number[]
}

export function refusal(answer: Answer, { statuses, code, tolerated = [] }: Refusal): Finding {
  const got = describe(answer)
  if (tolerated.includes(answer.status)) return tolerable(got)
  if (!statuses.includes(answer.status)) return unmet(got)
  if (code && !answer.body.includes(code)) return tolerable(`${got}, without the code`)
  return met(got)
}

/** For a crmApiToken that is no good; one edition of the documents still lists 401. */
export const notAuthenticated: Refusal = {
  statuses: [403],
  code: 'CH_CLIENT_AUTH_FAILURE',
  tolerated: [401],
}
/** For a token the CRM never made; the documents only hint which of the two it is. */
export const unknownToken: Refusal = { statuses: [404, 417], tolerated: [400, 410] }
export const badRequest: Refusal = { statuses: [400] }

/** Refused in whatever way: the documents name no status. */
export function anyRefusal(answer: Answer): Finding {
  const isRefused = answer.status >= 400 && answer.status < 500
  return { isMet: isRefused, got: describe(answer) }
}
