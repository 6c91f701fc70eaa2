import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './markdown'

const shown = (text: string) => renderToStaticMarkup(<Markdown>{text}</Markdown>)

test('what is written in Markdown is shown as such', () => {
  const html = shown('# Plan\n\n- **wait**\n- [x] retest\n\n~~chase~~')
  for (const part of ['<h3>Plan</h3>', '<strong>wait</strong>', 'checked=""', '<del>chase</del>'])
    expect(html).toContain(part)
})

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a handler', '<img src=x onerror=alert(1)>'],
  ['a frame', 'text <iframe src="https://example.test"></iframe> text'],
  ['an address that runs something', '[go](javascript:alert(1))'],
  ['one that hides it', '[go](JaVa\tScript:alert(1))'],
  ['data as a page', '[go](data:text/html;base64,PHNjcmlwdD4=)'],
  ['a picture of somebody else’s', '![x](https://example.test/pixel.png)'],
])('%s does nothing', (_, text) => {
  const html = shown(text)
  expect(html).not.toMatch(/<(script|iframe|img)|onerror|(javascript|data):/i)
})

test('a link leaves without saying where it came from', () => {
  const html = shown('https://example.test/chart')
  expect(html).toContain('href="https://example.test/chart"')
  expect(html).toContain('rel="noopener noreferrer nofollow"')
})
