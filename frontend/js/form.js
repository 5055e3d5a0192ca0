// What a form's step needs, and no other page.
import { init as upload } from './upload.js'
import { init as autosave } from './autosave.js'
import { init as conditional } from './conditional.js'

upload()
autosave()
conditional()
