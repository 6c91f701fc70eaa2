import { z } from 'zod'
import { type Endpoint, parseEndpoint } from './endpoint'

const LONGEST_DELAY_MS = 600_000

/** Every kind has these. */
const commonShape = {
  endpoint: z.string().max(200).describe('what it applies to'),
  times: z.int().min(1).optional().describe('how often it happens; until cleared when left out'),
  skip: z.int().min(0).optional().describe('how many requests pass unharmed first'),
  probability: z.number().min(0).max(1).optional().describe('0 to 1: how likely a request is hit'),
  accountId: z.int().optional().describe('only requests about this account (Open API)'),
  environment: z.enum(['live', 'demo']).optional().describe('only this side of the Open API'),
}

const ms = z.int().min(0).max(LONGEST_DELAY_MS).describe('milliseconds')
const errorCode = z
  .string()
  .min(1)
  .max(100)
  .describe('errorCode of the answer, for example CH_SERVER_NOT_REACHABLE')
const description = z.string().max(500).optional().describe('description in the answer')
const retryAfter = z.int().min(0).optional().describe('retryAfter of the answer, in seconds')
const form = z
  .enum(['ProtoOAErrorRes', 'ProtoErrorRes'])
  .default('ProtoOAErrorRes')
  .describe('the message an Open API refusal travels in')
const moment = z.iso.datetime({ offset: true })

function kind<Name extends string, Parameters extends z.ZodRawShape>(
  name: Name,
  parameters: Parameters,
) {
  return z.strictObject({ kind: z.literal(name), ...commonShape, ...parameters })
}

const kinds = [
  kind('delay', { ms }),
  kind('dropBefore', {}),
  kind('dropAfter', {}),
  kind('maintenance', {
    minutes: z.number().positive().max(100_000).optional().describe('how long, from now on'),
    endsAt: moment.optional().describe('or when it ends, such as 2026-11-22T10:00:00Z'),
    form,
  }),
  kind('status', {
    status: z.int().min(200).max(599).describe('HTTP status'),
    body: z.string().max(10_000).optional().describe('body of the answer'),
  }),
  kind('html', { status: z.int().min(200).max(599).default(200).describe('HTTP status') }),
  kind('errorCode', {
    errorCode,
    description,
    status: z.int().min(200).max(599).default(200).describe('HTTP status'),
  }),
  kind('truncated', {}),
  kind('hang', {}),
  kind('error', {
    errorCode,
    description,
    retryAfter,
    maintenanceEndAt: moment.optional().describe('maintenanceEndTimestamp of the answer'),
    form,
  }),
  kind('blocked', { retryAfter }),
  kind('halfOpen', {}),
  kind('truncatedFrame', {}),
  kind('malformedFrame', {}),
  kind('duplicate', {}),
  kind('outOfOrder', {}),
] as const

const anyKind = z.discriminatedUnion('kind', kinds, {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? `kind must be one of ${kinds.map(({ shape }) => shape.kind.value).join(', ')}`
      : undefined,
})
/** What was asked for, as it was asked for. */
export type FaultOrder = z.output<typeof anyKind>
export type FaultKind = FaultOrder['kind']

interface KindFacts {
  /** One sentence for whoever chooses. */
  title: string
  fits: readonly ('http' | 'openApi' | 'connect')[]
}

export const faultKinds: Record<FaultKind, KindFacts> = {
  delay: { title: 'Carried out at once, the answer comes late', fits: ['http', 'openApi'] },
  dropBefore: {
    title: 'The connection drops, nothing happened',
    fits: ['http', 'openApi', 'connect'],
  },
  dropAfter: { title: 'Carried out, but the answer is lost', fits: ['http', 'openApi'] },
  maintenance: { title: 'Under maintenance, with an end', fits: ['http', 'openApi'] },
  status: { title: 'Answers with a status', fits: ['http'] },
  html: { title: 'An HTML page where JSON is expected', fits: ['http'] },
  errorCode: { title: 'A body with errorCode, status 200', fits: ['http'] },
  truncated: { title: 'Carried out, the answer breaks off', fits: ['http'] },
  hang: { title: 'No answer until cleared', fits: ['http'] },
  error: { title: 'Refused with an error code', fits: ['openApi'] },
  blocked: { title: 'Refused with BLOCKED_PAYLOAD_TYPE', fits: ['openApi'] },
  halfOpen: {
    title: 'The connection stays open, but silent for ever',
    fits: ['openApi', 'connect'],
  },
  truncatedFrame: { title: 'Carried out, the frame breaks off', fits: ['openApi'] },
  malformedFrame: { title: 'Carried out, answered with garbage', fits: ['openApi', 'connect'] },
  duplicate: { title: 'The answer comes twice', fits: ['openApi'] },
  outOfOrder: { title: 'The answer waits until the next one went out', fits: ['openApi'] },
}

/** The body of `POST /control/faults`. */
export const faultOrderSchema = anyKind.transform((order, context) => {
  const problem = (path: string, message: string) => {
    context.addIssue({ code: 'custom', path: [path], message })
    return z.NEVER
  }
  const endpoint = readEndpoint(order.endpoint)
  if ('problem' in endpoint) return problem('endpoint', endpoint.problem)
  const { transport } = endpoint
  const { fits } = faultKinds[order.kind]
  const needed = transport === 'everything' ? (['http', 'openApi'] as const) : [transport]
  if (!needed.every((one) => fits.includes(one))) {
    return problem('kind', `${order.kind} does not fit ${order.endpoint}`)
  }
  if (order.accountId !== undefined && transport !== 'openApi') {
    return problem('accountId', 'only fits requests of the Open API')
  }
  if (order.environment !== undefined && transport !== 'openApi' && transport !== 'connect') {
    return problem('environment', 'only fits the Open API')
  }
  if (
    order.kind === 'maintenance' &&
    (order.minutes === undefined) === (order.endsAt === undefined)
  ) {
    return problem('minutes', 'give either minutes or endsAt')
  }
  return { order, endpoint }
})

function readEndpoint(text: string): Endpoint | { problem: string } {
  try {
    return parseEndpoint(text)
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message }
    throw error
  }
}

/** The parameters of each kind as JSON Schema, for a form. */
export function describeParameters(): {
  common: unknown
  byKind: { kind: FaultKind; schema: unknown }[]
} {
  const describe = (shape: z.ZodRawShape) => z.toJSONSchema(z.object(shape), { io: 'input' })
  const { endpoint: _endpoint, ...common } = commonShape
  return {
    common: describe(common),
    byKind: kinds.map(({ shape }) => {
      const own = Object.entries(shape).filter(
        ([name]) => name !== 'kind' && !(name in commonShape),
      )
      return { kind: shape.kind.value, schema: describe(Object.fromEntries(own)) }
    }),
  }
}
