'use client'

import { ChoiceGroup } from '@/components/ui/choice-group'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { StaffAction } from '@/lib/domain/support/audit-words'
import { LOOK_IN_MINUTES } from '@/lib/domain/support/look-in'
import type { ExplainedConnectionView } from '@/lib/domain/views/support'

/** What an action needs besides a reason. */
export type ActionDetails = {
  accountId?: string
  from?: string
  days?: number
  minutes?: (typeof LOOK_IN_MINUTES)[number]
}

const DAYS = [7, 30, 90]
const OF_ACCOUNT: readonly StaffAction[] = ['older-history', 'reread']

/** What is chosen before anybody has chosen. */
export function firstDetails(
  action: StaffAction,
  accounts: ExplainedConnectionView['accounts'],
): ActionDetails {
  const accountId = OF_ACCOUNT.includes(action) ? followedOf(accounts)[0]?.id : undefined
  return {
    ...(accountId ? { accountId } : {}),
    ...(action === 'reread' ? { days: DAYS[0] } : {}),
    ...(action === 'look-in' ? { minutes: LOOK_IN_MINUTES[1] } : {}),
  }
}

export function areDetailsGiven(action: StaffAction, details: ActionDetails): boolean {
  if (OF_ACCOUNT.includes(action) && !details.accountId) return false
  return action !== 'older-history' || Boolean(details.from)
}

export function ActionDetailsFields(props: {
  action: StaffAction
  accounts: ExplainedConnectionView['accounts']
  details: ActionDetails
  onChange: (details: ActionDetails) => void
}) {
  const { action, details, onChange } = props
  return (
    <>
      {OF_ACCOUNT.includes(action) ? (
        <Field label="Account">
          {(control) => (
            <Select
              {...control}
              value={details.accountId ?? ''}
              onChange={(event) => onChange({ ...details, accountId: event.target.value })}
            >
              {followedOf(props.accounts).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      {action === 'older-history' ? (
        <Field
          label="From"
          hint="Everything from this day on; the day is one of the trader’s zone."
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              value={details.from ?? ''}
              onChange={(event) => onChange({ ...details, from: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {action === 'reread' ? (
        <ChoiceGroup
          legend="How far back"
          value={`${details.days}`}
          options={DAYS.map((days) => ({ value: `${days}`, label: `${days} days` }))}
          onChoose={(days) => onChange({ ...details, days: Number(days) })}
        />
      ) : null}
      {action === 'look-in' ? (
        <ChoiceGroup
          legend="For how long"
          value={`${details.minutes}`}
          options={LOOK_IN_MINUTES.map((minutes) => ({
            value: `${minutes}`,
            label: `${minutes} minutes`,
          }))}
          onChoose={(chosen) =>
            onChange({
              ...details,
              minutes: LOOK_IN_MINUTES.find((minutes) => `${minutes}` === chosen),
            })
          }
        />
      ) : null}
    </>
  )
}

function followedOf(accounts: ExplainedConnectionView['accounts']) {
  return accounts.filter(({ followed, deleted }) => followed && !deleted)
}
