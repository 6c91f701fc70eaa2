/** Text that is already safe to put into a page. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Insertable = Html | string | number | undefined | readonly Html[]

/** Template tag: everything inserted is escaped unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...values: Insertable[]): Html {
  const parts = strings.map((part, index) => part + insert(values[index]))
  return new Html(parts.join(''))
}

function insert(value: Insertable): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map((part) => part.text).join('')
  return escapeHtml(String(value))
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
