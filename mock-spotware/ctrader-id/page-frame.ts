import { Html, html } from '@/mock-spotware/http/html'
import { htmlDocument } from '@/mock-spotware/http/html-document'

const styles = new Html(`
  :root { color-scheme: light; --ink: #1d2733; --soft: #5a6675; --line: #d8dee6; --accent: #17694c; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: #f2f5f8; }
  main { max-width: 27rem; margin: 0 auto; padding: 2rem 1rem; }
  main.wide { max-width: 60rem; }
  .card { background: #fff; border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; }
  .brand { font-weight: 600; color: var(--soft); margin: 0 0 1rem; font-size: .9rem; }
  h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .75rem; }
  h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
  p { margin: 0 0 .75rem; }
  .soft { color: var(--soft); font-size: .9rem; }
  .field { margin-bottom: 1rem; }
  .field label { display: block; font-weight: 600; margin-bottom: .25rem; }
  .field input { width: 100%; padding: .6rem .75rem; font: inherit; border: 1px solid #7d8998; border-radius: 8px; }
  fieldset { border: 0; margin: 0 0 1rem; padding: 0; }
  legend { font-weight: 600; padding: 0; margin-bottom: .25rem; }
  .choice { display: flex; gap: .75rem; align-items: center; padding: .6rem 0; border-top: 1px solid var(--line); }
  .choice input { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); flex: none; }
  .choice label { flex: 1; }
  button { font: inherit; font-weight: 600; padding: .65rem 1rem; border-radius: 8px; cursor: pointer; border: 1px solid #7d8998; background: #fff; color: var(--ink); }
  a.button { display: block; flex: 1; min-width: 8rem; font-weight: 600; text-align: center; text-decoration: none; padding: .65rem 1rem; border-radius: 8px; border: 1px solid #7d8998; color: var(--ink); }
  .row + .soft { margin-top: .5rem; }
  .or { color: var(--soft); text-align: center; margin: .5rem 0; }
  button.primary { background: var(--accent); border-color: var(--accent); color: #fff; }
  button.link { border: 0; background: none; padding: .5rem 0; color: var(--accent); text-decoration: underline; font-weight: 400; }
  button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #7fb6f0; outline-offset: 2px; }
  .row { display: flex; flex-wrap: wrap; gap: .75rem; }
  .row button { flex: 1; min-width: 8rem; }
  .error { border-left: 4px solid #b3261e; background: #fdecea; padding: .6rem .75rem; border-radius: 4px; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: .92rem; }
  th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; }
  ul { padding-left: 1.2rem; margin: 0 0 1rem; }
`)

/** The frame of cTrader ID's pages. */
export function page(title: string, content: Html, width: 'narrow' | 'wide' = 'narrow'): Html {
  return htmlDocument({
    title: title,
    styles,
    body: html`<main class="${width}">
<div class="card">
<p class="brand">cTrader ID · mock-spotware, not the real service</p>
${content}
</div>
</main>`,
  })
}
