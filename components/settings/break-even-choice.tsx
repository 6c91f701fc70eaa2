'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useBreakEven, useChangeBreakEven } from './break-even'

const AMOUNT = /^\d{1,12}(\.\d{1,8})?$/

/** From where on a result is won or lost. */
export function BreakEvenChoice() {
  const { data, error, refetch } = useBreakEven()
  const change = useChangeBreakEven()
  const [wanted, setWanted] = useState<string | null>(null)
  const within = wanted ?? data?.within ?? ''
  const isAmount = AMOUNT.test(within)
  const isSame = data !== undefined && Number(within) === Number(data.within)

  function send(event: FormEvent) {
    event.preventDefault()
    if (isAmount) change.mutate(within, { onSuccess: () => setWanted(null) })
  }

  return (
    <Section title="Break-even">
      {data ? (
        <form onSubmit={send} className="flex flex-col gap-3 border-t border-rule pt-4">
          <Field
            label="A trade breaks even up to"
            hint="Won or lost no more than this, in the currency of the trade, it counts as neither win nor loss. Win rate, averages, profit factor and streaks follow; profit stays as it is. 0 is usual."
            problem={within !== '' && !isAmount ? 'Write an amount from 0 on, such as 0.50.' : null}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                className="max-w-40"
                value={within}
                onChange={({ target }) => setWanted(target.value.replace(',', '.'))}
              />
            )}
          </Field>
          <div>
            <Button
              type="submit"
              disabled={!isAmount || isSame}
              busy={change.isPending && 'Counting wins and losses anew…'}
            >
              Change break-even
            </Button>
          </div>
          {change.error ? (
            <RequestFailure error={change.error} what="The tolerance could not be changed" />
          ) : null}
        </form>
      ) : error ? (
        <RequestFailure
          error={error}
          what="The tolerance could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </Section>
  )
}
