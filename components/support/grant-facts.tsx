import { formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Section } from '@/components/ui/section'
import type { SupportGrantView } from '@/lib/domain/views/support'
import { Code, Fact, Facts, WhenOr } from './fact'

const OUTCOMES: Record<SupportGrantView['results'][number]['outcome'], string> = {
  consent: 'Access given by the trader',
  renewed: 'Renewed',
  refused: 'Refused by cTrader',
}

/** Scope, times and results; never a token. */
export function GrantFacts({ grant }: { grant: SupportGrantView | null }) {
  return (
    <Section title="Access">
      {grant ? (
        <>
          <Facts>
            <Fact label="Scope">{grant.scope === 'accounts' ? 'Read-only' : grant.scope}</Fact>
            <Fact label="Granted">
              <WhenOr at={grant.grantedAt} why="Not granted" />
            </Fact>
            <Fact label="Access ends">
              <When at={grant.accessEndsAt} />
            </Fact>
            <Fact label="Last renewed">
              <When at={grant.renewedAt} />
            </Fact>
            <Fact label="Next renewal">
              <WhenOr at={grant.nextRenewalAt} why="None is planned" />
            </Fact>
            <Fact label="Failures in a row">{formatCount(grant.failuresInARow)}</Fact>
            <Fact label="Key">
              <Code>{grant.keyId}</Code>
            </Fact>
            <Fact label="Pair number">{formatCount(grant.generation)}</Fact>
            <Fact label="Answer awaited since">
              <WhenOr at={grant.unsettledSince} why="No renewal is under way" />
            </Fact>
          </Facts>
          {grant.results.length > 0 ? (
            <ul className="mt-3 flex flex-col gap-1 text-table">
              {grant.results.map(({ at, outcome, code }) => (
                <li key={at} className="flex flex-wrap gap-x-4">
                  <span className="text-ink-faint">
                    <When at={at} />
                  </span>
                  <span>
                    {OUTCOMES[outcome]} {code ? <Code>{code}</Code> : null}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : (
        <p className="text-table text-ink-soft">
          No access is held: it was never given, or was ended and forgotten.
        </p>
      )}
    </Section>
  )
}
