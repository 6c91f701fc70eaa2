import { type Html, html } from '@/mock-spotware/http/html'

export interface Action {
  id: string
  label: string
  method?: 'POST' | 'DELETE'
  path: string
  body?: unknown
  /** What happened, in words; `{name}` stands for that member of the answer. */
  says: string
}

/** A button that the panel's script turns into a call of the control API. */
export function actionButton({ id, label, method = 'POST', path, body = {}, says }: Action): Html {
  return html`<button type="button" id="${id}" data-method="${method}" data-path="${path}" data-body="${JSON.stringify(body)}" data-says="${says}">${label}</button>`
}

export function section(id: string, title: string, content: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" tabindex="-1">${title}</h2>
${content}
</section>`
}

export function scrollingTable(label: string, headings: readonly string[], rows: Html[]): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

/** 2026-11-22 10:00:00, in UTC. */
export function shownTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
