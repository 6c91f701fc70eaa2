import type { FaultKind } from '@/mock-spotware/faults/fault-order'
import { faultKinds } from '@/mock-spotware/faults/fault-order'
import type { World } from '@/mock-spotware/world'

type ListedFault = ReturnType<World['faults']['list']>[number]

/** The kinds in as few words as a list of choices has room for. */
export const kindLabels: Record<FaultKind, string> = {
  delay: 'Late answer',
  dropBefore: 'Drop before',
  dropAfter: 'Drop after',
  maintenance: 'Maintenance',
  status: 'HTTP status',
  html: 'HTML page',
  errorCode: 'errorCode in the body',
  truncated: 'Broken off body',
  hang: 'No answer',
  error: 'Refusal with a code',
  blocked: 'Blocked payload type',
  halfOpen: 'Silent connection',
  truncatedFrame: 'Broken off frame',
  malformedFrame: 'Garbage',
  duplicate: 'Answered twice',
  outOfOrder: 'Out of order',
}

const parameterLabels: Record<string, string> = {
  times: 'How often',
  skip: 'Let pass first',
  probability: 'Chance',
  accountId: 'Account',
  environment: 'Side',
  ms: 'Delay',
  minutes: 'Minutes',
  endsAt: 'Ends at',
  form: 'Travels in',
  status: 'HTTP status',
  body: 'Body',
  errorCode: 'Error code',
  description: 'Description',
  retryAfter: 'Retry after',
  maintenanceEndAt: 'Maintenance ends at',
}

export function parameterLabel(name: string): string {
  return parameterLabels[name] ?? name
}

/** "Answers with a status: HTTP status 503, chance 0.5." */
export function describeFault(fault: ListedFault): string {
  const {
    id: _id,
    endpoint: _endpoint,
    kind,
    times: _times,
    state: _state,
    hits: _hits,
    remaining: _remaining,
    waiting: _waiting,
    ...parameters
  } = fault
  const shown = Object.entries(parameters)
    // an end says it all, and the usual form is not worth a word
    .filter(([name, value]) => name !== 'minutes' && value !== 'ProtoOAErrorRes')
    .map(([name, value]) => `${inSentence(parameterLabel(name))} ${describeValue(name, value)}`)
  const { title } = faultKinds[kind]
  return shown.length === 0 ? title : `${title}: ${shown.join(', ')}`
}

function inSentence(label: string): string {
  return label.startsWith('HTTP') ? label : label.toLowerCase()
}

function describeValue(name: string, value: unknown): string {
  if (name === 'ms') return `${value} ms`
  if (name === 'retryAfter') return `${value} s`
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? `${text.slice(0, 16).replace('T', ' ')} UTC` : text
}
