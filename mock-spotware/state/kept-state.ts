import { z } from 'zod'
import { keptCrmSchema } from '@/mock-spotware/crm/kept-crm'
import { keptBrokerRecordsSchema } from '@/mock-spotware/ctrader-backend/kept-broker-records'
import { keptGrantsSchema } from '@/mock-spotware/ctrader-id/kept-grants'
import { parseJson } from '@/mock-spotware/parse-json'
import { keptPeopleSchema } from '@/mock-spotware/personas/people'
import { keptAccountSchema } from '@/mock-spotware/personas/trading-accounts'
import type { StartSettings } from '@/mock-spotware/settings'

/** Goes up whenever an older file would be misread, or would meet other generated histories. */
const VERSION = 4

const keptStateSchema = z.strictObject({
  clockAheadMs: z.number().nonnegative(),
  isApplicationActive: z.boolean(),
  people: keptPeopleSchema,
  brokerRecords: keptBrokerRecordsSchema,
  crm: keptCrmSchema,
  grants: keptGrantsSchema,
  accounts: z.array(keptAccountSchema),
})
/** What survives a restart, besides the secrets that were handed out. */
export type KeptState = z.output<typeof keptStateSchema>

/** What makes the generated histories what they are. */
export interface Origin extends Pick<StartSettings, 'seed' | 'reversalForm'> {
  /** Fingerprint of the scenario file, empty without one. */
  scenario: string
}
const fileSchema = z.looseObject({
  version: z.unknown(),
  seed: z.unknown(),
  reversalForm: z.unknown(),
  scenario: z.unknown(),
  state: z.unknown(),
})

export function writeState(state: KeptState, { seed, reversalForm, scenario }: Origin): string {
  const encoded = z.encode(keptStateSchema, state)
  const file = { version: VERSION, seed, reversalForm, scenario, state: encoded }
  return `${JSON.stringify(file)}\n`
}

/** Throws an error that says what is wrong, and never what the file contains. */
export function readState(text: string, { seed, reversalForm, scenario }: Origin): KeptState {
  const file = fileSchema.safeParse(parseJson(text))
  if (!file.success) throw new RangeError('it is no JSON of this kind')
  const { data } = file
  if (data.version !== VERSION) throw new RangeError('it is of another version')
  if (data.seed !== seed) throw new RangeError('it is of another seed')
  if (data.reversalForm !== reversalForm) throw new RangeError('it is of another reversal form')
  if (data.scenario !== scenario) throw new RangeError('it is of another scenario')
  const state = keptStateSchema.safeParse(data.state)
  if (state.success) return state.data
  const [issue] = state.error.issues
  throw new RangeError(`its ${['state', ...(issue?.path ?? [])].join('.')} cannot be read`)
}
