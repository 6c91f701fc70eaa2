import { strToU8, zipSync } from 'fflate'

/** `text` shared, `inline` text in the cell, `number` as its XML has it, `date` a number shown as a date. */
export type Cell = string | number | null | { inline: string } | { date: number } | { xml: string }

export type WorkbookOptions = { date1904?: boolean; level?: 0 | 6; dateFormat?: string }

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** The parts of a small .xlsx file, as a spreadsheet program would write them. */
export function workbookParts(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  options: WorkbookOptions = {},
): Record<string, string> {
  const shared: string[] = []
  const cellXml = (cell: Cell, reference: string): string => {
    if (cell === null) return ''
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
    if (typeof cell === 'string') {
      const at = shared.indexOf(cell)
      const index = at < 0 ? shared.push(cell) - 1 : at
      return `<c r="${reference}" t="s"><v>${index}</v></c>`
    }
    if ('inline' in cell) {
      return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.inline)}</t></is></c>`
    }
    if ('date' in cell) return `<c r="${reference}" s="1"><v>${cell.date}</v></c>`
    return cell.xml.replaceAll('REF', reference)
  }
  const names = Object.keys(sheets)
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${NAMESPACES}><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="rIdS" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${NAMESPACES}><numFmts count="1"><numFmt numFmtId="164" formatCode="${escaped(options.dateFormat ?? 'dd/mm/yyyy hh:mm:ss.000')}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  }
  names.forEach((name, at) => {
    const rows = (sheets[name] ?? []).map((cells, row) =>
      cells.length === 0
        ? ''
        : `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row + 1}`)).join('')}</row>`,
    )
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `${HEAD}<worksheet ${NAMESPACES}><sheetData>${rows.join('')}</sheetData></worksheet>`
  })
  parts['xl/sharedStrings.xml'] =
    `${HEAD}<sst ${NAMESPACES}>${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`
  return parts
}

export function zipped(parts: Readonly<Record<string, string>>, level: 0 | 6 = 6): Uint8Array {
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const)
  // A fixed date, so that the same parts make the same bytes.
  return zipSync(Object.fromEntries(files), { level, mtime: new Date('2026-01-01T00:00:00Z') })
}

export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  options: WorkbookOptions = {},
): Uint8Array {
  return zipped(workbookParts(sheets, options), options.level)
}
