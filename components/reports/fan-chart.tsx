'use client'

import { useState } from 'react'
import { percentText } from '@/components/format/percent'
import type { SimulatedBand } from '@/lib/domain/statistics/simulate'

const WIDTH = 1000
const HEIGHT = 260

/** Growth from 5 % to 95 % of the simulated futures, with the middle one as a line. */
export function FanChart(props: { bands: SimulatedBand[]; labelId: string; summaryId: string }) {
  const bands = [{ day: 0, low: 1, median: 1, high: 1 }, ...props.bands]
  const [at, setAt] = useState<number | null>(null)
  const last = bands.at(-1) as SimulatedBand
  const ticks = ticksBetween(
    Math.min(...bands.map(({ low }) => low)) - 1,
    Math.max(...bands.map(({ high }) => high)) - 1,
  )
  const [bottom, top] = [ticks[0] as number, ticks.at(-1) as number]
  const x = (day: number) => (day / last.day) * WIDTH
  const y = (growth: number) => HEIGHT - ((growth - 1 - bottom) / (top - bottom || 1)) * HEIGHT
  const line = (of: (band: SimulatedBand) => number) =>
    bands.map((band) => `${x(band.day).toFixed(1)},${y(of(band)).toFixed(1)}`)
  const area = [...line(({ low }) => low), ...line(({ high }) => high).reverse()]
  const hovered = at === null ? null : (bands[at] ?? null)
  return (
    <div className="grid h-full grid-cols-[3.5rem_1fr] grid-rows-[1fr_1.25rem] pt-2">
      <div aria-hidden className="relative text-right text-xs text-ink-faint tabular-nums">
        {ticks.map((tick) => (
          <span
            key={tick}
            className="absolute right-2 -translate-y-1/2"
            style={{ top: `${(y(tick + 1) / HEIGHT) * 100}%` }}
          >
            {percentText(tick.toFixed(4)).replace('.0%', '%')}
          </span>
        ))}
      </div>
      {/* What hovering shows is in the table twin. */}
      <div
        role="img"
        aria-labelledby={props.labelId}
        aria-describedby={props.summaryId}
        className="relative"
        onPointerLeave={() => setAt(null)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const share = (event.clientX - box.left) / box.width
          const day = share * last.day
          setAt(nearest(bands, day))
        }}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {ticks.map((tick) => (
            <line
              key={tick}
              x1={0}
              x2={WIDTH}
              y1={y(tick + 1)}
              y2={y(tick + 1)}
              vectorEffect="non-scaling-stroke"
              className={Math.abs(tick) < 1e-9 ? 'stroke-rule-strong' : 'stroke-[var(--grid)]'}
            />
          ))}
          <polygon points={area.join(' ')} className="fill-[var(--series-fill)]" />
          {(['low', 'high'] as const).map((end) => (
            <polyline
              key={end}
              points={line((band) => band[end]).join(' ')}
              vectorEffect="non-scaling-stroke"
              className="fill-none stroke-[var(--series)] opacity-50"
            />
          ))}
          <polyline
            points={line(({ median }) => median).join(' ')}
            vectorEffect="non-scaling-stroke"
            className="fill-none stroke-[var(--series)] stroke-2"
          />
        </svg>
        {hovered ? <HoveredDay band={hovered} share={hovered.day / last.day} /> : null}
      </div>
      <span />
      <div aria-hidden className="relative mt-1 text-xs text-ink-faint">
        <span className="absolute left-0">today</span>
        <span className="absolute right-0">{last.day} days ahead</span>
      </div>
    </div>
  )
}

function HoveredDay({ band, share }: { band: SimulatedBand; share: number }) {
  return (
    <>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 w-px bg-rule-strong"
        style={{ left: `${share * 100}%` }}
      />
      <dl
        aria-hidden
        style={
          share > 0.5
            ? { right: `calc(${(1 - share) * 100}% + 12px)` }
            : { left: `calc(${share * 100}% + 12px)` }
        }
        className="pointer-events-none absolute top-1 z-10 grid w-40 grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 rounded-md border border-rule bg-surface p-2.5 text-xs shadow-raised"
      >
        <dt className="col-span-2 font-medium">Day {band.day}</dt>
        {ROWS.map(({ end, name }) => (
          <div key={end} className="col-span-2 flex justify-between gap-3">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="tabular-nums">{growthText(band[end])}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const ROWS = [
  { end: 'high', name: '1 in 20 above' },
  { end: 'median', name: 'Middle' },
  { end: 'low', name: '1 in 20 below' },
] as const

/** "+12.0%" from 1.12 */
export function growthText(growth: number): string {
  const text = percentText((growth - 1).toFixed(4))
  return growth > 1 ? `+${text}` : text
}

function nearest(bands: SimulatedBand[], day: number): number {
  return bands.reduce(
    (best, band, index) =>
      Math.abs(band.day - day) < Math.abs((bands[best] as SimulatedBand).day - day) ? index : best,
    0,
  )
}

/** Round steps that hold the range, zero among them. */
function ticksBetween(least: number, most: number): number[] {
  const low = Math.min(0, least)
  const high = Math.max(0, most)
  const rough = (high - low || 0.1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough
  const ticks: number[] = []
  for (let tick = Math.floor(low / step); tick <= Math.ceil(high / step); tick++)
    ticks.push(tick * step)
  return ticks
}
