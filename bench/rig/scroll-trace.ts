import type { CDPSession, Page } from 'playwright'
import { launch, signedInContext } from './page-weight'
import type { Ratio } from './ratio'
import { say } from './say'
import type { SignedIn } from './screen-speed'

const FRAME = 'section:has(> table)'
const ROW = 'tr[data-trade]'
const NOTCH = 480
const NOTCHES = 120
const JUMPS = 12

type TraceEvent = {
  name: string
  ph: string
  dur?: number
  tdur?: number
  tid: number
  pid: number
}

/** In ms: by the clock, and of the processor's time. */
type Longest = { wall: number; cpu: number }

/**
 * Scrolling a very long list of trades, notch by notch and by pulling the scrollbar, in a trace: no frame
 * may take long. And how soon a filter has its rows on the screen.
 */
export async function measureScrolling(baseUrl: string, journal: SignedIn): Promise<Ratio[]> {
  const browser = await launch()
  try {
    const context = await signedInContext(browser, baseUrl, journal.cookies)
    const page = await context.newPage()
    await page.goto(`${baseUrl}/trades`)
    await page.locator(ROW).first().waitFor()
    const box = await page.locator(FRAME).boundingBox()
    if (!box) throw new Error('There is no table to scroll')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)

    const cdp = await context.newCDPSession(page)
    const wheel = await traced(cdp, page, async () => {
      for (let notch = 0; notch < NOTCHES; notch += 1) {
        await page.mouse.wheel(0, NOTCH)
        await nextFrame(page)
      }
    })
    const jumps = await traced(cdp, page, async () => {
      for (let jump = 1; jump <= JUMPS; jump += 1) {
        const share = ((jump * 7) % JUMPS) / JUMPS
        await page.locator(FRAME).evaluate((frame, share) => {
          frame.scrollTop = frame.scrollHeight * share
        }, share)
        await page.locator(ROW).first().waitFor()
        await nextFrame(page)
      }
    })
    const filterMs = await answerOfFilter(page)
    say(
      `${journal.trades} trades: longest frame ${inWords(wheel)} by wheel, ${inWords(jumps)} by jumps; a filter answers in ${filterMs.toFixed(0)} ms`,
    )
    return [
      {
        name: 'screens.scroll.longestFrameMs',
        value: Math.max(wheel.wall, jumps.wall),
        atMost: 100,
      },
      { name: 'screens.scroll.filterMs', value: filterMs, atMost: 300 },
    ]
  } finally {
    await browser.close()
  }
}

/** From the choice of a symbol to rows of that symbol alone. */
async function answerOfFilter(page: Page): Promise<number> {
  const start = performance.now()
  await page.getByLabel('Symbol', { exact: true }).selectOption('XAUUSD')
  await page.waitForFunction((selector) => {
    const rows = [...document.querySelectorAll(selector)]
    return rows.length > 0 && rows.every((row) => row.textContent?.includes('XAUUSD'))
  }, ROW)
  return performance.now() - start
}

function nextFrame(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())))
}

/** The longest task of the page's main thread while something is done, in ms: no frame comes before it ends. */
async function traced(cdp: CDPSession, page: Page, work: () => Promise<void>): Promise<Longest> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]))
  cdp.on('Tracing.dataCollected', collect)
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'disabled-by-default-devtools.timeline',
        '__metadata',
      ],
    },
  })
  await work()
  await nextFrame(page)
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await complete
  cdp.off('Tracing.dataCollected', collect)
  const threads = mainThreads(events)
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && threads.has(`${pid} ${tid}`),
  )
  if (tasks.length === 0) throw new Error('The trace has no tasks')
  return {
    wall: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    cpu: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  }
}

/** What the processor was busy with tells a slow page from a machine that others use as well. */
function inWords({ wall, cpu }: Longest): string {
  return `${wall.toFixed(0)} ms (${cpu.toFixed(0)} ms of processor)`
}

function mainThreads(events: TraceEvent[]): Set<string> {
  const named = events as (TraceEvent & { args?: { name?: string } })[]
  return new Set(
    named
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
}
