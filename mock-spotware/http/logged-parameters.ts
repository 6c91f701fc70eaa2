import { parseJson } from '@/mock-spotware/parse-json'
import { isJson } from './content-type'
import { type HttpRequest, parametersOf } from './router'

/** What a request said, by name: query, form, or the members of a JSON object. */
export function loggedParameters(request: HttpRequest): Record<string, string> {
  return { ...Object.fromEntries(parametersOf(request)), ...jsonMembers(request) }
}

function jsonMembers(request: HttpRequest): Record<string, string> {
  if (!isJson(request)) return {}
  const value = parseJson(request.body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      // what is nested may hold secrets under names of its own
      typeof member === 'object' && member !== null ? '{…}' : String(member),
    ]),
  )
}
