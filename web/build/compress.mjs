// SPDX-License-Identifier: Apache-2.0
// Beside each built text file its brotli and gzip form, and what a first visit costs: the start page with all that it loads,
// held against its budget. `node compress.mjs DIST`; exit code 1 above the budget.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const BUDGET_KB = 60
const dist = process.argv[2] ?? 'dist'
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
const sizes = new Map()
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(html|js|css|svg)$/.test(entry.name)) continue
  const path = join(entry.parentPath, entry.name)
  const plain = readFileSync(path)
  const brotli = brotliCompressSync(plain, best)
  writeFileSync(`${path}.br`, brotli)
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
  sizes.set(`/${path.slice(dist.length).replace(/^\/+/, '')}`, brotli.length)
}

// What index.html names, and the start page's own parts, which its router loads first.
const html = readFileSync(join(dist, 'index.html'), 'utf8')
const first = ['/index.html', ...[...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(found => found[1])]
for (const path of sizes.keys()) if (/\/(home|zh-CN)-[^/]*\.(js|css)$/i.test(path)) first.push(path)
const kb = bytes => (bytes / 1000).toFixed(1)
const of = paths => [...new Set(paths)].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0)
console.log(`web: first page ${kb(of(first))} kB brotli of ${BUDGET_KB} allowed; all pages ${kb(of([...sizes.keys()]))} kB`)
if (of(first) > BUDGET_KB * 1000) {
  console.error('web: the first page is over its budget')
  process.exit(1)
}
