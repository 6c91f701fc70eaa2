'use client'

import { ChevronRight } from 'lucide-react'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { PageHeader } from '@/components/ui/page-header'
import { BeforeConsent } from './before-consent'

export function NewConnectionScreen() {
  const [platform, setPlatform] = useQueryState(
    'platform',
    parseAsStringLiteral(['ctrader'] as const).withOptions({ history: 'push' }),
  )
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={platform ? 'Link your cTrader account' : 'Add a connection'}
        status={platform ? 'Access is read-only.' : 'Where do you trade?'}
        back={{ to: '/connections', label: 'Back to the list' }}
      />
      {platform ? <BeforeConsent /> : <Platforms onChoose={() => void setPlatform('ctrader')} />}
    </div>
  )
}

function Platforms({ onChoose }: { onChoose: () => void }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-labelledby="platform-ctrader"
      aria-describedby="platform-ctrader-note"
      className="flex w-full items-center gap-4 rounded-lg border border-rule-strong bg-surface p-5 text-left shadow-card transition-colors duration-100 hover:bg-hover"
    >
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-base font-semibold text-accent-text"
      >
        cT
      </span>
      <span className="min-w-0 flex-1">
        <span id="platform-ctrader" className="block text-base font-semibold">
          cTrader
        </span>
        <span id="platform-ctrader-note" className="block text-ink-soft">
          Any broker that offers cTrader, live and demo, through your cTrader ID
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 text-ink-faint" />
    </button>
  )
}
