/**
 * Brings the page up to date without replacing what stays the same: open details, focus, scroll
 * position and unsent text are where they were. Asks every few seconds while somebody looks.
 */
export const refreshScript = `
  const POLL_MS = 3000
  // set by this page itself, not by the server
  const own = ['open', 'hidden', 'disabled', 'aria-invalid', 'aria-describedby', 'data-new']
  const asOf = document.getElementById('as-of')

  function renew(old, fresh) {
    if (old.nodeName !== fresh.nodeName || old.id !== fresh.id) return old.replaceWith(fresh)
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data
      return
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !own.includes(name)) old.removeAttribute(name)
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value && !own.includes(name)) old.setAttribute(name, value)
    }
    renewChildren(old, fresh)
  }

  function renewChildren(old, fresh) {
    const wanted = new Set([...fresh.children].map(({ id }) => id).filter(Boolean))
    const present = new Map([...old.children].filter(({ id }) => id).map((child) => [child.id, child]))
    const isStaying = (child) => child.id ? wanted.has(child.id) : child.className === 'field-problem'
    let next = old.firstChild
    const skip = () => {
      while (next?.className === 'field-problem') next = next.nextSibling
    }
    for (const child of [...fresh.childNodes]) {
      skip()
      const match = child.id
        ? present.get(child.id)
        : next && !next.id && next.nodeName === child.nodeName ? next : undefined
      if (!match) {
        old.insertBefore(child, next)
        continue
      }
      while (next && next !== match && !isStaying(next)) {
        const gone = next
        next = next.nextSibling
        gone.remove()
      }
      if (next === match) next = next.nextSibling
      else old.insertBefore(match, next)
      renew(match, child)
    }
    for (skip(); next; skip()) {
      const gone = next
      next = next.nextSibling
      gone.remove()
    }
  }

  function isUnsent(field) {
    if (field.matches('select')) {
      const first = [...field.options].findIndex((option) => option.defaultSelected)
      return field.selectedIndex !== Math.max(0, first)
    }
    return field.matches('input:not([type=hidden])') && field.value !== field.defaultValue
  }

  let lastTurn = 0

  async function refresh() {
    lastTurn += 1
    const turn = lastTurn
    const answer = await fetch(location.pathname + location.search)
    if (!answer.ok) throw new Error('the page answers ' + answer.status)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    // a later one knows more
    if (turn !== lastTurn) return
    const fields = [...document.querySelectorAll('main input, main select')]
    const unsent = fields.filter(isUnsent).map((field) => [field, field.value])
    const focused = document.activeElement
    const sectionId = focused?.closest('section')?.id
    const formId = focused?.closest('form')?.id
    for (const section of document.querySelectorAll('main section')) {
      const fresh = page.getElementById(section.id)
      if (fresh) renew(section, fresh)
    }
    for (const [field, value] of unsent) if (field.value !== value) field.value = value
    asOf.textContent = page.getElementById('as-of').textContent
    asOf.classList.remove('bad')
    arrange()
    if (sectionId && !focused.isConnected) {
      const field = formId && document.querySelector('#' + formId + ' :is(input, select)')
      const target = field || document.getElementById(sectionId + '-title')
      target.focus({ preventScroll: true })
    }
  }

  async function keepUpToDate() {
    if (document.visibilityState === 'visible' && !isBusy) {
      try {
        await refresh()
      } catch {
        asOf.classList.add('bad')
        asOf.textContent = asOf.textContent.replace(/(: the mock does not answer)?$/, ': the mock does not answer')
      }
    }
    setTimeout(keepUpToDate, POLL_MS)
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh().catch(() => {})
  })
  setTimeout(keepUpToDate, POLL_MS)
`
