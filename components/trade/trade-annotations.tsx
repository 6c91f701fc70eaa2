'use client'

import { NoteEditor } from '@/components/notes/note-editor'
import { RatingChoice } from '@/components/notes/rating-choice'
import { RiskField } from '@/components/notes/risk-field'
import { useKeepNote } from '@/components/notes/trade-note'
import { TradeTags } from '@/components/tags/trade-tags'
import { RequestFailure } from '@/components/ui/request-failure'
import type { TradeView } from '@/lib/domain/views/trade'

/** What the trader adds to a trade. */
export function TradeAnnotations({ trade }: { trade: TradeView }) {
  const { note } = trade
  const text = useKeepNote(trade.id)
  const rating = useKeepNote(trade.id)
  const risk = useKeepNote(trade.id)
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <NoteEditor
        label="Note about this trade"
        stored={note.text}
        send={(typed, was) => text.mutateAsync({ text: typed, was })}
        placeholder="Why this trade, what went well, what to do otherwise. **Markdown** works."
      />
      <div className="flex flex-col gap-5">
        <TradeTags tradeId={trade.id} tags={note.tags} />
        <div>
          <RatingChoice
            value={rating.isPending ? (rating.variables.rating ?? null) : note.rating}
            onChange={(stars) => rating.mutate({ rating: stars })}
          />
          {rating.error ? (
            <RequestFailure error={rating.error} what="The rating was not saved" />
          ) : null}
        </div>
        <RiskField
          risk={note.risk}
          currency={trade.net.currency}
          failure={risk.error ? `Not saved. ${risk.error.message}` : null}
          onChange={(amount) => risk.mutate({ risk: amount })}
        />
      </div>
    </div>
  )
}
