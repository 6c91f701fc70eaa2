/** What a form shows before it is sent: explanations, fields that fit, and what is wrong where. */
export const formScript = `
  function transportsOf(endpoint) {
    if (endpoint === '') return []
    if (endpoint === '*') return ['http', 'openApi']
    if (endpoint === 'open-api connect') return ['connect']
    return [/^(open-api|Proto)/.test(endpoint) ? 'openApi' : 'http']
  }

  function offer(field, isOffered) {
    field.disabled = !isOffered
    field.closest('.field').hidden = !isOffered
  }

  function arrangeFaultForm() {
    const kind = document.getElementById('fault-kind')
    const transports = transportsOf(document.getElementById('fault-endpoint').value.trim())
    for (const option of kind.options) {
      const fits = option.dataset.fits.split(' ')
      option.hidden = option.disabled = !transports.every((transport) => fits.includes(transport))
    }
    if (kind.selectedOptions[0]?.disabled ?? true) {
      kind.selectedIndex = [...kind.options].findIndex((option) => !option.disabled)
    }
    for (const group of document.querySelectorAll('fieldset[data-kind]')) {
      group.hidden = group.disabled = group.dataset.kind !== kind.value
    }
    offer(document.getElementById('fault-accountId'), transports[0] === 'openApi')
    offer(document.getElementById('fault-environment'), ['openApi', 'connect'].includes(transports[0]))
  }

  function explain() {
    for (const select of document.querySelectorAll('select[data-explained]')) {
      const text = select.selectedOptions[0]?.dataset.about ?? ''
      document.getElementById(select.dataset.explained).textContent = text
    }
  }

  function filterRows() {
    for (const filter of document.querySelectorAll('input[data-filters]')) {
      const wanted = filter.value.trim().toLowerCase()
      for (const group of document.querySelectorAll('#' + filter.dataset.filters + ' .group')) {
        for (const row of group.querySelectorAll('form')) {
          const { textContent } = row.querySelector('label')
          row.hidden = !textContent.toLowerCase().includes(wanted)
        }
        group.hidden = !group.querySelector('form:not([hidden])')
      }
    }
  }

  function arrange() {
    arrangeFaultForm()
    explain()
    filterRows()
  }

  function clearProblems(form) {
    for (const text of form.querySelectorAll('.field-problem')) text.remove()
    for (const field of form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid')
      field.removeAttribute('aria-describedby')
    }
  }

  /** Says it below the field. */
  function showProblem(field, text) {
    const problem = document.createElement('p')
    problem.className = 'field-problem'
    problem.id = field.id + '-problem'
    problem.textContent = text
    field.after(problem)
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', problem.id)
  }

  function isFilledIn(form) {
    clearProblems(form)
    const wrong = [...form.elements].filter((field) => field.name && !field.checkValidity())
    for (const field of wrong) showProblem(field, field.dataset.problem ?? field.validationMessage)
    wrong[0]?.focus()
    return wrong.length === 0
  }

  /** The field a refusal begins with, as "amount: must be …" does. */
  function fieldMeant(form, refusal) {
    const name = /^\\w+/.exec(refusal)?.[0]
    return [...(form?.elements ?? [])].find(
      (field) => field.name === name && field.type !== 'hidden' && !field.matches(':disabled'),
    )
  }

  function readForm(form) {
    const body = {}
    for (const field of form.elements) {
      if (!field.name || field.matches(':disabled')) continue
      const value = field.value.trim()
      if (value === '') continue
      if (field.dataset.type === 'number') body[field.name] = Number(value)
      else if (field.dataset.type === 'json') body[field.name] = JSON.parse(value)
      else body[field.name] = value
    }
    return body
  }

  document.addEventListener('input', (event) => {
    if (event.target.matches('[aria-invalid]')) clearProblems(event.target.form)
    arrange()
  })
  arrange()
`
