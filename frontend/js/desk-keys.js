// Single keys. They can be switched off (WCAG 2.1.4), and rest while somebody types.
const STORED = 'desk-keys'

const areOn = () => {
  try { return localStorage.getItem(STORED) !== 'off' } catch { return true }
}
const keep = (on) => {
  try { localStorage.setItem(STORED, on ? 'on' : 'off') } catch { /* until the page is left */ }
}

export function startKeys(list) {
  const help = document.getElementById('keys')
  const box = help?.querySelector('[data-keys-on]')
  if (!help || !box) return
  box.checked = areOn()
  box.addEventListener('change', () => keep(box.checked))
  document.querySelector('[data-keys-open]')?.addEventListener('click', () => help.showModal())

  const click = (selector) => document.querySelector(selector)?.click()
  const deeds = {
    n: () => document.querySelector('[data-take]')?.requestSubmit(),
    j: () => list?.move(1),
    k: () => list?.move(-1),
    c: () => click('[data-claim]'),
    u: () => click('[data-back]'),
    '/': () => document.getElementById('q')?.focus(),
    '?': () => help.showModal()
  }
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === 'n') return
    const target = event.target
    if (target.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]')) {
      if (event.key === 'Escape' && target.id === 'q') target.blur()
      return
    }
    if (!box.checked) return
    const deed = deeds[event.key.toLowerCase()]
    if (!deed) return
    event.preventDefault()
    deed()
  })
}
