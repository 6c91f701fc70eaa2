'use client'

import { useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { useDisconnect } from './disconnect'

/** The way out: stop reading, keep the trades. */
export function EndConnection({ connection }: { connection: ConnectionView }) {
  const [open, setOpen] = useState(false)
  const disconnect = useDisconnect(connection.id)
  const followed = connection.accounts.filter(({ alreadyLinked }) => alreadyLinked).length
  return (
    <Section title="End this connection">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-y border-rule py-3">
        <p className="max-w-xl text-ink-soft">
          Tallybook stops reading this cTrader ID and throws its access away. Trades stay in the
          journal, and Reconnect goes on where it stopped.
        </p>
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          trigger={<Button>Disconnect…</Button>}
          title="Disconnect this cTrader ID?"
          cancel="Keep it linked"
          confirm="Disconnect"
          busy={disconnect.isPending && 'Disconnecting…'}
          onConfirm={() => disconnect.mutate(undefined, { onSuccess: () => setOpen(false) })}
        >
          <p>
            {followed > 0
              ? `New trades of ${countOf(followed, 'account')} no longer arrive.`
              : 'No account is followed yet, so nothing is missed.'}{' '}
            Everything already here stays.
          </p>
          <p>
            Our access is ended at cTrader and our copy deleted. Tallybook may still be listed among
            the applications in your cTrader ID settings; remove it there, too, if you do not want
            to come back.
          </p>
          {disconnect.error ? (
            <RequestFailure error={disconnect.error} what="The connection was not ended" />
          ) : null}
        </ConfirmDialog>
      </div>
    </Section>
  )
}
