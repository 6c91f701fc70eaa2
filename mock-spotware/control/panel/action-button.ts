import { type Html, html } from '@/mock-spotware/http/html'

export interface Action {
  id: string
  label: string
  method?: 'POST' | 'DELETE'
  path: string
  body?: unknown
  says: Sayings
  /** Asked before anything happens. */
  confirm?: { question: string; text: string }
  look?: 'danger' | 'quiet' | 'quiet danger'
}

/** What the panel says afterwards; `{name}` and `{name.part}` stand for that member of the answer. */
export interface Sayings {
  done: string
  /** Said in its place when the member `unless` of the answer is empty, zero or false. */
  otherwise?: { unless: string; text: string; isFine?: boolean }
  /** Where to look at what was made. */
  link?: { text: string; href: string }
  /** Id of the row that is new. */
  highlight?: string
}

/** A button that the panel's script turns into a call of the control API. */
export function actionButton(action: Action): Html {
  const { id, label, method = 'POST', path, body = {}, says, confirm, look } = action
  return html`<button type="button" id="${id}" data-method="${method}" data-path="${path}" data-body="${JSON.stringify(body)}" data-says="${JSON.stringify(says)}"${
    confirm ? html` data-confirm="${JSON.stringify(confirm)}"` : undefined
  }${look ? html` class="${look}"` : undefined}>${label}</button>`
}

/** The attributes of a form that the panel's script turns into such a call. */
export function formCall(path: string, says: Sayings): Html {
  return html`novalidate data-path="${path}" data-says="${JSON.stringify(says)}"`
}
