import { z } from 'zod'
import { crmSwitches } from './crm/switches'
import { ctraderIdSwitches } from './ctrader-id/switches'
import { openApiSwitches } from './open-api/switches'

export const behaviourSchema = z.strictObject({
  ...ctraderIdSwitches,
  ...openApiSwitches,
  ...crmSwitches,
})
/** May be changed while the server runs; every decision reads it afresh. */
export type Behaviour = z.output<typeof behaviourSchema>

/** Some switches, each checked, none filled in. */
export const behaviourChangeSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(behaviourSchema.shape).map(([name, schema]) => [
      name,
      schema.unwrap().optional(),
    ]),
  ),
)

/** The switches among settings, as they are set at the start. */
export function behaviourOf(settings: Behaviour): Behaviour {
  const names = Object.keys(behaviourSchema.shape)
  return behaviourSchema.parse(
    Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name))),
  )
}
