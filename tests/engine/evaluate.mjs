// Evaluates pairs of a condition and answers as the browser does. Standard input: a JSON list of
// {"condition", "answers"}; standard output: a JSON list of booleans.
import { readFileSync } from 'node:fs'
import { evaluate } from '../../frontend/js/logic.js'

const cases = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(cases.map(({ condition, answers }) => evaluate(condition, answers))))
