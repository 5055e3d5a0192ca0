// Shows and hides questions while somebody answers, by the same trees that the server evaluates.
import { evaluate } from './logic.js'

const SPACES = /[\s\u00a0\u202f'’]/g

// The notation that the server stores: forms_engine/engine/fields/numbers.py.
export function plainNumber(text) {
  const number = text.replace(SPACES, '')
  const last = Math.max(number.lastIndexOf(','), number.lastIndexOf('.'))
  if (last === -1) return number
  const whole = number.slice(0, last)
  const mark = number[last]
  if (whole.includes(mark)) {
    const groups = number.split(mark)
    const isGrouped = /^[+-]?\d{1,3}$/.test(groups[0]) && groups.slice(1).every((g) => /^\d{3}$/.test(g))
    return isGrouped ? groups.join('') : number
  }
  return `${whole.replace(/[.,]/g, '')}.${number.slice(last + 1)}`
}

function isoDate(parts) {
  const [year, month, day] = [parts.year, parts.month, parts.day].map((part) => (part || '').trim())
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)))
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

// The question's answer as the server would store it: JSON by the question's kind.
export function answerOf(question) {
  const comparable = question.dataset.comparable
  const boxes = [...question.querySelectorAll('input, select, textarea')]
  if (question.querySelector('input[type=file]')) {
    const there = question.querySelectorAll('[data-file]:not([hidden])').length
    const chosen = question.querySelector('input[type=file]').files.length
    return there + chosen ? Array(there + chosen).fill('file') : null
  }
  const ticks = boxes.filter((box) => box.type === 'checkbox' || box.type === 'radio')
  if (ticks.length > 0) {
    const ticked = ticks.filter((box) => box.checked).map((box) => box.value)
    if (comparable === 'list') return ticked
    if (ticked.length === 0) return null
    return comparable === 'boolean' ? ticked[0] === 'true' : ticked[0]
  }
  const parts = boxes.filter((box) => box.dataset.part)
  if (parts.length > 0) {
    const filled = Object.fromEntries(
      parts.map((box) => [box.dataset.part, box.value.trim()]).filter(([, value]) => value)
    )
    return comparable === 'date' ? isoDate(filled) : filled
  }
  const text = boxes.length > 0 ? boxes[0].value.trim() : ''
  return comparable === 'number' && text ? plainNumber(text) : text
}

function show(question, isShown) {
  question.hidden = !isShown
  question.removeAttribute('data-hidden')
}

// One forward walk, as on the server: a hidden question counts as not answered.
export function walk(questions, logic) {
  const answers = { ...logic.known }
  for (const question of questions) {
    const key = question.dataset.question
    const tree = logic.visible[key]
    const isShown = !tree || evaluate(tree, answers)
    if (tree) show(question, isShown)
    if (!isShown) {
      delete answers[key]
      continue
    }
    const needed = logic.required[key]
    const optional = question.querySelector('[data-optional]')
    if (needed && optional) optional.hidden = evaluate(needed, answers)
    answers[key] = answerOf(question)
  }
}

export function init(root = document) {
  const form = root.querySelector('[data-step-form]')
  const data = root.getElementById('step-logic')
  if (!form || !data) return
  const logic = JSON.parse(data.textContent)
  if (Object.keys(logic.visible).length + Object.keys(logic.required).length === 0) return
  const questions = [...form.querySelectorAll('[data-question]')]
  const update = () => walk(questions, logic)
  form.addEventListener('input', update)
  form.addEventListener('change', update)
  form.addEventListener('change-of-files', update)
  // A browser that comes back fills the boxes in after the page was made.
  window.addEventListener('pageshow', update)
  update()
}
