import { Html, html } from '@/mock-spotware/http/html'
import { htmlDocument } from '@/mock-spotware/http/html-document'
import { panelScript } from './panel-script'

const styles = new Html(`
  :root { color-scheme: light dark; --ink: #1d2733; --soft: #55616f; --line: #d5dce4; --ground: #f2f5f8; --card: #fff; --accent: #17694c; --edge: #7d8998; --bad: #b3261e; --bad-ground: #fdecea; --good-ground: #e5f3ec; --focus: #2f6fc4; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --soft: #a3afbd; --line: #323d4a; --ground: #12181f; --card: #1b232c; --accent: #6fcfa5; --edge: #7b8794; --bad: #ff9d94; --bad-ground: #3a1d1c; --good-ground: #16332a; --focus: #8ab8f2; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
  header, main { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
  h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
  h3 { font-size: 1rem; margin: 1.2rem 0 .5rem; }
  p { margin: 0 0 .75rem; }
  a { color: var(--accent); }
  nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-bottom: .75rem; }
  nav a { padding: .2rem 0; }
  .soft { color: var(--soft); font-size: .92rem; }
  .bar { position: sticky; top: 0; z-index: 1; background: var(--ground); padding: 0 0 .5rem; max-width: 68rem; margin: 0 auto; }
  #said, #problem { margin: 0 1rem; padding: .5rem .75rem; border-radius: 8px; }
  #said { background: var(--good-ground); }
  #problem { background: var(--bad-ground); color: var(--bad); white-space: pre-line; }
  #said:empty, #problem:empty { position: absolute; width: 1px; height: 1px; margin: 0; padding: 0; overflow: hidden; }
  section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem; margin-bottom: 1rem; scroll-margin-top: 4rem; min-width: 0; }
  .row { display: flex; flex-wrap: wrap; gap: .6rem; margin-bottom: .75rem; align-items: flex-end; }
  form.fields, fieldset { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: .75rem; align-items: end; }
  fieldset { grid-column: 1 / -1; border: 0; margin: 0; padding: 0; min-width: 0; }
  fieldset[hidden] { display: none; }
  form.fields > button { justify-self: start; grid-column: 1 / -1; }
  label { display: block; font-weight: 600; margin-bottom: .2rem; }
  label small { display: block; font-weight: 400; color: var(--soft); }
  input, select { font: inherit; color: inherit; background: var(--card); width: 100%; min-height: 2.6rem; padding: .4rem .6rem; border: 1px solid var(--edge); border-radius: 8px; }
  button { font: inherit; font-weight: 600; min-height: 2.6rem; padding: .4rem .9rem; border-radius: 8px; cursor: pointer; border: 1px solid var(--edge); background: var(--card); color: var(--ink); }
  button:hover { border-color: var(--accent); }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  h2:focus { outline: none; }
  .scroll { overflow-x: auto; margin-bottom: .75rem; }
  table { border-collapse: collapse; width: 100%; font-size: .92rem; }
  th, td { text-align: left; padding: .4rem .9rem .4rem 0; border-top: 1px solid var(--line); vertical-align: middle; }
  thead th { border-top: 0; white-space: nowrap; }
  td.tight { white-space: nowrap; }
  td.wide { min-width: 16rem; overflow-wrap: anywhere; }
  .bad { color: var(--bad); font-weight: 600; }
  .switch { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 15rem) auto; gap: .4rem .75rem; align-items: center; padding: .55rem 0; border-top: 1px solid var(--line); }
  .switch label { margin: 0; overflow-wrap: anywhere; }
  .account { border-top: 1px solid var(--line); padding: .6rem 0; }
  .account form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: flex-end; }
  .account form input { width: 9rem; }
  .account form label { font-size: .92rem; }
  details > summary { cursor: pointer; font-weight: 600; padding: .4rem 0; }
  @media (max-width: 40rem) { .switch { grid-template-columns: minmax(0, 1fr) auto; } .switch label { grid-column: 1 / -1; } .row > button { flex: 1 1 100%; } }
`)

/** The page around the sections. */
export function panelFrame(options: {
  sections: { id: string; title: string }[]
  crmUrl: string
  content: Html
}): Html {
  return htmlDocument({
    title: 'Control panel · mock-spotware',
    styles,
    icon: 'data:,',
    body: html`<header>
<h1>Control panel</h1>
<p class="soft">mock-spotware, a stand-in for cTrader and a broker; not the real service. Go to the <a href="/platform">cTrader platform</a> or to the <a href="${options.crmUrl}/">broker's client area</a>.</p>
<nav aria-label="Sections">${options.sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
</header>
<div class="bar"><p id="said" role="status" aria-live="polite"></p><p id="problem" role="alert"></p></div>
<main>
${options.content}
</main>
<script>${panelScript}</script>`,
  })
}
