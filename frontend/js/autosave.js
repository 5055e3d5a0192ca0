// Keeps what is typed on a step in the draft, a few seconds after the last key and on leaving.
const PAUSE = 3000
const RETRY = 10000

function words(form) {
  const found = form.querySelector('[data-save-words]')
  return found ? found.dataset : {}
}

class Autosave {
  constructor(form) {
    this.form = form
    this.url = form.dataset.saveUrl
    this.status = form.querySelector('[data-saved]')
    this.words = words(form)
    this.isChanged = false
    this.isSending = false
    this.isLeaving = false
    this.timer = null
  }

  listen() {
    const changed = () => this.changed()
    this.form.addEventListener('input', changed)
    this.form.addEventListener('change', changed)
    // The form itself is on its way now, and brings everything along.
    this.form.addEventListener('submit', () => {
      this.isLeaving = true
      clearTimeout(this.timer)
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.isChanged) this.save({ keepalive: true })
    })
    window.addEventListener('pageshow', () => {
      this.isLeaving = false
    })
    window.addEventListener('online', () => this.isChanged && this.save())
  }

  changed() {
    this.isChanged = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), PAUSE)
  }

  body() {
    const body = new FormData(this.form)
    for (const [name, value] of [...body]) {
      if (value instanceof File) body.delete(name)
    }
    return new URLSearchParams(body)
  }

  async save({ keepalive = false } = {}) {
    if (this.isLeaving || this.isSending) return
    clearTimeout(this.timer)
    this.isSending = true
    this.isChanged = false
    try {
      const answer = await fetch(this.url, {
        method: 'POST',
        body: this.body(),
        keepalive,
        headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
      })
      const told = await answer.json().catch(() => ({}))
      if (answer.ok) this.say(told.saved ? `${told.saved}. ${this.words.comeBack}` : '', 'ok')
      else if (told.problem) this.say(told.problem, 'problem')
      else this.failed()
    } catch {
      this.failed()
    } finally {
      this.isSending = false
      if (this.isChanged) this.changed()
    }
  }

  failed() {
    this.isChanged = true
    this.say(this.words.offline, 'problem')
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), RETRY)
  }

  say(text, tone) {
    if (!this.status || text === undefined) return
    if (this.status.textContent !== text) this.status.textContent = text
    this.status.dataset.tone = tone
  }
}

export function init(root = document) {
  const form = root.querySelector('[data-step-form][data-save-url]')
  if (form) new Autosave(form).listen()
}
