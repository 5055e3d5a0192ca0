// The list of cases: one row is selected, and the right pane shows its case.
export function followList() {
  const table = document.querySelector('[data-list]')
  const pane = document.querySelector('[data-glance-pane]')
  if (!table) return null
  const rows = [...table.querySelectorAll('[data-glance]')]
  const wide = window.matchMedia('(min-width: 1160px)')
  let at = Math.max(0, rows.findIndex((row) => 'selected' in row.dataset))
  let last = 0
  let timer

  async function show(row) {
    const turn = ++last
    try {
      const answer = await fetch(row.dataset.glance, { headers: { Accept: 'text/html' } })
      // Signed out meanwhile, or the case was moved: the way through the link tells more.
      if (!answer.ok || answer.redirected || turn !== last) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      pane.replaceChildren(...page.body.childNodes)
    } catch {
      // Offline for a moment: the row's link still works.
    }
  }

  function select(number, { focus = true } = {}) {
    if (!rows[number]) return
    delete rows[at].dataset.selected
    at = number
    rows[at].dataset.selected = ''
    if (focus) rows[at].querySelector('a').focus()
    if (!pane || !wide.matches) return
    clearTimeout(timer)
    timer = setTimeout(() => show(rows[at]), 120)
  }

  table.addEventListener('click', (event) => {
    const row = event.target.closest('[data-glance]')
    if (row && !event.target.closest('a') && !String(window.getSelection())) select(rows.indexOf(row))
  })
  table.addEventListener('focusin', (event) => {
    const row = event.target.closest('[data-glance]')
    if (row && rows.indexOf(row) !== at) select(rows.indexOf(row), { focus: false })
  })
  let begun = false
  return {
    // The first press lands on the row that is selected already.
    move(steps) {
      const onRow = begun || table.contains(document.activeElement)
      begun = true
      select(onRow ? Math.min(rows.length - 1, Math.max(0, at + steps)) : at)
    },
    open() { rows[at]?.querySelector('a').click() }
  }
}
