// The browser's twin of forms_engine/engine/logic: the same trees, the same meaning.
// tests/vectors/logic.json holds the cases that prove the two equal.

function isEmpty(answer) {
  if (answer === null || answer === undefined || answer === '') return true
  if (Array.isArray(answer)) return answer.length === 0
  return typeof answer === 'object' && Object.keys(answer).length === 0
}

// Decimals are compared as text, because a double cannot hold every number that a form can.
function decimal(value) {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const match = /^([+-]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))$/.exec(String(value))
  if (!match) return null
  const whole = (match[2] || '').replace(/^0+/, '')
  const fraction = (match[3] || match[4] || '').replace(/0+$/, '')
  return { negative: match[1] === '-' && (whole !== '' || fraction !== ''), whole, fraction }
}

// By code points, as Python does; the language itself would compare halves of surrogate pairs.
function orderOfText(a, b) {
  if (a === b) return 0
  const [left, right] = [[...a], [...b]]
  const at = left.findIndex((character, index) => character !== right[index])
  if (at === -1) return -1
  if (at >= right.length) return 1
  return left[at].codePointAt(0) < right[at].codePointAt(0) ? -1 : 1
}

function orderOfDecimals(a, b) {
  if (a.negative !== b.negative) return a.negative ? -1 : 1
  const sign = a.negative ? -1 : 1
  const byLength = Math.sign(a.whole.length - b.whole.length)
  const size = byLength || orderOfText(a.whole, b.whole) || orderOfText(a.fraction, b.fraction)
  return size * sign
}

// Negative, zero or positive; null when the two cannot be compared.
function order(answer, value, kind) {
  if (kind === 'number') {
    const a = decimal(answer)
    const b = decimal(value)
    return a && b ? orderOfDecimals(a, b) : null
  }
  if (kind === 'boolean') {
    return typeof answer === 'boolean' && answer === value ? 0 : null
  }
  if (typeof answer !== 'string') return null
  return orderOfText(answer, value)
}

function list(value) {
  const items = Array.isArray(value) ? value : [value]
  return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
}

function is(answer, value, kind) {
  if (kind !== 'list') return order(answer, value, kind) === 0
  const left = new Set(list(answer))
  const right = new Set(list(value))
  return left.size === right.size && [...left].every((item) => right.has(item))
}

function oneOf(answer, value, kind) {
  if (kind === 'list') return list(answer).some((item) => list(value).includes(item))
  return value.some((item) => is(answer, item, kind))
}

function contains(answer, value, kind) {
  if (kind === 'list') return list(answer).includes(String(value))
  return typeof answer === 'string' && answer.includes(String(value))
}

function ordered(test) {
  return (answer, value, kind) => {
    const difference = order(answer, value, kind)
    return difference !== null && test(difference)
  }
}

const OPERATORS = {
  is,
  one_of: oneOf,
  contains,
  at_least: ordered((d) => d >= 0),
  at_most: ordered((d) => d <= 0),
  more_than: ordered((d) => d > 0),
  less_than: ordered((d) => d < 0),
  before: ordered((d) => d < 0),
  after: ordered((d) => d > 0),
  answered: () => true
}

function holds(operator, answer, value, kind) {
  if (operator === 'empty') return isEmpty(answer)
  if (operator === 'is_not') return !holds('is', answer, value, kind)
  if (operator === 'none_of') return !holds('one_of', answer, value, kind)
  return !isEmpty(answer) && OPERATORS[operator](answer, value, kind)
}

// A key such as "constructor" names no answer of its own in an empty object.
function own(answers, key) {
  return Object.hasOwn(answers, key) ? answers[key] : undefined
}

// Tell whether a condition holds for the answers (JSON values by key).
export function evaluate(condition, answers) {
  switch (condition.type) {
    case 'all':
      return condition.of.every((part) => evaluate(part, answers))
    case 'any':
      return condition.of.some((part) => evaluate(part, answers))
    case 'not':
      return !condition.of.every((part) => evaluate(part, answers))
    default:
      return holds(condition.operator, own(answers, condition.key), condition.value, condition.kind)
  }
}
