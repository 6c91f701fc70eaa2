import { isJson } from '@/mock-spotware/http/content-type'
import type { HttpReply } from '@/mock-spotware/http/reply'
import type { HttpRequest } from '@/mock-spotware/http/router'
import { parseJson } from '@/mock-spotware/parse-json'
import { contractError } from './contract-errors'

/** The one field a call needs, or the refusal that its absence earns. */
export function requiredField(request: HttpRequest, name: string): { value: unknown } | HttpReply {
  if (!isJson(request)) return contractError(400, 'the content type must be application/json')
  const body = parseObject(request.body)
  if (!body) return contractError(400, 'the body is no JSON object')
  const value = body.get(name)
  if (value === undefined || value === null || value === '') return missing(name)
  return { value }
}

export function missing(name: string): HttpReply {
  return contractError(400, `${name} is required`, 'MISSING_REQUIRED_PARAMETER')
}

function parseObject(text: string): Map<string, unknown> | undefined {
  const value = parseJson(text)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? new Map(Object.entries(value)) : undefined
}
