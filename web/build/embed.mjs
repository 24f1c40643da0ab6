// SPDX-License-Identifier: Apache-2.0
// The built files as C++: `node embed.mjs DIST OUT.inc` writes the table that src/api/pages.cpp includes. Each file in up to
// three forms (plain, gzip, brotli), made here so that the server compresses nothing while it serves.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json'
}

function filesIn(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesIn(folder, `${under}/${entry.name}`) : [`${under}/${entry.name}`]
  )
}

// Three octal digits each, so that no digit after an escape becomes a part of it.
function literal(bytes) {
  const lines = []
  for (let from = 0; from < bytes.length; from += 40) {
    let line = ''
    for (const byte of bytes.subarray(from, from + 40)) line += `\\${byte.toString(8).padStart(3, '0')}`
    lines.push(`"${line}"`)
  }
  return `std::string_view(${lines.join('\n')}, ${bytes.length})`
}

function smaller(form, plain) {
  return form.length < plain.length * 0.95 ? literal(form) : '{}'
}

const [dist, out] = process.argv.slice(2)
const paths = filesIn(dist).filter(path => !/\.(br|gz|map)$/.test(path)).sort()
const rows = paths.map(path => {
  const plain = readFileSync(join(dist, path))
  const type = TYPES[extname(path)]
  if (!type) throw new Error(`no content type for ${path}`)
  const tag = createHash('sha256').update(plain).digest('hex').slice(0, 24)
  const gzip = gzipSync(plain, { level: 9 })
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return `PageFile{"${path}", "${type}", "${tag}",\n${literal(plain)},\n${smaller(gzip, plain)},\n${smaller(brotli, plain)}}`
})
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, `constexpr std::array<PageFile, ${rows.length}> k_page_files = {${rows.join(',\n')}};\n`)
