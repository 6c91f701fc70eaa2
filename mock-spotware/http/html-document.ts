import { type Html, html } from './html'

/** A whole page; `theme` overrides the light or dark of the device where the styles allow it. */
export function htmlDocument(page: {
  title: string
  styles: Html
  body: Html
  theme?: 'light' | 'dark'
  icon?: string
}): Html {
  const icon = page.icon ? html`<link rel="icon" href="${page.icon}">\n` : undefined
  const theme = page.theme ? html` data-theme="${page.theme}"` : undefined
  return html`<!doctype html>
<html lang="en"${theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${icon}<style>${page.styles}</style>
</head>
<body>
${page.body}
</body>
</html>
`
}
