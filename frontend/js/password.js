// A button that shows a password; it is hidden again before the form is sent.
import { word } from './words.js'

function attach(group) {
  const box = group.querySelector('.govuk-js-password-input-input')
  const button = group.querySelector('.govuk-js-password-input-toggle')
  if (!box || !button) return
  const show = [button.textContent, button.getAttribute('aria-label')]
  const hide = [word('hide') || show[0], word('hidePassword') || show[1]]
  const set = (shown) => {
    box.type = shown ? 'text' : 'password'
    ;[button.textContent] = shown ? hide : show
    button.setAttribute('aria-label', (shown ? hide : show)[1])
  }
  button.hidden = false
  button.addEventListener('click', () => set(box.type === 'password'))
  if (box.form) box.form.addEventListener('submit', () => set(false))
}

export function showPasswords() {
  document.querySelectorAll('[data-module="govuk-password-input"]').forEach(attach)
}
