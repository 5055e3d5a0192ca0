// Tell how many characters are left, for the eye at once and for the ear after a pause.
import { word } from './words.js'

function attach(group) {
  const box = group.querySelector('textarea, input')
  const message = group.querySelector('.govuk-character-count__message')
  const limit = Number(group.dataset.maxlength)
  if (!box || !message || !limit) return
  const spoken = document.createElement('div')
  spoken.className = 'govuk-visually-hidden'
  spoken.setAttribute('aria-live', 'polite')
  message.after(spoken)
  // Line ends are sent as two characters and stored as one.
  const left = () => limit - [...box.value.replace(/\r\n/g, '\n')].length
  let timer
  const update = () => {
    const count = left()
    const words = word(count < 0 ? 'charactersOver' : 'charactersLeft', Math.abs(count))
    if (words) message.textContent = words
    message.classList.toggle('govuk-error-message', count < 0)
    message.classList.toggle('govuk-hint', count >= 0)
    box.classList.toggle('govuk-textarea--error', count < 0)
    clearTimeout(timer)
    timer = setTimeout(() => { spoken.textContent = message.textContent }, 1000)
  }
  box.addEventListener('input', update)
  update()
}

export function countCharacters() {
  document.querySelectorAll('[data-module="govuk-character-count"]').forEach(attach)
}
