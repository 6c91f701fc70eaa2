import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { expect, test } from './stack/test'
import { runScript } from './steps/command-line'
import { answerCtrader, completeConnection, goToCtrader, waitForHistory } from './steps/connect'
import { expectAccessible, expectFits } from './steps/looks'
import { registerSomebody, signIn } from './steps/people'
import { issuedSecrets, revokeGrant } from './steps/provider'
import { uploadFile } from './steps/upload'

const REASON = 'Ticket 4711'

/** Presses an action of support’s and says why. */
async function act(support: Page, label: string, reason: string): Promise<void> {
  await support.getByRole('button', { name: `${label}…` }).click()
  const dialog = support.getByRole('alertdialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog).toHaveCount(0)
}

test('an angry e-mail is answered: found, opened with a reason, explained, and the link sent', async ({
  page,
  browser,
  baseURL,
  stack,
}) => {
  test.setTimeout(400_000)
  const { email } = await registerSomebody(page)
  await goToCtrader(page)
  await answerCtrader(page, 'ben', 'Allow access')
  await completeConnection(page, [/Demo 5602/])
  await waitForHistory(page)
  const connectionId = page.url().split('/').at(-1) ?? ''
  await test.step('the trader tests the connection and sees every step pass', async () => {
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText('Everything works.')).toBeVisible()
    const steps = page.getByRole('region', { name: 'Test this connection' }).getByRole('listitem')
    await expect(steps).toHaveText(Array.from({ length: 6 }, () => /Passed.*\d ms/))
    await expectFits(page, 'tested')
  })
  await revokeGrant(stack.controlUrl, 'ben')
  await expect(page.getByRole('heading', { name: 'Reconnect needed', exact: true })).toBeVisible()

  const other = await browser.newContext({ baseURL })
  const support = await other.newPage()
  const address = `/support/connections/${connectionId}`
  const bundles: string[] = []
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

  await test.step('a test stops where the access ended', async () => {
    // Support is held to the same pace as the trader, who has just tested it.
    const again = page.getByRole('button', { name: 'Test connection', exact: true })
    await expect(again).toBeEnabled({ timeout: 40_000 })
    await act(support, 'Test connection', 'He says it is cTrader')
    const steps = support.getByRole('region', { name: 'Test of the connection' })
    await expect(steps.getByText('cTrader does not take the access')).toBeVisible()
    await expect(steps.getByRole('listitem').filter({ hasText: 'Access is valid' })).toContainText(
      'Failed',
    )
    await expect(steps.getByText('Not tried')).toHaveCount(3)
  })

  await test.step('a bundle is read before it is given away', async () => {
    await act(support, 'Make a support bundle', 'For engineering')
    const bundle = support.getByRole('region', { name: 'Support bundle' })
    await expect(bundle).toContainText('Tallybook support bundle')
    await expect(bundle).toContainText('token: failed')
    const downloading = support.waitForEvent('download')
    await support.getByRole('button', { name: 'Download JSON' }).click()
    bundles.push(await readFile(await (await downloading).path(), 'utf8'))
    bundles.push((await bundle.textContent()) ?? '')
    await expectFits(support, 'test and bundle')
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
    await expect(activity).toContainText('Support tested the connection step by step')
    await expectFits(page, 'account activity')
  })

  await test.step('an incident says one calm word instead of asking anybody to reconnect', async () => {
    await expect(page.getByText('Reconnect needed:')).toBeVisible()
    await support.goto('/support')
    await support.getByRole('button', { name: 'Open an incident' }).click()
    const dialog = support.getByRole('alertdialog')
    await dialog.getByLabel('Reason').fill('Many at once')
    await dialog.getByRole('button', { name: 'Open an incident' }).click()
    await expect(support.getByText(/^Incident of .* is open$/)).toBeVisible()
    await expectAccessible(support, 'incident open')
    await page.reload()
    await expect(page.getByText(/^Trouble with .*, not only for you$/)).toBeVisible()
    await expect(page.getByText('Reconnect needed:')).toHaveCount(0)
    await expectFits(page, 'incident')
    await support.getByRole('button', { name: 'End the incident' }).click()
    await dialog.getByLabel('Reason').fill('It was one')
    await dialog.getByRole('button', { name: 'End the incident' }).click()
    await expect(support.getByText(/^Incident of/)).toHaveCount(0)
    await page.reload()
    await expect(page.getByText('Reconnect needed:')).toBeVisible()
    await expect(
      page.getByRole('region', { name: 'Account activity' }).getByText(/ended the incident of/),
    ).toBeVisible()
  })

  await test.step('what an error card gives to support is shown first', async () => {
    await page.goto(`/connections/${connectionId}`)
    await page.getByText('Details', { exact: true }).click()
    await page.getByRole('button', { name: 'Details for support' }).click()
    const bundle = page.getByRole('dialog').getByRole('region', { name: 'Support bundle' })
    await expect(bundle).toContainText(connectionId)
    bundles.push((await bundle.textContent()) ?? '')
    await expectAccessible(page, 'details for support')
    await page.keyboard.press('Escape')
  })

  await test.step('no secret is in any of it, on the page or at the command line', async () => {
    const secrets = await issuedSecrets(stack.controlUrl)
    expect(secrets.length).toBeGreaterThan(2)
    const say = (...words: string[]) => runScript(stack, 'support', words)
    const text = await say('explain', connectionId)
    const json = await say('explain', connectionId, '--json')
    const timeline = await say('timeline', connectionId)
    const bundle = await say('bundle', connectionId, '--json')
    const tested = await say('test', connectionId, 'Ticket 4712')
    expect(text).toMatch(/^cTrader ended the access of this one connection/)
    expect(tested).toMatch(/^Access is valid +failed/m)
    expect(JSON.parse(bundle)).toMatchObject({ connection: { id: connectionId } })
    const answers = {
      page: await support.content(),
      api: await (await support.request.get(`/api${address}`)).text(),
      ...{ text, json, timeline, bundle, tested },
      log: stack.output(),
      given: bundles.join(),
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

const FILE = [
  '"Symbol","Opening direction","Opening time (UTC+2)","Closing time (UTC+2)","Entry price","Closing price","Closing Quantity","Net $","Balance $"',
  '"EURUSD","Buy","14/07/2026 08:15:42.118","14/07/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00","10 047.00"',
  '"XAUUSD","Sell","14/07/2026 12:02:07.940","14/07/2026 13:02:07.940","2410.55","2412.05","0.10 Lots","-15.00","10 032.00"',
].join('\r\n')

test('a journal is shown to support when its trader allows it, is noted, and no longer', async ({
  page,
  browser,
  baseURL,
  stack,
}) => {
  test.setTimeout(240_000)
  const { email } = await registerSomebody(page)
  const newAccount = { name: 'From files', currency: 'USD' }
  await uploadFile(page, { name: 'history.csv', text: FILE, newAccount })
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()
  const importId = page.url().split('/').at(-1)
  await goToCtrader(page)
  await answerCtrader(page, 'ben', 'Deny')
  await page.waitForURL('**/connections/*')

  const other = await browser.newContext({ baseURL })
  const support = await other.newPage()
  const { email: supportEmail } = await registerSomebody(support)
  await runScript(stack, 'roles', [supportEmail, 'SUPPORT', 'first day'])
  await signIn(support, supportEmail)
  await support.waitForURL('**/dashboard')
  await support.goto(`/support/connections/${page.url().split('/').at(-1)}`)
  await support.getByLabel('Reason').fill(REASON)
  await support.keyboard.press('Enter')

  await test.step('asked, the trader reads who, why and for how long, and allows it', async () => {
    await act(support, 'Ask to look in', 'To find the missing trade')
    await expect(support.getByText('The trader is asked')).toBeVisible()
    await page.goto('/trades')
    await expect(page.getByText('Support asks to look into your journal')).toBeVisible()
    await expect(page.getByText(supportEmail)).toBeVisible()
    await expect(page.getByText('“To find the missing trade”')).toBeVisible()
    await expectFits(page, 'asked to look in')
    await page.getByRole('button', { name: 'Allow for 30 minutes' }).click()
    await expect(page.getByText('Support may look into your journal just now')).toBeVisible()
  })

  await test.step('support reads accounts, trades and balances, and sees whose they are', async () => {
    await support.getByRole('button', { name: 'Open the journal' }).click()
    const banner = support.getByText(`The journal of ${email}, read-only.`)
    await expect(banner).toBeVisible()
    const trades = support.getByRole('table', { name: 'Closed trades of this journal' })
    await expect(trades.getByRole('link')).toHaveText(['XAUUSD Short', 'EURUSD Long'])
    await expectFits(support, 'look-in')
    await trades.getByRole('link', { name: 'EURUSD Long' }).click()
    await expect(support.getByRole('table', { name: 'Executions' })).toBeVisible()
    await expect(banner).toBeVisible()
    await expectFits(support, 'look-in trade')
    await support.goBack()
    await support.getByRole('link', { name: 'From files' }).click()
    await expect(support.getByText('Together, as far as files tell')).toBeVisible()
    await expectFits(support, 'look-in balance')
    // Nothing but reading: every other verb of these addresses does not exist.
    const address = support.url().replace('/support/', '/api/support/')
    for (const verb of ['post', 'put', 'patch', 'delete'] as const)
      expect((await support.request[verb](`${address}/balance`)).status(), verb).toBe(405)
  })

  await test.step('the trader ends it, and reads everything that was looked at', async () => {
    await page.getByRole('button', { name: 'End it now' }).click()
    await expect(page.getByText('Support may look into')).toHaveCount(0)
    await expect(support.getByText('The look-in is over')).toBeVisible({ timeout: 30_000 })
    await expectFits(support, 'look-in over')
    await page.goto('/settings')
    const activity = page.getByRole('region', { name: 'Account activity' })
    for (const told of [
      'Support asked to look into your journal for 30 minutes: “To find the missing trade”',
      'Support looked at your list of trades, as you allowed',
      'Support looked at one of your trades (EURUSD long, closed 2026-07-14), as you allowed',
      'Support looked at how the balance of From files comes about, as you allowed',
    ])
      await expect(activity).toContainText(told)
  })

  await test.step('no cell of the file is in what is given to support, or in a log', async () => {
    const bundle = await (await page.request.get(`/api/bundle?import=${importId}`)).text()
    expect(bundle).toContain('Closing price')
    for (const cell of ['1.08420', '2412.05', '10 047', 'XAUUSD', '08:15:42', 'history.csv'])
      expect([bundle, stack.output()].join().includes(cell), cell).toBe(false)
  })
  await other.close()
})
