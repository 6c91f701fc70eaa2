import { Html, html } from '@/mock-spotware/http/html'
import { htmlDocument } from '@/mock-spotware/http/html-document'

const styles = new Html(`
  :root { color-scheme: light dark; --ink: #1d2733; --soft: #55616f; --line: #d5dce4; --ground: #f2f5f8; --card: #fff; --edge: #7d8998; --accent: #17694c; --on-accent: #fff; --bad: #b3261e; --bad-ground: #fdecea; --focus: #2f6fc4; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --soft: #a3afbd; --line: #323d4a; --ground: #12181f; --card: #1b232c; --edge: #7b8794; --accent: #6fcfa5; --on-accent: #0b261b; --bad: #ff9d94; --bad-ground: #3a1d1c; --focus: #8ab8f2; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
  main { max-width: 27rem; margin: 0 auto; padding: 2rem 1rem; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; }
  .brand { font-weight: 600; color: var(--soft); margin: 0 0 1rem; font-size: .9rem; }
  h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .75rem; }
  h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
  p { margin: 0 0 .75rem; }
  .soft { color: var(--soft); font-size: .9rem; }
  .field { margin-bottom: 1rem; }
  .field label { display: block; font-weight: 600; margin-bottom: .25rem; }
  .field input { width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 8px; }
  fieldset { border: 0; margin: 0 0 1rem; padding: 0; }
  legend { font-weight: 600; padding: 0; margin-bottom: .25rem; }
  .choice { display: flex; gap: .75rem; align-items: center; padding: .6rem 0; border-top: 1px solid var(--line); }
  .choice input { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); flex: none; }
  .choice label { flex: 1; }
  button { font: inherit; font-weight: 600; padding: .65rem 1rem; border-radius: 8px; cursor: pointer; border: 1px solid var(--edge); background: var(--card); color: var(--ink); }
  a.button { display: block; flex: 1; min-width: 8rem; font-weight: 600; text-align: center; text-decoration: none; padding: .65rem 1rem; border-radius: 8px; border: 1px solid var(--edge); color: var(--ink); }
  .row + .soft { margin-top: .5rem; }
  .or { color: var(--soft); text-align: center; margin: .5rem 0; }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.link { border: 0; background: none; padding: .5rem 0; color: var(--accent); text-decoration: underline; font-weight: 400; }
  button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .row { display: flex; flex-wrap: wrap; gap: .75rem; }
  .row button { flex: 1; min-width: 8rem; }
  .error { border-left: 4px solid var(--bad); background: var(--bad-ground); padding: .6rem .75rem; border-radius: 4px; }
  ul { padding-left: 1.2rem; margin: 0 0 1rem; }
`)

/** The frame of cTrader ID's pages. */
export function page(title: string, content: Html): Html {
  return htmlDocument({
    title: title,
    styles,
    body: html`<main>
<div class="card">
<p class="brand">cTrader ID · mock-spotware, not the real service</p>
${content}
</div>
</main>`,
  })
}
