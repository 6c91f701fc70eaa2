/** Buttons and forms call the control API; one sentence says what happened, and how curl does it. */
export const actionScript = `
  const said = document.getElementById('said')
  const problem = document.getElementById('problem')
  const same = document.getElementById('same')
  const dialog = document.getElementById('confirm')
  let isBusy = false

  // what is scrolled to must not end up behind the bar, which grows with what is said
  const bar = document.querySelector('.bar')
  new ResizeObserver(() => {
    document.documentElement.style.setProperty('--bar', bar.offsetHeight + 'px')
  }).observe(bar)

  function inWords(value) {
    const text = String(value ?? '')
    return /^\\d{4}-\\d\\d-\\d\\dT/.test(text) ? text.slice(0, 19).replace('T', ' ') + ' UTC' : text
  }

  function lookUp(answer, path) {
    return path.split('.').reduce((value, name) => value?.[name], answer)
  }

  /** {name} is that member of the answer, {|name|} the same without its sign. */
  function fillIn(sentence, answer) {
    return sentence
      .replace(/\\{\\|([\\w.]+)\\|\\}/g, (_, path) => String(lookUp(answer, path) ?? '').replace(/^-/, ''))
      .replace(/\\{([\\w.]+)\\}/g, (_, path) => inWords(lookUp(answer, path)))
  }

  function curlLine({ method, path, body }) {
    const data = method === 'DELETE' ? '' : " -d '" + JSON.stringify(body).replaceAll("'", "'\\\\''") + "'"
    return 'curl -X ' + method + ' ' + location.origin + path + data
  }

  function say(says, answer) {
    const otherwise = says.otherwise && !lookUp(answer, says.otherwise.unless) ? says.otherwise : undefined
    const isNothing = otherwise && !otherwise.isFine
    const isBelowZero = String(answer.balance ?? '').startsWith('-')
    said.dataset.tone = isNothing || isBelowZero ? 'warn' : 'good'
    problem.textContent = ''
    said.textContent = fillIn(otherwise?.text ?? says.done, answer)
    if (isBelowZero) said.append(' That is below zero.')
    if (says.link && !isNothing) {
      const link = document.createElement('a')
      link.href = says.link.href
      link.textContent = says.link.text
      said.append(' ', link)
    }
    for (const row of document.querySelectorAll('[data-new]')) row.removeAttribute('data-new')
    const row = says.highlight && document.getElementById(fillIn(says.highlight, answer))
    if (!row) return
    row.setAttribute('data-new', '')
    row.scrollIntoView({ block: 'nearest' })
  }

  function refuse(form, refusal) {
    for (const text of [said, problem, same]) text.textContent = ''
    const field = fieldMeant(form, refusal)
    if (!field) {
      problem.textContent = 'That did not work: ' + refusal
      return
    }
    const words = refusal.startsWith(field.name + ': ') ? refusal.slice(field.name.length + 2) : refusal
    showProblem(field, words[0].toUpperCase() + words.slice(1) + '.')
    field.focus()
  }

  async function call(order, says, form) {
    isBusy = true
    // a long history may have to be made first
    const waiting = setTimeout(() => {
      said.dataset.tone = 'waiting'
      said.textContent = 'One moment…'
    }, 600)
    try {
      const answer = await fetch(order.path, {
        method: order.method,
        headers: { 'content-type': 'application/json' },
        body: order.method === 'DELETE' ? undefined : JSON.stringify(order.body),
      })
      const json = await answer.json()
      clearTimeout(waiting)
      if (!answer.ok) return refuse(form, json.error)
      if (form && !('keeps' in form.dataset)) form.reset()
      await refresh()
      say(says, json)
      same.textContent = curlLine(order)
    } catch (error) {
      refuse(undefined, error.message)
    } finally {
      clearTimeout(waiting)
      isBusy = false
    }
  }

  function isConfirmed({ question, text }, label, order) {
    document.getElementById('confirm-title').textContent = question
    document.getElementById('confirm-text').textContent = text
    document.getElementById('confirm-same').textContent = curlLine(order)
    document.getElementById('confirm-go').textContent = label
    dialog.returnValue = ''
    dialog.showModal()
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'go'), { once: true })
    })
  }

  async function carryOut({ order, says, confirm, label, form }) {
    if (confirm && !(await isConfirmed(confirm, label, order))) return
    await call(order, JSON.parse(says), form)
  }

  /** What to ask before more is taken than is there. */
  function overdraft(form, name, amount) {
    const { balance } = form.dataset
    if (!name || balance === undefined || Number(balance) >= Number(amount)) return undefined
    return {
      question: 'Withdraw more than there is?',
      text: name + ' has ' + balance + '. Its balance goes below zero.',
    }
  }

  function search(form) {
    const wanted = form.elements.find.value.trim()
    history.replaceState(null, '', wanted === '' ? '/' : '/?find=' + encodeURIComponent(wanted))
    void refresh().catch((error) => {
      problem.textContent = 'That did not work: ' + error.message
    })
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-path]')
    if (!button) return
    const { method, path, body, says, confirm } = button.dataset
    void carryOut({
      order: { method, path, body: JSON.parse(body) },
      says,
      confirm: confirm && JSON.parse(confirm),
      label: button.textContent,
    })
  })
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!form.matches('[data-path], [data-search]')) return
    event.preventDefault()
    if ('search' in form.dataset) return search(form)
    if (!isFilledIn(form)) return
    const body = readForm(form)
    const { takes, says = form.dataset.says } = event.submitter?.dataset ?? {}
    const confirm = overdraft(form, takes, body.amount)
    if (takes) body.amount = '-' + body.amount
    const order = { method: 'POST', path: form.dataset.path, body }
    void carryOut({ order, says, confirm, label: event.submitter?.textContent ?? 'Go on', form })
  })
`
