// Build the styles and scripts that the site serves: frontend/dist is all that Django sees.
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { build } from 'esbuild'
import * as sass from 'sass'

// Built aside and moved when whole: a server that runs meanwhile never finds half of it.
const DIST = `node_modules/.dist-${process.pid}`
const FONTS = 'node_modules/@fontsource-variable/public-sans/files'

// govuk-frontend says left and right; a page from right to left needs start and end. Only whole
// declarations change: shorthands with four values, and arrows, are turned round in _direction.scss.
const SIDES = { left: 'start', right: 'end' }
function logical(css) {
  return css
    .replace(/([{;])(padding|margin)-(left|right):/g, (_, before, what, side) => `${before}${what}-inline-${SIDES[side]}:`)
    .replace(/([{;])border-(left|right):/g, (_, before, side) => `${before}border-inline-${SIDES[side]}:`)
    .replace(/([{;])(left|right):/g, (_, before, side) => `${before}inset-inline-${SIDES[side]}:`)
    .replace(/([{;])text-align:(left|right)/g, (_, before, side) => `${before}text-align:${SIDES[side]}`)
    .replace(/([{;])float:(left|right)/g, (_, before, side) => `${before}float:inline-${SIDES[side]}`)
}

await rm(DIST, { recursive: true, force: true })
await mkdir(`${DIST}/fonts`, { recursive: true })

for (const name of ['passport', 'desk', 'gallery']) {
  if (!existsSync(`scss/${name}.scss`)) continue
  const { css } = sass.compile(`scss/${name}.scss`, {
    loadPaths: ['node_modules'],
    style: 'compressed',
    quietDeps: true,
    // Addresses of fonts stay as written: Django's manifest storage rewrites them.
    charset: true
  })
  await writeFile(`${DIST}/${name}.css`, logical(css))
}

const entries = ['early', 'passport', 'form', 'desk'].map((name) => `js/${name}.js`)
await build({
  entryPoints: entries.filter((entry) => existsSync(entry)),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  outdir: DIST
})

for (const file of await readdir(FONTS)) {
  if (/(latin|latin-ext|vietnamese)-wght-normal\.woff2$/.test(file)) {
    await cp(`${FONTS}/${file}`, `${DIST}/fonts/${file}`)
  }
}
// PDFs take one file a weight: glyphs drawn out of a variable font do not keep their widths.
const STATIC = 'node_modules/@fontsource/public-sans/files'
for (const subset of ['latin', 'latin-ext']) {
  for (const weight of [400, 700]) {
    const file = `public-sans-${subset}-${weight}-normal.woff2`
    await cp(`${STATIC}/${file}`, `${DIST}/fonts/${file}`)
  }
}
if (existsSync('images')) await cp('images', `${DIST}/images`, { recursive: true })

await rm('dist', { recursive: true, force: true })
await rename(DIST, 'dist')
