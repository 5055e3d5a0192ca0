// Sends each file at once, with a bar; the plain file box stays for browsers without scripts.

function element(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}

class Upload {
  constructor(root) {
    this.root = root
    this.form = root.closest('form')
    this.key = root.dataset.key
    this.url = `${root.dataset.upload}${this.key}/`
    this.most = Number(root.dataset.max)
    this.bytes = Number(root.dataset.megabytes) * 1024 * 1024
    this.list = root.querySelector('[data-upload-list]')
    this.zone = root.querySelector('[data-upload-zone]')
    this.box = root.querySelector('input[type=file]')
    this.status = root.querySelector('[data-upload-status]')
    this.words = root.querySelector('[data-upload-words]').dataset
    this.running = 0
  }

  start() {
    this.root.classList.add('ec-upload--live')
    const face = element('span', 'ec-upload__face', this.words.choose)
    face.setAttribute('aria-hidden', 'true')
    this.zone.append(face)
    this.box.addEventListener('change', () => this.take([...this.box.files]))
    for (const name of ['dragover', 'dragleave', 'drop']) {
      this.zone.addEventListener(name, (event) => {
        event.preventDefault()
        this.zone.classList.toggle('ec-upload__zone--over', name === 'dragover')
        if (name === 'drop') this.take([...event.dataTransfer.files])
      })
    }
    for (const row of this.list.querySelectorAll('[data-file]')) this.makeRemovable(row)
    this.form.addEventListener('submit', (event) => {
      if (this.running === 0) return
      // Nobody else may take the form for sent.
      event.preventDefault()
      event.stopImmediatePropagation()
      this.say(this.words.loading)
      this.waiting = event.submitter
    })
    this.room()
    // Somebody on a slow line may have chosen files before this script arrived.
    if (this.box.files.length > 0) this.take([...this.box.files])
  }

  take(files) {
    // The box is emptied, or the form would send the same files once more.
    this.box.value = ''
    for (const file of files) this.send(file)
  }

  send(file) {
    const row = element('li', 'ec-upload__file')
    row.append(element('span', 'ec-upload__name', file.name))
    this.list.append(row)
    if (file.size > this.bytes) {
      this.refuse(row, file, this.words.tooLarge)
      return
    }
    const bar = element('progress', 'ec-upload__bar')
    bar.max = 100
    bar.value = 0
    bar.setAttribute('aria-label', file.name)
    const percent = element('span', 'ec-upload__percent', '0 %')
    row.append(bar, percent)
    this.running += 1
    this.say(`${this.words.loading} ${file.name}`)
    const request = new XMLHttpRequest()
    request.open('POST', this.url)
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest')
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return
      bar.value = Math.floor((event.loaded / event.total) * 100)
      percent.textContent = `${bar.value} %`
    })
    request.addEventListener('load', () => {
      this.running -= 1
      const told = request.response || {}
      if (request.status === 200 && told.files && told.files.length > 0) this.done(row, told)
      else this.refuse(row, file, told.problem || this.words.failed, !told.problem)
      this.goOn()
    })
    request.addEventListener('error', () => {
      this.running -= 1
      this.refuse(row, file, this.words.failed, true)
      this.waiting = null
    })
    const body = new FormData()
    for (const box of this.form.querySelectorAll('input[type=hidden]')) body.append(box.name, box.value)
    body.append(this.key, file)
    request.send(body)
  }

  done(row, told) {
    const [file] = told.files
    const link = element('a', 'govuk-link ec-upload__name', file.name)
    link.href = file.url
    row.replaceChildren(link, element('span', 'ec-upload__size', file.size))
    row.dataset.file = file.id
    this.makeRemovable(row)
    this.say(`${this.words.added} ${file.name}`)
    this.changed()
  }

  refuse(row, file, text, mayRetry) {
    const problem = element('p', 'govuk-error-message', text)
    row.replaceChildren(element('span', 'ec-upload__name', file.name), problem)
    row.classList.add('ec-upload__file--refused')
    if (mayRetry) {
      const again = element('button', 'ec-upload__button', this.words.retry)
      again.type = 'button'
      again.addEventListener('click', () => {
        row.remove()
        this.send(file)
      })
      row.append(again)
    }
    row.append(this.removeButton(file.name, () => row.remove()))
    this.say(`${file.name}: ${text}`)
  }

  removeButton(name, action) {
    const button = element('button', 'ec-upload__button', this.words.remove)
    button.type = 'button'
    button.append(element('span', 'govuk-visually-hidden', ` ${name}`))
    button.addEventListener('click', action)
    return button
  }

  makeRemovable(row) {
    const name = row.querySelector('.ec-upload__name').textContent
    const plain = row.querySelector('.ec-upload__remove')
    if (plain) plain.remove()
    row.append(this.removeButton(name, () => this.remove(row, name)))
  }

  async remove(row, name) {
    const body = new URLSearchParams()
    for (const box of this.form.querySelectorAll('input[type=hidden]')) body.append(box.name, box.value)
    try {
      const answer = await fetch(`${this.root.dataset.upload}${row.dataset.file}/remove/`, { method: 'POST', body })
      if (!answer.ok) throw new Error(String(answer.status))
    } catch {
      this.say(this.words.failed)
      return
    }
    row.remove()
    this.say(`${this.words.removed} ${name}`)
    this.changed()
    this.box.focus()
  }

  changed() {
    this.room()
    this.box.dispatchEvent(new Event('change-of-files', { bubbles: true }))
  }

  // Whoever has all the files that may be there is not offered another one.
  room() {
    this.zone.hidden = this.list.querySelectorAll('[data-file]').length >= this.most
  }

  goOn() {
    if (this.running > 0 || !this.waiting) return
    const button = this.waiting
    this.waiting = null
    this.form.requestSubmit(button)
  }

  say(text) {
    this.status.textContent = text
  }
}

export function init(root = document) {
  for (const upload of root.querySelectorAll('[data-upload]')) new Upload(upload).start()
}
