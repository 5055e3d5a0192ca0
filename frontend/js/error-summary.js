// Bring the list of errors to people who cannot see it, and each link to its box.
export function focusErrorSummary() {
  const summary = document.querySelector('[data-module="govuk-error-summary"]')
  if (!summary) return
  if (summary.dataset.disableAutoFocus !== 'true') {
    summary.tabIndex = -1
    summary.focus()
  }
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]')
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!target) return
    event.preventDefault()
    const box = target.matches('input, select, textarea, button')
      ? target
      : target.querySelector('input, select, textarea') || target
    const group = box.closest('.govuk-form-group') || box
    group.scrollIntoView()
    box.focus({ preventScroll: true })
  })
}
