// Build the styles and scripts that the site serves: frontend/dist is all that Django sees.
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { build } from 'esbuild'
import * as sass from 'sass'

const DIST = 'dist'
const FONTS = 'node_modules/@fontsource-variable/public-sans/files'

await rm(DIST, { recursive: true, force: true })
await mkdir(`${DIST}/fonts`, { recursive: true })

for (const name of ['passport', 'desk']) {
  if (!existsSync(`scss/${name}.scss`)) continue
  const { css } = sass.compile(`scss/${name}.scss`, {
    loadPaths: ['node_modules'],
    style: 'compressed',
    quietDeps: true,
    // Addresses of fonts stay as written: Django's manifest storage rewrites them.
    charset: true
  })
  await writeFile(`${DIST}/${name}.css`, css)
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
if (existsSync('images')) await cp('images', `${DIST}/images`, { recursive: true })
