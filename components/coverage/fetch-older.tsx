'use client'

import { type FormEvent, useState } from 'react'
import { dayText } from '@/components/format/instant'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import type { CoverageView } from '@/lib/domain/views/coverage'
import { useFetchOlder } from './coverage'
import { HistoryChoice, type WantedHistory } from './history-choice'

/** Asks cTrader for what is older than what is here. */
export function FetchOlder(props: { coverage: CoverageView; onDone: () => void }) {
  const { accountId, accountName, history } = props.coverage
  const [wanted, setWanted] = useState<WantedHistory>(null)
  const fetchOlder = useFetchOlder(accountId)

  function submit(event: FormEvent) {
    event.preventDefault()
    fetchOlder.mutate(wanted, { onSuccess: props.onDone })
  }

  return (
    <form
      onSubmit={submit}
      aria-label={`Older history of ${accountName}`}
      className="mt-4 flex flex-col gap-4 border-l-2 border-rule-strong pl-4"
    >
      <HistoryChoice
        legend="Fetch older history"
        value={wanted}
        min={history.opened}
        max={dayBefore(history.from)}
        hint={`Before ${dayText(history.from ?? '')}, where it begins now`}
        onChange={setWanted}
      />
      {fetchOlder.error ? (
        <RequestFailure error={fetchOlder.error} what="Older history was not asked for" />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="primary"
          disabled={wanted === ''}
          busy={fetchOlder.isPending && 'Asking…'}
        >
          {wanted === null
            ? 'Fetch everything'
            : `Fetch from ${wanted ? dayText(wanted) : 'that day'}`}
        </Button>
        <Button look="quiet" onClick={props.onDone}>
          Leave as it is
        </Button>
      </div>
    </form>
  )
}

const DAY_MS = 86_400_000

function dayBefore(day: string | null): string {
  const at = day ? Date.parse(day) - DAY_MS : Date.now()
  return new Date(at).toISOString().slice(0, 10)
}
