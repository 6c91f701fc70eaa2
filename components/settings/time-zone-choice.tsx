'use client'

import { type FormEvent, useState } from 'react'
import { useTimeZone } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { useMounted } from '@/components/ui/use-mounted'
import { useChangeTimeZone } from './change-time-zone'

/** In which zone a day of the journal begins and ends. */
export function TimeZoneChoice() {
  const current = useTimeZone()
  const mounted = useMounted()
  const [wanted, setWanted] = useState<string | null>(null)
  const change = useChangeTimeZone()
  const chosen = wanted ?? current
  const device = mounted ? new Intl.DateTimeFormat().resolvedOptions().timeZone : current

  function send(event: FormEvent) {
    event.preventDefault()
    change.mutate(chosen, { onSuccess: () => setWanted(null) })
  }

  return (
    <Section title="Time zone">
      <form onSubmit={send} className="flex flex-col gap-3 border-t border-rule pt-4">
        <Field
          label="Days and times are those of"
          hint="A trade counts on the day on which it was closed there. Changing the zone counts all days anew."
        >
          {(control) => (
            <Select
              {...control}
              className="max-w-sm"
              value={chosen}
              onChange={({ target }) => setWanted(target.value)}
            >
              {zones(current, device, mounted).map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            disabled={chosen === current}
            busy={change.isPending && 'Counting days anew…'}
          >
            Change time zone
          </Button>
          {device !== chosen ? (
            <Button look="quiet" onClick={() => setWanted(device)}>
              Choose the zone of this device, {device.replaceAll('_', ' ')}
            </Button>
          ) : null}
        </div>
        {change.error ? (
          <RequestFailure error={change.error} what="The time zone could not be changed" />
        ) : null}
      </form>
    </Section>
  )
}

/** Browsers leave out UTC and names that became links; the two that matter here are always offered. */
function zones(current: string, device: string, mounted: boolean): string[] {
  const known = mounted ? Intl.supportedValuesOf('timeZone') : []
  return [...new Set([...known, 'UTC', current, device])].sort()
}
