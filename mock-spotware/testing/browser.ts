const MAX_REDIRECTS = 10

export interface Page {
  url: string
  status: number
  text: string
  /** Every address on the way to it, itself included. */
  visited: string[]
}

/** A browser without scripts: cookies, redirects, links and forms. Cookies know no ports. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>()

  async open(url: string, init: RequestInit = {}): Promise<Page> {
    const visited: string[] = []
    let next = { url, init }
    for (;;) {
      visited.push(next.url)
      const response = await fetch(next.url, {
        ...next.init,
        headers: { ...next.init.headers, cookie: this.#cookieHeader(next.url) },
        redirect: 'manual',
      })
      for (const cookie of response.headers.getSetCookie()) this.#take(cookie)
      const location = response.headers.get('location')
      const text = await response.text()
      if (!location) return { url: next.url, status: response.status, text, visited }
      if (visited.length > MAX_REDIRECTS) throw new Error('redirected without end')
      next = { url: new URL(location, next.url).href, init: {} }
    }
  }

  /** Fills the form with that button and presses it. Fields not given stay as the page has them. */
  submit(page: Page, button: string, fields: Record<string, string> = {}): Promise<Page> {
    const form = formWith(page.text, button)
    const values = new URLSearchParams(form.fields)
    for (const [name, value] of Object.entries(fields)) values.set(name, value)
    const target = new URL(form.action || page.url, page.url)
    if (form.method === 'get') {
      target.search = String(values)
      return this.open(target.href)
    }
    return this.open(target.href, { method: 'POST', body: values })
  }

  /** Where the link with these words leads. */
  follow(page: Page, words: string): Promise<Page> {
    const link = [...page.text.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].find(
      ([, , text]) => textOf(text ?? '') === words,
    )
    if (!link) throw new Error(`no link ${words} on ${page.url}: ${textOf(page.text)}`)
    return this.open(new URL(attribute(link[1] ?? '', 'href') ?? '', page.url).href)
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value
  }

  dropCookie(name: string): void {
    this.#cookies.delete(name)
  }

  #take(text: string): void {
    const [pair = '', ...attributes] = text.split('; ')
    const [name = '', ...value] = pair.split('=')
    const path = attributes.find((one) => one.startsWith('Path='))?.slice('Path='.length) ?? '/'
    if (attributes.includes('Max-Age=0')) this.#cookies.delete(name)
    else this.#cookies.set(name, { value: value.join('='), path })
  }

  #cookieHeader(url: string): string {
    const { pathname } = new URL(url)
    return [...this.#cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  }
}

/** What a person reads on it. */
export function wordsOf({ text }: Page): string {
  return textOf(text.replace(/<(style|script|title)>[\s\S]*?<\/\1>/g, ' '))
}

function formWith(text: string, button: string) {
  for (const [, head = '', body = ''] of text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const pressed = [...body.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].find(
      ([, , words]) => textOf(words ?? '') === button,
    )
    if (!pressed) continue
    return {
      action: attribute(head, 'action') ?? '',
      method: attribute(head, 'method') ?? 'get',
      fields: [...fieldsOf(body), ...named(pressed[1] ?? '')],
    }
  }
  throw new Error(`no button ${button}: ${textOf(text)}`)
}

function fieldsOf(body: string): [string, string][] {
  const inputs = [...body.matchAll(/<input\b([^>]*)>/g)]
    .map(([, attributes = '']) => attributes)
    .filter((one) => !/type="(checkbox|radio)"/.test(one) || /\schecked\b/.test(one))
  const selects = [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, attributes = '', options = '']) => {
      const chosen = /<option\b([^>]*\bselected\b[^>]*)>/.exec(options)
      const first = chosen ?? /<option\b([^>]*)>/.exec(options)
      return `${attributes} value="${attribute(first?.[1] ?? '', 'value') ?? ''}"`
    },
  )
  return [...inputs, ...selects].flatMap(named)
}

function named(attributes: string): [string, string][] {
  const name = attribute(attributes, 'name')
  return name === undefined ? [] : [[name, attribute(attributes, 'value') ?? '']]
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? undefined : plain(value)
}

function textOf(markup: string): string {
  return plain(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
