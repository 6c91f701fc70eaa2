import { Html, html } from '@/mock-spotware/http/html'
import { htmlDocument } from '@/mock-spotware/http/html-document'

export type Theme = 'light' | 'dark' | undefined

const dark = `color-scheme: dark; --ink: #e6ecf2; --soft: #a3b1bf; --line: #34414e; --card: #17212b;
    --ground: #0f171f; --accent: #58b6c9; --on-accent: #06222a; --warn: #45201d; --good: #12352b;`

const styles = new Html(`
  :root { color-scheme: light; --ink: #15242f; --soft: #53636f; --line: #d5dde3; --card: #fff;
    --ground: #eef3f5; --accent: #0d6377; --on-accent: #fff; --warn: #fdecea; --good: #e3f4ee; }
  @media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { ${dark} } }
  :root[data-theme=dark] { ${dark} }
  * { box-sizing: border-box; }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
  main { max-width: 28rem; margin: 0 auto; padding: 1.25rem 1rem; overflow-wrap: anywhere; }
  .brand { display: flex; gap: .5rem; align-items: center; font-weight: 650; margin: 0 0 1rem; }
  .brand::before { content: ""; width: 1.1rem; height: 1.1rem; border-radius: 50% 50% 50% 0; background: var(--accent); }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; margin-bottom: 1rem; }
  h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .75rem; }
  h2 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
  p { margin: 0 0 .75rem; }
  a { color: var(--accent); }
  .soft, footer { color: var(--soft); font-size: .9rem; }
  .field { margin-bottom: 1rem; }
  .field label { display: block; font-weight: 600; margin-bottom: .25rem; }
  .field input, .field select { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
    background: var(--card); border: 1px solid #7d8998; border-radius: 9px; }
  .choice { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; margin-bottom: .5rem; }
  .choice input { width: 1.2rem; height: 1.2rem; accent-color: var(--accent); flex: none; margin: 0; }
  button { font: inherit; font-weight: 600; min-height: 2.75rem; width: 100%; padding: .5rem 1rem; margin-bottom: .6rem;
    border-radius: 9px; cursor: pointer; border: 1px solid #7d8998; background: none; color: inherit; }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button:focus-visible, input:focus-visible, select:focus-visible, a:focus-visible { outline: 3px solid #7fb6f0; outline-offset: 2px; }
  .error { border-left: 4px solid #c4483f; background: var(--warn); padding: .6rem .75rem; border-radius: 4px; }
  .good { border-left: 4px solid #2c8f6f; background: var(--good); padding: .6rem .75rem; border-radius: 4px; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
  dt { color: var(--soft); }
  dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
`)

/** The frame of every page of the broker. */
export function brokerPage(title: string, theme: Theme, content: Html): Html {
  return htmlDocument({
    title: `${title} · Harbour Lane`,
    styles,
    theme,
    body: html`<main>
<p class="brand">Harbour Lane</p>
<div class="card">
${content}
</div>
<footer>Harbour Lane Markets Ltd · an invented broker of mock-spotware; no real money moves here.</footer>
</main>`,
  })
}

/** What went wrong, read out by screen readers. */
export function errorNote(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="error" role="alert">${text}</p>`
}
