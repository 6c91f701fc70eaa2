import { z } from 'zod'
import { expect, test } from './stack/test'
import { expectFits } from './steps/looks'

test('a support trainee breaks cTrader by the panel, looks, and mends it again', async ({
  page,
  stack,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(stack.controlUrl)
  await expectFits(page, 'panel')
  const faults = async () => {
    const answer = await fetch(`${stack.controlUrl}/control/faults`)
    const Faults = z.object({ faults: z.array(z.object({ kind: z.string() })) })
    return Faults.parse(await answer.json()).faults.map(({ kind }) => kind)
  }

  await test.step('a fault is switched on and off, and half-written text stays', async () => {
    await page.getByLabel('Reason, if any').fill('half written')
    await page.getByRole('button', { name: 'CRM down' }).click()
    await expect(page.getByRole('button', { name: 'CRM down: on' })).toBeVisible()
    expect(await faults()).toEqual(['status'])
    await page.getByRole('button', { name: 'CRM down: on' }).click()
    await expect(page.getByText('No faults set')).toBeVisible()
    expect(await faults()).toEqual([])
    await expect(page.getByLabel('Reason, if any')).toHaveValue('half written')
  })

  await test.step('time moves on, and the page says so', async () => {
    await page.getByRole('button', { name: 'Advance 1 hour' }).click()
    await expect(page.getByText(/1 h(our)? ahead/)).toBeVisible()
  })

  await test.step('starting over is asked twice', async () => {
    await page.getByRole('button', { name: 'Maintenance' }).click()
    await expect(page.getByRole('button', { name: 'Maintenance: on' })).toBeVisible()
    await page.getByRole('button', { name: 'Reset everything' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await faults()).toEqual(['maintenance'])
    await page.getByRole('button', { name: 'Reset everything' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset everything' }).click()
    await expect(page.getByText('No faults set')).toBeVisible()
  })
  expect(errors).toEqual([])
})
