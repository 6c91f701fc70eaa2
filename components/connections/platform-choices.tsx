import { ChevronRight } from 'lucide-react'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import type { PlatformView } from '@/lib/domain/views/platform'

/** The environments by name. Usually there is one, and it is a step that explains itself. */
export function PlatformChoices(props: {
  platforms: PlatformView[]
  onChoose: (key: string) => void
}) {
  const { platforms, onChoose } = props
  return (
    <>
      <ul className="flex flex-col gap-3">
        {platforms.map((platform) => (
          <li key={platform.key}>
            <PlatformChoice platform={platform} onChoose={() => onChoose(platform.key)} />
          </li>
        ))}
      </ul>
      {platforms.length > 1 ? (
        <p className="mt-4 text-table text-ink-soft">
          Each of these has cTrader IDs of its own, so each needs its own connection. If you are not
          sure, take the one whose page you sign in to when you trade.
        </p>
      ) : null}
    </>
  )
}

function PlatformChoice(props: { platform: PlatformView; onChoose: () => void }) {
  const { key, name } = props.platform
  return (
    <button
      type="button"
      onClick={props.onChoose}
      aria-labelledby={`platform-${key}`}
      aria-describedby={`platform-${key}-note`}
      className="flex w-full items-center gap-4 rounded-lg border border-rule-strong bg-surface p-5 text-left shadow-card transition-colors duration-100 hover:bg-hover"
    >
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-base font-semibold text-accent-text"
      >
        {monogram(name)}
      </span>
      <span className="min-w-0 flex-1">
        <span
          id={`platform-${key}`}
          className="block text-base font-semibold [overflow-wrap:anywhere]"
        >
          {name}
        </span>
        <span id={`platform-${key}-note`} className="block text-ink-soft">
          {key === DEFAULT_PLATFORM
            ? 'Any broker that offers cTrader, live and demo, through your cTrader ID'
            : 'Live and demo, through the cTrader ID you have there'}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
    </button>
  )
}

/** Two letters: of the first two words, or of the only one. */
function monogram(name: string): string {
  const [first = '', second] = name.split(/\s+/)
  return second ? `${[...first][0]}${[...second][0]}` : [...first].slice(0, 2).join('')
}
