// A long list becomes a box to type in: an ARIA 1.2 combobox over the select, which stays the
// form's real field and is what is sent.
let number = 0

function plain(text) {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase()
}

function enhance(select) {
  const id = `search-select-${(number += 1)}`
  const options = [...select.options].filter((option) => option.value !== '')
  const box = document.createElement('input')
  const list = document.createElement('ul')
  const frame = document.createElement('div')
  frame.className = 'ec-combobox'
  box.type = 'text'
  box.className = 'govuk-input ec-combobox__box'
  box.autocomplete = 'off'
  box.setAttribute('role', 'combobox')
  box.setAttribute('aria-expanded', 'false')
  box.setAttribute('aria-controls', id)
  box.setAttribute('aria-autocomplete', 'list')
  for (const name of ['aria-describedby', 'aria-invalid']) {
    if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name))
  }
  box.id = select.id
  select.id = `${select.id}-list`
  list.id = id
  list.className = 'ec-combobox__list'
  list.setAttribute('role', 'listbox')
  list.hidden = true
  const label = document.querySelector(`label[for="${CSS.escape(box.id)}"]`)
  if (label) list.setAttribute('aria-label', label.textContent.trim())
  let active = -1
  let shown = []

  const chosen = () => select.selectedOptions[0]
  const reset = () => { box.value = chosen() && chosen().value ? chosen().text : '' }
  const close = () => {
    list.hidden = true
    active = -1
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }
  const choose = (option) => {
    select.value = option ? option.value : ''
    select.dispatchEvent(new Event('change', { bubbles: true }))
    reset()
    close()
  }
  const mark = (index) => {
    active = index
    ;[...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === index)))
    const item = list.children[index]
    if (item) {
      box.setAttribute('aria-activedescendant', item.id)
      item.scrollIntoView({ block: 'nearest' })
    }
  }
  const open = (typed) => {
    const words = plain(typed).split(/\s+/).filter(Boolean)
    shown = options.filter((option) => words.every((word) => plain(option.text).includes(word)))
    list.replaceChildren(...shown.map((option, index) => {
      const item = document.createElement('li')
      item.id = `${id}-${index}`
      item.className = 'ec-combobox__option'
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', 'false')
      item.textContent = option.text
      item.addEventListener('mousedown', (event) => { event.preventDefault(); choose(option) })
      return item
    }))
    active = -1
    list.hidden = shown.length === 0
    box.setAttribute('aria-expanded', String(shown.length > 0))
  }

  box.addEventListener('input', () => open(box.value))
  box.addEventListener('click', () => (list.hidden ? open('') : close()))
  box.addEventListener('blur', () => {
    if (box.value.trim() === '') choose(null)
    else if (shown.length === 1 && !list.hidden) choose(shown[0])
    else { reset(); close() }
  })
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) open('')
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (shown.length) mark((active + step + shown.length) % shown.length)
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault()
      choose(shown[active])
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      reset()
      close()
    }
  })
  select.hidden = true
  select.after(frame)
  frame.append(box, list)
  reset()
}

export function searchSelects() {
  document.querySelectorAll('select[data-search]').forEach(enhance)
}
