import { Html, html } from '@/mock-spotware/http/html'
import { htmlDocument } from '@/mock-spotware/http/html-document'
import { actionScript } from './action-script'
import { formScript } from './form-script'
import { panelStyles } from './panel-styles'
import { refreshScript } from './refresh-script'
import { section } from './section'

export interface Section {
  id: string
  title: string
  content: Html
}

const script = new Html(`${actionScript}${formScript}${refreshScript}`)

/** The page around the sections: what is set on one side, what was seen on the other. */
export function panelFrame(options: {
  state: Section[]
  seen: Section[]
  crmUrl: string
  /** Of what is shown. */
  time: string
}): Html {
  const { state, seen, crmUrl, time } = options
  const show = (sections: Section[]) =>
    sections.map(({ id, title, content }) => section(id, title, content))
  return htmlDocument({
    title: 'Control panel · mock-spotware',
    styles: panelStyles,
    icon: 'data:,',
    body: html`<header>
<h1>Control panel</h1>
<p class="soft">mock-spotware, a stand-in for cTrader and a broker; not the real service. Go to the <a href="/platform">cTrader platform</a> or to the <a href="${crmUrl}/">broker's client area</a>.</p>
</header>
<div class="bar"><nav aria-label="Sections">${[...state, ...seen].map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}<span class="soft" id="as-of">As of ${time} UTC</span></nav>
<div class="notice" role="region" aria-label="What happened last"><p id="said" role="status" aria-live="polite"></p><p id="problem" role="alert"></p><p id="same"></p></div></div>
<main>
<div class="state">${show(state)}</div>
<div class="seen">${show(seen)}</div>
</main>
<dialog id="confirm" aria-labelledby="confirm-title"><form method="dialog">
<h2 id="confirm-title"></h2>
<p id="confirm-text"></p>
<p class="soft">With curl: <code id="confirm-same"></code></p>
<div class="row"><button value="cancel">Cancel</button><button value="go" id="confirm-go" class="danger"></button></div>
</form></dialog>
<script>${script}</script>`,
  })
}
