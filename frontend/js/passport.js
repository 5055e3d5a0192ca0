import { countCharacters } from './character-count.js'
import { guardSubmits } from './submit-guard.js'
import { searchSelects } from './search-select.js'
import { showPasswords } from './password.js'
import { focusErrorSummary } from './error-summary.js'
import { suggestSearches } from './suggestions.js'

focusErrorSummary()
countCharacters()
guardSubmits()
showPasswords()
searchSelects()
suggestSearches()
