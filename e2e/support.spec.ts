import { expect, test } from './stack/test'
import { runScript } from './steps/command-line'
import { answerCtrader, completeConnection, goToCtrader, waitForHistory } from './steps/connect'
import { expectAccessible, expectFits } from './steps/looks'
import { registerSomebody, signIn } from './steps/people'
import { issuedSecrets, revokeGrant } from './steps/provider'

const REASON = 'Ticket 4711'

test('an angry e-mail is answered: found, opened with a reason, explained, and the link sent', async ({
  page,
  browser,
  baseURL,
  stack,
}) => {
  test.setTimeout(300_000)
  const { email } = await registerSomebody(page)
  await goToCtrader(page)
  await answerCtrader(page, 'ben', 'Allow access')
  await completeConnection(page, [/Demo 5602/])
  await waitForHistory(page)
  const connectionId = page.url().split('/').at(-1) ?? ''
  await revokeGrant(stack.controlUrl, 'ben')
  await expect(page.getByRole('heading', { name: 'Reconnect needed', exact: true })).toBeVisible()

  const other = await browser.newContext({ baseURL })
  const support = await other.newPage()
  const address = `/support/connections/${connectionId}`
  const { email: supportEmail } = await registerSomebody(support)
  await test.step('there is nothing for anybody else', async () => {
    for (const place of ['/support', address, `/api${address}`, '/api/support/search?q=ben'])
      expect((await support.request.get(place)).status(), place).toBe(404)
    await expect(support.getByRole('link', { name: 'Support' })).toHaveCount(0)
    const said = await runScript(stack, 'roles', [supportEmail, 'SUPPORT', 'first day'])
    expect(said).toContain('was TRADER and is SUPPORT now')
    await signIn(support, supportEmail)
    await support.waitForURL('**/dashboard')
  })

  await test.step('the search says how it stands at once', async () => {
    await support.getByRole('link', { name: 'Support' }).click()
    await expect(support.getByText('What does the complaint hold?')).toBeVisible()
    await expectFits(support, 'search empty')
    await support.getByLabel('Find a connection').fill(email)
    await support.keyboard.press('Enter')
    const hit = support.getByRole('listitem').filter({ hasText: email })
    await expect(hit).toContainText('Reconnect needed')
    await expect(hit).toContainText(/Last good sync \d/)
    await expectFits(support, 'search')
    await hit.getByRole('link', { name: email }).click()
  })

  await test.step('opening asks why, and the first sentence names cause and step', async () => {
    await expect(support.getByRole('heading', { name: 'Why do you open it?' })).toBeVisible()
    await expectFits(support, 'opening')
    await support.getByLabel('Reason').fill(REASON)
    await support.keyboard.press('Enter')
    const cause = support.getByText(/^cTrader ended the access of this one connection/)
    await expect(cause).toBeVisible()
    await expect(support.getByText(/^Send the reconnect link/)).toBeVisible()
    await expect(support.getByText('Everything up to')).toBeVisible()
    await expectFits(support, 'connection')
  })

  await test.step('the link is made with a reason, and is in the timeline', async () => {
    await support.getByRole('button', { name: 'Make a reconnect link…' }).click()
    const dialog = support.getByRole('alertdialog')
    const confirm = dialog.getByRole('button', { name: 'Make a reconnect link' })
    await expect(confirm).toBeDisabled()
    await dialog.getByLabel('Reason').fill('He cannot find Reconnect')
    await expectAccessible(support, 'reason')
    await confirm.click()
    await expect(support.getByText(`${stack.baseUrl}/reconnect/`)).toBeVisible()
    // Once, although the connection and the audit both keep it.
    await expect(support.getByText(/^Support made a link to reconnect/)).toHaveCount(1)
    await expect(support.getByText('“He cannot find Reconnect”')).toBeVisible()
    await expectFits(support, 'link made')
  })

  await test.step('the trader reads who looked, what was done, and why', async () => {
    await page.goto('/settings')
    const activity = page.getByRole('region', { name: 'Account activity' })
    await expect(activity).toContainText(`Support looked at how this connection stands`)
    await expect(activity).toContainText(REASON)
    await expect(activity).toContainText('He cannot find Reconnect')
    await expectFits(page, 'account activity')
  })

  await test.step('no secret is in any of it, on the page or at the command line', async () => {
    const secrets = await issuedSecrets(stack.controlUrl)
    expect(secrets.length).toBeGreaterThan(2)
    const text = await runScript(stack, 'support', ['explain', connectionId])
    expect(text).toMatch(/^cTrader ended the access of this one connection/)
    const answers = {
      page: await support.content(),
      api: await (await support.request.get(`/api${address}`)).text(),
      text,
      json: await runScript(stack, 'support', ['explain', connectionId, '--json']),
      timeline: await runScript(stack, 'support', ['timeline', connectionId]),
    }
    for (const [where, answer] of Object.entries(answers))
      for (const secret of secrets) expect(answer.includes(secret), where).toBe(false)
  })

  await test.step('an operator gives a role on the page, and it ends what is signed in', async () => {
    const said = await runScript(stack, 'roles', [supportEmail, 'OPERATOR', 'runs it'])
    expect(said).toContain('was SUPPORT and is ADMIN now')
    await signIn(support, supportEmail)
    await support.waitForURL('**/dashboard')
    await support.getByRole('link', { name: 'Operator', exact: true }).click()
    await expect(support.getByRole('heading', { level: 1, name: 'Health' })).toBeVisible()
    await support.getByRole('link', { name: 'People' }).click()
    await support.getByLabel('Find a person').fill(email)
    await support.keyboard.press('Enter')
    await support.getByRole('button', { name: `Change the role of ${email}` }).click()
    const dialog = support.getByRole('alertdialog')
    await dialog.getByText('Support', { exact: true }).click()
    await dialog.getByLabel('Reason').fill('Helps on Mondays')
    await expectAccessible(support, 'role')
    await dialog.getByRole('button', { name: 'Make them support' }).click()
    const row = support.getByRole('row').filter({ hasText: email })
    await expect(row).toContainText('Support')
    expect(await (await page.request.get('/api/session')).json()).toEqual({ user: null })
  })
  await other.close()
})
