'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { requestJson } from '@/components/api/request'
import { formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { RequestFailure } from '@/components/ui/request-failure'
import type { TroubleView } from '@/lib/domain/views/incident'

type Troubles = { troubles: TroubleView[] }

const KEY = ['support', 'incidents']
const SHORTEST_REASON = 3

/** How each environment stands: whether an incident is worth declaring, or is open. */
export function Incidents() {
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => requestJson<Troubles>('/api/support/incidents', { signal }),
    refetchInterval: 15_000,
  })
  return (
    <div className="mt-6 flex max-w-3xl flex-col gap-3 empty:hidden">
      {data?.troubles.map((trouble) => (
        <Trouble key={trouble.platform} trouble={trouble} />
      ))}
    </div>
  )
}

function Trouble({ trouble }: { trouble: TroubleView }) {
  const { platformName, total, troubled, suggested, incident } = trouble
  const share = `${formatCount(troubled)} of ${formatCount(total)} connections failed or were refused within a quarter of an hour.`
  if (incident)
    return (
      <Notice
        tone="waiting"
        title={`Incident of ${platformName} is open`}
        actions={<Declare key="end" trouble={trouble} incidentId={incident.id} />}
      >
        Since <When at={incident.openedAt} />. {share} Its traders read one calm word, mails wait,
        and it ends by itself once ten minutes have been calm.
      </Notice>
    )
  return (
    <Notice
      tone={suggested ? 'act' : 'info'}
      title={suggested ? `${platformName}: this looks like an incident` : platformName}
      actions={<Declare key="open" trouble={trouble} incidentId={null} />}
    >
      {total === 0 ? 'No connection is checked just now.' : share}
    </Notice>
  )
}

/** Opens or ends it, with a reason. */
function Declare({ trouble, incidentId }: { trouble: TroubleView; incidentId: string | null }) {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [requestId] = useState(() => crypto.randomUUID())
  const { platform, platformName } = trouble
  const declare = useMutation({
    mutationFn: () =>
      requestJson<Troubles>(
        incidentId ? `/api/support/incidents/${incidentId}/end` : '/api/support/incidents',
        { method: 'POST', body: { reason, requestId, ...(incidentId ? {} : { platform }) } },
      ),
    onSuccess: (troubles) => {
      setOpen(false)
      client.setQueryData(KEY, troubles)
      void client.invalidateQueries({ queryKey: ['incidents'] })
    },
  })
  const label = incidentId ? 'End the incident' : 'Open an incident'
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button look={trouble.suggested ? 'primary' : 'secondary'}>{`${label}…`}</Button>}
      title={`${label} of ${platformName}`}
      cancel="Cancel"
      confirm={label}
      confirmDisabled={reason.trim().length < SHORTEST_REASON}
      busy={declare.isPending && 'Under way…'}
      onConfirm={() => declare.mutate()}
    >
      <p>
        {incidentId
          ? 'The banner goes, and mails that waited are written by their own turns.'
          : 'Everybody who is linked there reads one calm banner, nobody is asked to reconnect, and mails wait. It ends by itself once the share has been small for ten minutes.'}
      </p>
      <Field label="Reason" hint="Kept with your name; the traders concerned can read it.">
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {declare.error ? <RequestFailure error={declare.error} what="It was not done" /> : null}
    </ConfirmDialog>
  )
}
