// The desk by keyboard. Everything here only shortens ways that the page has without it.
import { followList } from './desk-list.js'
import { startKeys } from './desk-keys.js'

// On a narrow screen the queues fold away; on a wide one they always stand open.
const fold = document.querySelector('[data-fold]')
if (fold) {
  const narrow = window.matchMedia('(max-width: 759px)')
  const follow = () => { fold.open = !narrow.matches }
  follow()
  narrow.addEventListener('change', follow)
}

startKeys(followList())
