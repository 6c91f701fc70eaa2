'use client'

import type { LucideIcon } from 'lucide-react'
import { Ban, Eye, History, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { TextLink } from '@/components/ui/text-link'
import type { PlatformView } from '@/lib/domain/views/platform'
import { useStartAuthorization } from './start-authorization'

/** Says before leaving what will be read, what cannot happen, and what comes next. */
export function BeforeConsent({ platform: { key, name } }: { platform: PlatformView }) {
  const { start, leaving, error } = useStartAuthorization({ platform: key })
  return (
    <>
      <dl className="divide-y divide-rule rounded-lg border border-rule bg-surface shadow-card">
        <Fact icon={Eye} title="What we read">
          The list of your trading accounts, closed trades, balances, deposits and withdrawals.
        </Fact>
        <Fact icon={Ban} title="What is not possible">
          Placing, changing or closing orders, moving money, seeing your password. A permission that
          could trade is thrown away.
        </Fact>
        <Fact icon={History} title="How far back">
          As far as {name} keeps the account’s history. Newest trades come first, so the journal is
          useful at once. For anything older you can upload an export.
        </Fact>
        <Fact icon={Undo2} title="How to end it">
          Remove Tallybook in your cTrader ID settings at any time. Trades already here stay.
        </Fact>
      </dl>
      <p className="mt-5 text-ink-soft">
        The next page is {name}’s own site. Sign in there, tick the accounts, press “Allow”, and you
        come back here to choose what goes into the journal.
      </p>
      {error ? (
        <RequestFailure
          error={error}
          what={`${name}’s page could not be opened`}
          className="mt-4"
        />
      ) : null}
      <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button look="primary" size="large" onClick={start} busy={leaving && `Opening ${name}…`}>
          Connect with {name}
        </Button>
        <TextLink href="/imports/new">Use a file instead</TextLink>
      </div>
    </>
  )
}

function Fact(props: { icon: LucideIcon; title: string; children: ReactNode }) {
  const Icon = props.icon
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 px-5 py-4">
      <dt className="col-span-2 grid grid-cols-subgrid items-center font-medium">
        <Icon aria-hidden className="size-4 text-accent-text" />
        {props.title}
      </dt>
      <dd className="col-start-2 mt-0.5 text-ink-soft">{props.children}</dd>
    </div>
  )
}
