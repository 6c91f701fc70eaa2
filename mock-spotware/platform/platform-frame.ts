import { Html, html } from '@/mock-spotware/http/html'
import { htmlDocument } from '@/mock-spotware/http/html-document'

const styles = new Html(`
  :root { color-scheme: light dark; --page: #f4f3f0; --card: #fff; --ink: #1c2430; --soft: #596473; --line: #dcdad5; --edge: #87909c; --accent: #0f6664; --on-accent: #fff; --live: #8a4b00; --warn: #8c1d18; --warn-back: #fdecea; --note-back: #e8f1f1; }
  @media (prefers-color-scheme: dark) { :root { --page: #11161c; --card: #1a212a; --ink: #e6eaef; --soft: #a3aebb; --line: #2e3843; --edge: #6c7885; --accent: #58bdb6; --on-accent: #07211f; --live: #f0b35c; --warn: #ffb4ab; --warn-back: #3a1a18; --note-back: #17302f; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 14px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); }
  header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; max-width: 60rem; margin: 0 auto; padding: .75rem 1rem 0; }
  header p { margin: 0; color: var(--soft); font-size: .8125rem; }
  header form { margin: 0; }
  header .who { display: flex; align-items: center; gap: .75rem; }
  .who strong { overflow-wrap: anywhere; }
  main { max-width: 60rem; margin: 0 auto; padding: .75rem 1rem 2rem; }
  main.narrow { max-width: 27rem; padding-top: 10vh; }
  h1 { font-size: 1.5rem; font-weight: 600; line-height: 1.25; margin: 0 0 .75rem; }
  h2 { font-size: 1rem; font-weight: 600; margin: 0; }
  h2 .soft { font-size: .875rem; font-weight: 400; }
  p { margin: 0 0 .75rem; }
  .soft { color: var(--soft); }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin-bottom: .75rem; }
  .card > :last-child { margin-bottom: 0; }
  .narrow .card { padding: 1.5rem; }
  .title { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; margin-bottom: .75rem; }
  .tag { font-size: .75rem; font-weight: 600; border: 1px solid currentColor; border-radius: 999px; padding: 0 .5rem; margin-right: .25rem; }
  .tag.live { color: var(--live); }
  .tag.demo { color: var(--soft); }
  .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
  .balance { font-size: 1.5rem; font-weight: 600; }
  .row { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; }
  .row:last-child { margin-bottom: 0; }
  .row form { margin: 0; }
  .stack form { margin: 0 0 .5rem; }
  .stack button { width: 100%; }
  button, a.button { display: inline-block; font: inherit; font-weight: 600; text-align: center; text-decoration: none; padding: .5rem .875rem; min-height: 2.5rem; border-radius: 8px; cursor: pointer; border: 1px solid var(--edge); background: transparent; color: var(--ink); }
  button.primary, a.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button:hover, a.button:hover { filter: brightness(1.08); }
  :focus-visible { outline: 3px solid #4b93d8; outline-offset: 2px; }
  a { color: var(--accent); }
  table { border-collapse: collapse; width: 100%; font-size: .8125rem; }
  caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
  th, td { text-align: left; padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--line); vertical-align: top; }
  th { font-weight: 500; color: var(--soft); border-top: 0; }
  td.amount, th.amount { text-align: right; }
  th:last-child, td:last-child { padding-right: 0; }
  .notice { border-radius: 8px; padding: .625rem .75rem; background: var(--note-back); }
  .notice.problem { background: var(--warn-back); color: var(--warn); }
  .link { overflow-wrap: anywhere; }
  @media (max-width: 30rem) { .wide-only { display: none; } td.amount, th.amount { padding-right: 0; } header .who { flex: 1 0 100%; justify-content: space-between; } .card > .row > form { flex: 1; } .card > .row button { width: 100%; height: 100%; } }
`)

/** The broker's screens open in the same light as this page. */
const themeScript = new Html(`
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  for (const input of document.querySelectorAll('input[name=theme]')) input.value = theme
`)

/** The frame of the platform's pages, which follow the light or dark of the device. */
export function platformFrame(
  title: string,
  content: Html,
  { width = 'wide', who }: { width?: 'wide' | 'narrow'; who?: Html } = {},
): Html {
  return htmlDocument({
    title: title,
    styles,
    body: html`<header>
<p>cTrader · mock-spotware, not the real service</p>
${who}
</header>
<main class="${width}">
${content}
</main>
<script>${themeScript}</script>`,
  })
}
