// The scripts have no words of their own: the page brings them, in its language.
export function word(name, number) {
  const words = document.getElementById('script-words')
  const text = words ? words.dataset[name] || '' : ''
  return text.replace('{n}', number)
}
