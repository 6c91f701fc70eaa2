/** Whether a key belongs to what has the focus (a field, a dialog, a menu) or to the browser, and not to the page. */
export function isMeantForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const where = event.target instanceof Element ? event.target : null
  return Boolean(
    where?.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]',
    ),
  )
}
