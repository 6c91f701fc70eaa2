import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { findChromium } from '@/e2e/stack/find-chromium'
import { startBarePage } from './bare-page'
import { median } from './median'
import type { Ratio } from './ratio'
import { say } from './say'
import type { SignedIn } from './screen-speed'

/** Pages of the journal, with what is there once they stand. */
const PAGES: Record<string, { path: string; stands: string }> = {
  signIn: { path: '/sign-in', stands: 'button:has-text("Sign in")' },
  dashboard: { path: '/dashboard', stands: 'section[aria-label^="Figures in"]' },
  calendar: { path: '/calendar?month=2025-03', stands: 'table, [role="grid"]' },
  reports: { path: '/reports', stands: 'table tbody tr' },
  trades: { path: '/trades', stands: 'tr[data-index="0"] a' },
  imports: { path: '/imports', stands: 'h1' },
  newImport: { path: '/imports/new', stands: 'input[type="file"]' },
  connections: { path: '/connections', stands: 'h1' },
  activity: { path: '/activity', stands: 'h1' },
  settings: { path: '/settings', stands: 'text=Signed in as' },
}

const ROUNDS = 3
const SLOWDOWN = 4
/** After the page stands, for what still moves. */
const SETTLED_MS = 1_500

/**
 * What pages cost a browser: the script they need before they stand, beside a bare page of the same Next.js;
 * and, on a processor four times as slow, when the largest thing is painted and how much moves.
 */
export async function measurePages(baseUrl: string, journal: SignedIn): Promise<Ratio[]> {
  const browser = await launch()
  const bare = await startBarePage()
  try {
    const context = await browser.newContext()
    const { bytes: bareBytes } = await firstLoad(context, bare.url, 'h1')
    say(`a bare page: ${kilobytes(bareBytes)} of script`)
    const ratios: Ratio[] = []
    for (const [name, { path, stands }] of Object.entries(PAGES)) {
      const url = `${baseUrl}${path}`
      const cookies = name === 'signIn' ? '' : journal.cookies
      const open = () => signedInContext(browser, baseUrl, cookies)
      const { bytes, untilItStands } = await inContext(open, (context) =>
        firstLoad(context, url, stands),
      )
      const paints: { lcp: number; cls: number }[] = []
      for (let round = 0; round < ROUNDS; round += 1)
        paints.push(await inContext(open, (context) => paintsOf(context, url, stands)))
      const lcp = median(paints.map((each) => each.lcp))
      const cls = Math.max(...paints.map((each) => each.cls))
      say(
        `${name}: ${kilobytes(bytes)} of script, ${kilobytes(untilItStands)} until it stands, largest paint ${lcp.toFixed(0)} ms, shift ${cls.toFixed(3)}`,
      )
      ratios.push(
        { name: `screens.${name}.script`, value: bytes / bareBytes, atMost: 1.5 },
        { name: `screens.${name}.lcpSeconds`, value: lcp / 1000, atMost: 2.5 },
        { name: `screens.${name}.cls`, value: cls, atMost: 0.1 },
      )
    }
    return ratios
  } finally {
    await bare.stop()
    await browser.close()
  }
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? undefined })
}

export async function signedInContext(
  browser: Browser,
  baseUrl: string,
  cookies: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const pairs = cookies.split('; ').filter(Boolean)
  await context.addCookies(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), url: baseUrl }
    }),
  )
  return context
}

async function inContext<Value>(
  open: () => Promise<BrowserContext>,
  work: (context: BrowserContext) => Promise<Value>,
): Promise<Value> {
  const context = await open()
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

/**
 * Bytes of script over the wire that a page's HTML asks for: what Next.js calls first load. What the page
 * fetches on its own afterwards, for itself and for pages one may go to next, comes beside its data; how much
 * that is until the page stands is told as well.
 */
async function firstLoad(
  context: BrowserContext,
  url: string,
  stands: string,
): Promise<{ bytes: number; untilItStands: number }> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  const paths = new Map<string, string>()
  const bytes = new Map<string, number>()
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') paths.set(requestId, new URL(response.url).pathname)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId)
    if (path) bytes.set(path, encodedDataLength)
  })
  const document = await page.goto(url, { waitUntil: 'load' })
  const html = (await document?.text()) ?? ''
  await page.locator(stands).first().waitFor()
  await page.close()
  const asked = new Set(
    [...html.matchAll(/<script[^>]+src="([^"?]+)/g)].map(([, path = '']) => path),
  )
  const sum = (isCounted: (path: string) => boolean) =>
    [...bytes].reduce((total, [path, each]) => total + (isCounted(path) ? each : 0), 0)
  return { bytes: sum((path) => asked.has(path)), untilItStands: sum(() => true) }
}

async function paintsOf(
  context: BrowserContext,
  url: string,
  stands: string,
): Promise<{ lcp: number; cls: number }> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.addInitScript(watchPaints)
  await page.goto(url, { waitUntil: 'load' })
  await page.locator(stands).first().waitFor()
  await pause(SETTLED_MS)
  const paints = await readPaints(page)
  await page.close()
  return paints
}

type Paints = { lcp: number; cls: number }
type Watched = typeof globalThis & { paints: Paints }

function watchPaints(): void {
  const paints = { lcp: 0, cls: 0 }
  ;(globalThis as Watched).paints = paints
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) paints.lcp = Math.max(paints.lcp, entry.startTime)
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[])
      if (!entry.hadRecentInput) paints.cls += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

function readPaints(page: Page): Promise<Paints> {
  return page.evaluate(() => (globalThis as Watched).paints)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`
}
