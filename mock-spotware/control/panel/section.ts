import { type Html, html } from '@/mock-spotware/http/html'

export function section(id: string, title: string, content: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" tabindex="-1">${title}</h2>
${content}
</section>`
}

interface Row {
  /** The same for as long as the row is about the same thing. */
  id: string
  cells: (Html | string | number)[]
}

/** On a narrow screen every row is a card; an empty heading belongs to the row's buttons. */
export function rowTable(label: string, headings: readonly string[], rows: readonly Row[]): Html {
  return html`<table aria-label="${label}">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading || html`<span class="unseen">Action</span>`}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ id, cells }) => html`<tr id="${id}">${cells.map((cell, index) => {
      const heading = headings[index] ?? ''
      return heading === ''
        ? html`<td class="action">${cell}</td>`
        : html`<td data-label="${heading}">${cell}</td>`
    })}</tr>
`,
  )}</tbody></table>`
}

/** A field with its label above; `name` is how the control API calls it. */
export function labelled(
  { id, label, name, about }: { id: string; label: string; name?: string; about?: string },
  field: Html,
): Html {
  return html`<div class="field"><label for="${id}">${label}${
    name ? html` <code>${name}</code>` : undefined
  }${about ? html`<small>${about}</small>` : undefined}</label>
${field}</div>`
}
