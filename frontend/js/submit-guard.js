// A second click within a few seconds sends nothing: the server would bear it, but people worry.
export function guardSubmits() {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 4000) {
      event.preventDefault()
      return
    }
    if (form.method === 'post') form.dataset.sent = String(Date.now())
  })
  // Back out of the browser's cache: the form may be sent again.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  })
}
