import { Html } from '@/mock-spotware/http/html'

export const panelStyles = new Html(`
  :root { color-scheme: light dark; --ink: #1d2733; --soft: #55616f; --line: #d5dce4; --ground: #f2f5f8; --card: #fff; --accent: #17694c; --edge: #7d8998; --bad: #b3261e; --bad-ground: #fdecea; --warn: #7a4b00; --warn-ground: #fdf1dc; --good-ground: #e5f3ec; --focus: #2f6fc4; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --soft: #a3afbd; --line: #323d4a; --ground: #12181f; --card: #1b232c; --accent: #6fcfa5; --edge: #7b8794; --bad: #ff9d94; --bad-ground: #3a1d1c; --warn: #f3c26b; --warn-ground: #362a14; --good-ground: #16332a; --focus: #8ab8f2; } }
  * { box-sizing: border-box; }
  html { scroll-padding-top: calc(var(--bar, 3rem) + 1rem); }
  [hidden] { display: none !important; }
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
  header, main, .bar > * { max-width: 88rem; margin: 0 auto; padding: 0 1rem; }
  header { padding-top: 1.25rem; }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .25rem; }
  h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
  h3 { font-size: .95rem; margin: 0 0 .25rem; }
  p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
  section > :last-child { margin-bottom: 0; }
  a { color: var(--accent); }
  code, pre { font: .86em ui-monospace, monospace; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; margin: 0; }
  .soft, label code { color: var(--soft); }
  .soft { font-size: .92rem; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; }

  .bar { position: sticky; top: 0; z-index: 1; background: var(--ground); border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
  .bar nav { display: flex; gap: 1.1rem; align-items: baseline; overflow-x: auto; white-space: nowrap; padding-block: .5rem; }
  #as-of { margin: 0 0 0 auto; padding-left: 1rem; overflow-wrap: normal; }
  .notice { display: flow-root; }
  .notice p { padding: .4rem .75rem; border-radius: 8px; margin: 0 0 .5rem; }
  .notice p:empty { position: absolute; width: 1px; height: 1px; margin: 0; padding: 0; overflow: hidden; }
  #said { background: var(--good-ground); }
  #said[data-tone=warn] { background: var(--warn-ground); color: var(--warn); }
  #said[data-tone=waiting] { background: none; color: var(--soft); }
  #problem { background: var(--bad-ground); color: var(--bad); }
  #same { font: .86rem ui-monospace, monospace; color: var(--soft); padding-block: 0; }

  main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; padding-bottom: 2rem; }
  .state, .seen { display: grid; gap: 1rem; align-content: start; min-width: 0; grid-template-columns: minmax(0, 1fr); }
  section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem; min-width: 0; }
  @media (min-width: 70rem) {
    main { grid-template-columns: minmax(0, 1fr) minmax(22rem, 28rem); }
    .seen { position: sticky; top: calc(var(--bar, 3rem) + 1rem); max-height: calc(100vh - var(--bar, 3rem) - 2rem); overflow-y: auto; }
  }

  .row, form.inline { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; align-items: flex-end; }
  .row.end { justify-content: flex-end; }
  .row.end button { padding-inline: .4rem; }
  .grow { flex: 1; }
  form.fields, fieldset { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: .75rem; align-items: start; margin-bottom: .75rem; }
  fieldset { grid-column: 1 / -1; border: 0; margin: 0; padding: 0; min-width: 0; }
  form.fields > button { justify-self: start; grid-column: 1 / -1; }
  form.inline .field { flex: 1 1 8rem; max-width: 14rem; }
  form.fields > .field, fieldset > .field { display: grid; grid-row: span 3; grid-template-rows: subgrid; row-gap: .2rem; align-items: end; }
  .field p { margin: .25rem 0 0; align-self: start; }
  .field-problem { color: var(--bad); font-size: .92rem; }
  label { display: block; font-weight: 600; margin-bottom: .2rem; }
  label small { display: block; font-weight: 400; color: var(--soft); font-size: .87rem; }
  label code { font-weight: 400; }
  input, select { font: inherit; color: inherit; background: var(--card); width: 100%; min-height: 2.4rem; padding: .3rem .6rem; border: 1px solid var(--edge); border-radius: 8px; }
  input[type=search] { max-width: 24rem; }
  [aria-invalid=true] { border-color: var(--bad); }
  ::placeholder { color: var(--soft); opacity: 1; }
  button { font: inherit; font-weight: 600; min-height: 2.4rem; padding: .3rem .85rem; border-radius: 8px; cursor: pointer; border: 1px solid var(--edge); background: var(--card); color: var(--ink); }
  button:hover { border-color: var(--accent); }
  button.danger { color: var(--bad); border-color: var(--bad); }
  button.quiet { border-color: transparent; background: none; font-weight: 500; color: var(--soft); text-decoration: underline; }
  button.quiet.danger { color: var(--bad); }
  button.quiet:hover { border-color: currentColor; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  h2:focus { outline: none; }
  details > summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }

  .presets { list-style: none; margin: 0 0 .5rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: .6rem; }
  .presets li { display: grid; gap: .2rem; align-content: start; justify-items: start; }
  .presets button { border-radius: 999px; }
  .presets .set button { background: var(--warn-ground); color: var(--warn); border-color: var(--warn); }

  table { border-collapse: collapse; width: 100%; font-size: .92rem; margin-bottom: .5rem; }
  th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: middle; overflow-wrap: break-word; }
  thead th { border-top: 0; font-weight: 500; color: var(--soft); overflow-wrap: normal; }
  td code { overflow-wrap: break-word; }
  td:first-child { white-space: nowrap; }
  td.action { text-align: right; padding-right: 0; }
  td.action button { white-space: nowrap; padding-inline: .4rem; }
  tr[data-new] { background: var(--good-ground); }

  .requests { list-style: none; margin: 0; padding: 0; font-size: .9rem; }
  .requests li { border-top: 1px solid var(--line); }
  .requests summary { font-weight: 400; list-style: none; padding: .35rem 0; }
  .requests summary::-webkit-details-marker { display: none; }
  .line { display: block; overflow-wrap: anywhere; }
  details:not([open]) .cut { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .requests time { font: .92em ui-monospace, monospace; color: var(--soft); }
  .tag { font-weight: 600; padding: 0 .4rem; border-radius: 5px; font-size: .92em; white-space: nowrap; }
  .tag.fine { background: var(--good-ground); }
  .tag.refused { background: var(--warn-ground); color: var(--warn); }
  .tag.broken, .bad { color: var(--bad); }
  .tag.broken { background: var(--bad-ground); }

  .group { margin-top: 1rem; }
  .switch { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 18rem) auto; gap: .3rem .75rem; align-items: center; padding: .5rem 0; border-top: 1px solid var(--line); }
  .switch label { margin: 0; overflow-wrap: anywhere; }
  .switch button.quiet { grid-column: 2 / -1; justify-self: end; min-height: 2rem; }
  .switch .field-problem { grid-column: 2 / -1; margin: 0; }
  .account { border-top: 1px solid var(--line); padding: .75rem 0 .25rem; }

  dialog { color: var(--ink); background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 1.25rem; max-width: min(32rem, calc(100vw - 2rem)); }
  dialog::backdrop { background: rgb(0 0 0 / .45); }
  dialog .row { justify-content: flex-end; margin: 1rem 0 0; }

  @media (max-width: 40rem) {
    .switch { grid-template-columns: minmax(0, 1fr) auto; }
    .switch label { grid-column: 1 / -1; }
    .switch button.quiet, .switch .field-problem { grid-column: 1 / -1; }
    form.inline .field { max-width: none; }
    form[data-path='/control/cash'] .field { flex-basis: 100%; }
    #as-of { display: none; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; }
    table, tbody, tr, td { display: block; }
    tr { border: 1px solid var(--line); border-radius: 8px; padding: .5rem .75rem; margin-bottom: .5rem; }
    td { border: 0; padding: .1rem 0; display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .5rem; }
    td::before { content: attr(data-label); color: var(--soft); }
    td.action { display: block; }
    td.action::before { content: none; }
  }
`)
