import { Html } from '@/mock-spotware/http/html'

/**
 * Buttons and forms call the control API; afterwards every section is replaced by what the server
 * shows now, and one sentence says what happened. Focus stays where it was.
 */
export const panelScript = new Html(`
  const said = document.getElementById('said')
  const problem = document.getElementById('problem')

  function inWords(value) {
    const text = String(value ?? '')
    return /^\\d{4}-\\d\\d-\\d\\dT/.test(text) ? text.slice(0, 19).replace('T', ' ') + ' UTC' : text
  }

  function reason(text) {
    return text.replaceAll('✖ ', '').replace(/\\n\\s*→ at (\\S+)/g, ' ($1)')
  }

  function fillIn(sentence, answer) {
    return sentence.replace(/\\{(\\w+)\\}/g, (_, name) => inWords(answer[name]))
  }

  async function refresh() {
    const focused = document.activeElement
    const focusId = focused?.id
    const sectionId = focused?.closest('section')?.id
    const open = new Set([...document.querySelectorAll('details[open]')].map(({ id }) => id))
    const text = await (await fetch(location.href)).text()
    const page = new DOMParser().parseFromString(text, 'text/html')
    for (const section of document.querySelectorAll('main section')) {
      const fresh = page.getElementById(section.id)
      if (fresh) section.replaceWith(fresh)
    }
    for (const id of open) {
      const details = document.getElementById(id)
      if (details) details.open = true
    }
    showParameters()
    const target = document.getElementById(focusId) ?? document.getElementById(sectionId + '-title')
    target?.focus({ preventScroll: true })
  }

  async function call(method, path, body, says) {
    problem.textContent = ''
    said.textContent = ''
    try {
      const answer = await fetch(path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: method === 'DELETE' ? undefined : JSON.stringify(body),
      })
      const json = await answer.json()
      if (!answer.ok) throw new Error(json.error)
      await refresh()
      said.textContent = fillIn(says, json)
    } catch (error) {
      problem.textContent = 'That did not work: ' + reason(error.message)
    }
  }

  function readForm(form) {
    const body = {}
    for (const field of form.elements) {
      if (!field.name || field.matches(':disabled') || field.value === '') continue
      if (field.dataset.type === 'number') body[field.name] = Number(field.value)
      else if (field.dataset.type === 'json') body[field.name] = JSON.parse(field.value)
      else body[field.name] = field.value
    }
    return body
  }

  function showParameters() {
    const kind = document.getElementById('fault-kind')
    for (const group of document.querySelectorAll('fieldset[data-kind]')) {
      const isChosen = group.dataset.kind === kind.value
      group.hidden = !isChosen
      group.disabled = !isChosen
    }
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-path]')
    if (!button) return
    const { method, path, body, says } = button.dataset
    void call(method, path, JSON.parse(body), says)
  })
  document.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-path]')
    if (!form) return
    event.preventDefault()
    void call('POST', form.dataset.path, readForm(form), form.dataset.says)
  })
  document.addEventListener('change', (event) => {
    if (event.target.id === 'fault-kind') showParameters()
  })
  showParameters()
`)
